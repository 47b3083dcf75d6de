"""bench support: does the check tell statements that their evidence carries from those it does not?"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import StrictBool, StrictStr

from answer.check import missing
from eval.bench.decisions import balanced_accuracy, count, f1
from eval.bench.files import Record, need_file, numbered_lines, read_jsonl
from eval.bench.options import Options, progress
from eval.bench.report import Report, Row, Table
from eval.metrics import Metric, proportion
from settings import Settings

LAYOUT = (
    'a .jsonl file of {"statement", "evidence", "supported": true|false}, or HaluEval\'s of '
    '{"knowledge", "question", "right_answer", "hallucinated_answer"}'
)
NOTES = (
    "What is measured is the check of written sentences (answer.check.missing), which calls no model: numbers, names, "
    "negation and words of the statement must stand in the evidence.",
    "Not comparable with figures on whole documents or of models that judge by meaning. Of HaluEval the answers alone "
    "are the statements, each against its knowledge; the models of its paper were shown the question as well.",
)


class Line(Record):
    """A statement, what it should rest on, and whether it does."""

    statement: StrictStr
    evidence: StrictStr | tuple[StrictStr, ...]
    supported: StrictBool

    @property
    def quotes(self) -> Sequence[str]:
        return [self.evidence] if isinstance(self.evidence, str) else self.evidence


class HaluEvalLine(Record):
    """A line of HaluEval's QA part (Li et al. 2023): a right and a hallucinated answer from the same knowledge."""

    knowledge: StrictStr
    right_answer: StrictStr
    hallucinated_answer: StrictStr

    @property
    def lines(self) -> list[Line]:
        pairs = ((self.right_answer, True), (self.hallucinated_answer, False))
        return [Line(statement=answer, evidence=self.knowledge, supported=truth) for answer, truth in pairs]


def measure(settings: Settings, path: Path, options: Options) -> Report:
    """Balanced accuracy and F1 of the check, and how much of each kind it tells."""
    lines = read_lines(path)
    chosen = options.sample(lines)
    said = [not missing(line.statement, line.quotes) for line in progress(chosen, "Checking")]
    supported = sum(line.supported for line in chosen)
    about = f"{len(chosen):,} statements ({supported:,} supported)"
    table = Table("", [Row("check", metrics([line.supported for line in chosen], said))])
    return Report("support", path, about, options.sampled(len(lines)), [table], NOTES)


def read_lines(path: Path) -> list[Line]:
    """The statements of a file in either layout."""
    first = next((line for _, line in numbered_lines(need_file(path, LAYOUT))), "")
    if '"hallucinated_answer"' in first:
        return [line for pair in read_jsonl(path, HaluEvalLine) for line in pair.lines]
    return read_jsonl(path, Line)


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
