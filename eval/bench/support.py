"""bench support: does the check tell statements that their evidence carries from those it does not?"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.bench.decisions import balanced_accuracy, count, f1
from eval.bench.judging import Judging, open_judging
from eval.bench.options import BenchOptions, progress
from eval.bench.report import BenchReport, BenchTable
from eval.score.metrics import Metric, proportion
from eval.sets.supported import SupportLine, read_lines
from settings import Settings

SUPPORT_NOTES = (
    "What is measured is the check of written sentences: its rules, then its judge (answer/check/). The evidence is "
    "split into passages, all of which the statement cites.",
    "HaluEval is parted by the hash of its question; the check was tuned on the development half alone.",
    "Not comparable with figures on whole documents or of models that judge by meaning. Of HaluEval the answers alone "
    "are the statements, each against its knowledge; the models of its paper were shown the question as well.",
)


def measure(settings: Settings, path: Path, options: BenchOptions) -> BenchReport:
    """Balanced accuracy and F1 of the check, and how much of each kind it tells."""
    lines = read_lines(path)
    chosen = options.sample(lines)
    judging = open_judging(settings)
    said = [_judged(judging, line) for line in progress(chosen, "Checking")]
    supported = sum(line.supported for line in chosen)
    about = f"{len(chosen):,} statements ({supported:,} supported)"
    rows = {}
    for half, name in (("test", "check"), ("dev", "check, development half")):
        if pairs := [(line.supported, word) for line, word in zip(chosen, said, strict=True) if line.half == half]:
            rows[name] = metrics([truth for truth, _ in pairs], [word for _, word in pairs])
    notes = [note for note in (judging.note, *SUPPORT_NOTES) if note]
    return BenchReport("support", path, about, options.sampled(len(lines)), [BenchTable("", rows)], notes)


def _judged(judging: Judging, line: SupportLine) -> bool:
    passages = judging.passages(line.text)
    return judging.judge.judge(judging.judge.claim(line.statement), passages).supported


def metrics(truths: Sequence[bool], said: Sequence[bool]) -> Mapping[str, Metric]:
    """Of decisions "supported" or not, against the truth."""
    tp, fp, fn, tn = counts = count(truths, said)
    return {
        "balanced accuracy": balanced_accuracy(counts),
        "F1, supported": f1(counts),
        "F1, unsupported": f1((tn, fn, fp, tp)),
        "passed, of supported": proportion(tp, tp + fn),
        "flagged, of unsupported": proportion(tn, tn + fp),
    }
