"""bench abstain: does the reader answer what its passages answer, and refuse what they do not?"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import StrictBool, StrictStr

from eval.bench.corpus import SetText, index_texts
from eval.bench.decisions import auc, balanced_accuracy, count
from eval.bench.options import BenchOptions, progress
from eval.bench.reading import BenchReader, ReaderAnswer
from eval.bench.report import BenchReport, BenchTable
from eval.score.metrics import Metric, proportion
from eval.score.selective import Curve, area, ideal, risk_coverage
from eval.sets.clapnq import ANSWERABLE_FILE, UNANSWERABLE_FILE, ClapnqLine, TitledPassage
from eval.sets.files import BenchRecord, need_file, read_jsonl
from settings import Settings

CLAPNQ_FILES = {ANSWERABLE_FILE: True, UNANSWERABLE_FILE: False}
"""CLAPnq's two files, and whether their questions have an answer."""
ABSTAIN_LAYOUT = (
    'a .jsonl file of {"id", "question", "passages": ["…"], "answerable": true|false}, '
    f"or a folder with {' and '.join(CLAPNQ_FILES)}"
)
ABSTAIN_NOTES = (
    "Each question is read against its own passages alone, at the threshold that the chat uses; confidence is the "
    "reader's. Risk: the share of unanswerable questions among those answered, the surest first.",
    "Comparable with care: CLAPnq's figures are people's judgement of 100 answers of each model, written from passages "
    "like these. Not comparable: whether an answer that is given is right; this benchmark does not ask.",
)


class AbstainLine(BenchRecord):
    """A question, the passages to read, and whether they answer it."""

    id: str | int
    question: StrictStr
    passages: tuple[StrictStr | TitledPassage, ...]
    answerable: StrictBool

    @property
    def texts(self) -> list[SetText]:
        return [SetText(p) if isinstance(p, str) else SetText(p.text, p.title) for p in self.passages]


def measure(settings: Settings, path: Path, options: BenchOptions) -> BenchReport:
    """False answers, wrong abstentions, balanced accuracy and AUC, and the risk–coverage curve."""
    lines = read_lines(path)
    chosen = options.sample(lines)
    texts = list(dict.fromkeys(text for line in lines for text in line.texts))
    number = {text: n for n, text in enumerate(texts)}
    with index_texts(settings, path.resolve().stem, texts) as corpus:
        reads = BenchReader(corpus)
        found = [
            reads.read(line.question, corpus.hits_of({number[t]: t for t in line.texts}))
            for line in progress(chosen, "Reading")
        ]
    answerable = sum(line.answerable for line in chosen)
    about = f"{len(chosen):,} questions ({answerable:,} answerable) on {len(texts):,} passages of text"
    tables = [BenchTable("", {"reader": metrics(chosen, found)}), _curve(chosen, found)]
    return BenchReport("abstain", path, about, options.sampled(len(lines)), tables, ABSTAIN_NOTES)


def read_lines(path: Path) -> list[AbstainLine]:
    """The questions of a file in our layout, or of CLAPnq's folder."""
    if not path.is_dir():
        return read_jsonl(need_file(path, ABSTAIN_LAYOUT), AbstainLine)
    files = {need_file(path / name, ABSTAIN_LAYOUT): answerable for name, answerable in CLAPNQ_FILES.items()}
    return [
        AbstainLine(id=line.id, question=line.input, passages=line.passages, answerable=answerable)
        for file, answerable in files.items()
        for line in read_jsonl(file, ClapnqLine)
    ]


def metrics(lines: Sequence[AbstainLine], found: Sequence[ReaderAnswer]) -> Mapping[str, Metric]:
    """What came of the decisions at the threshold in use, and how well confidence orders the questions."""
    truths = [line.answerable for line in lines]
    tp, fp, fn, tn = counts = count(truths, [answer.shown for answer in found])
    return {
        "false answers": proportion(fp, fp + tn),
        "wrong abstentions": proportion(fn, tp + fn),
        "refused, of unanswerable": proportion(tn, fp + tn),
        "answered, of answerable": proportion(tp, tp + fn),
        "balanced accuracy": balanced_accuracy(counts),
        "AUC": auc(truths, [answer.confidence for answer in found]),
    }


def _curve(lines: Sequence[AbstainLine], found: Sequence[ReaderAnswer]) -> BenchTable:
    """Points of the risk–coverage curve and the area under it, beside those of an oracle and of guessing."""
    truths = [line.answerable for line in lines]
    n = len(truths)
    curves = {
        "reader": risk_coverage([answer.confidence for answer in found], truths, n),
        "oracle": ideal(truths, n),
        "guessing": risk_coverage([0.0] * n, truths, n),
    }
    return BenchTable("risk at coverage", {name: _points(curve, n) for name, curve in curves.items()})


def _points(curve: Curve, n: int) -> dict[str, Metric]:
    shares = (0.1, 0.25, 0.5, 0.75, 1.0)
    risks = {f"{share:.0%}": next(risk for at, risk in curve if at >= share) for share in shares}
    return {name: Metric(risk, None, n) for name, risk in (risks | {"area": area(curve)}).items()}
