"""bench documents: a folder of one's own, as the chat answers: every article a document, all of them searched."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from answer.answer import Answer
from answer.assistant import Assistant
from eval.bench.corpus import SetText, index_texts
from eval.bench.decisions import auc, balanced_accuracy, count, f1
from eval.bench.options import BenchOptions, progress
from eval.bench.report import BenchReport, BenchTable
from eval.score.metrics import Metric, proportion
from eval.sets.files import BenchError, need_file
from eval.sets.matching import contains
from eval.sets.squad_files import SquadArticle, SquadQuestion, read_articles
from settings import Settings

DOCUMENTS_LAYOUT = "a .json file in SQuAD's layout (1.1 or 2.0), or a folder of them"
DOCUMENTS_NOTES = (
    "Each article is a document of its own; a question is asked of all of them together, on the chat's path. Right: a "
    "quote shown holds a gold answer's words. Refused: the chat says that it found nothing.",
    "Not comparable with figures on SQuAD, where a question is read against its own paragraph.",
)


@dataclass(frozen=True)
class DocumentsAnswer:
    """A question and what the chat answered."""

    asked: SquadQuestion
    answer: Answer

    @property
    def shown(self) -> bool:
        return bool(self.answer.statements)

    @property
    def sure(self) -> bool:
        """Shown, and not as one that may not answer."""
        return self.shown and not self.answer.doubt

    @property
    def right(self) -> bool:
        return any(contains(s.text, gold.text) for s in self.answer.statements for gold in self.asked.answers)


def measure(settings: Settings, path: Path, options: BenchOptions) -> BenchReport:
    """Right answers, refusals and AUC over all questions, and right or refused for each kind of question."""
    articles = [article for file in _files(path) for article in read_articles(file)]
    questions = [asked for article in articles for asked in article.questions]
    if not questions:
        raise BenchError(f"{path} holds no question. Expected {DOCUMENTS_LAYOUT}.")
    with index_texts(settings, path.resolve().stem, [_document(article) for article in articles]) as corpus:
        assistant = Assistant(corpus.settings, corpus.store, corpus.embedder)
        chosen = options.sample(questions)
        outcomes = [DocumentsAnswer(asked, assistant.ask(asked.question)) for asked in progress(chosen, "Asking")]
    about = f"{len(chosen):,} questions of {len(articles):,} documents"
    tables = [BenchTable("", {"the chat": metrics(outcomes)}), *_by_kind(outcomes)]
    return BenchReport("documents", path, about, options.sampled(len(questions)), tables, DOCUMENTS_NOTES)


def _files(path: Path) -> list[Path]:
    files = sorted(path.glob("*.json")) if path.is_dir() else [need_file(path, DOCUMENTS_LAYOUT)]
    if not files:
        raise BenchError(f"{path} holds no .json file. Expected {DOCUMENTS_LAYOUT}.")
    return files


def _document(article: SquadArticle) -> SetText:
    """The article put together of its paragraphs; SQuAD writes titles with underscores."""
    return SetText("\n\n".join(paragraph.context for paragraph in article.paragraphs), article.title.replace("_", " "))


def metrics(outcomes: Sequence[DocumentsAnswer]) -> Mapping[str, Metric]:
    """What came of all questions."""
    truths = [bool(o.asked.answers) for o in outcomes]
    counts = count(truths, [o.shown for o in outcomes])
    return {
        **shares(outcomes),
        "balanced accuracy": balanced_accuracy(counts),
        "abstention F1": f1((counts[3], counts[2], counts[1], counts[0])),
        "AUC": auc(truths, [o.answer.confidence for o in outcomes]),
    }


def shares(outcomes: Sequence[DocumentsAnswer]) -> Mapping[str, Metric]:
    """Of those with an answer, how many were right and refused; of the others, how many were refused or in doubt."""
    answerable = [o for o in outcomes if o.asked.answers]
    others = [o for o in outcomes if not o.asked.answers]
    return {
        "right": proportion(sum(o.right for o in answerable), len(answerable)),
        "wrongly refused": proportion(sum(not o.shown for o in answerable), len(answerable)),
        "refused": proportion(sum(not o.shown for o in others), len(others)),
        "refused or unsure": proportion(sum(not o.sure for o in others), len(others)),
    }


def _by_kind(outcomes: Sequence[DocumentsAnswer]) -> Iterator[BenchTable]:
    """Where the set names the kinds of its questions."""
    found: dict[str, list[DocumentsAnswer]] = {}
    for outcome in sorted(outcomes, key=lambda o: (not o.asked.answers, o.asked.kind)):
        found.setdefault(outcome.asked.kind, []).append(outcome)
    rows = {kind: {n: m for n, m in shares(of).items() if m.n} for kind, of in found.items() if kind}
    if rows:
        yield BenchTable("by kind", rows)
