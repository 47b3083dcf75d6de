"""bench squad: exact match and F1 of the reader's answers, each question read against its own paragraph."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.bench.corpus import SetText, index_texts
from eval.bench.options import BenchOptions, progress
from eval.bench.reading import BenchReader
from eval.bench.report import BenchReport, BenchTable
from eval.score.metrics import Metric, mean, proportion
from eval.sets.overlap import exact_match, f1
from eval.sets.squad_files import ParagraphQuestion, read_questions
from settings import Settings

SQUAD_NOTES = (
    "The official setting: a question is read against its own paragraph; nothing is searched. EM and F1 by the "
    "official definition.",
    "Comparable with published figures on sets where every question has an answer: the row “always answering”, for "
    "their models may not refuse. The chat refuses where it is unsure: “as the chat answers”; a refusal is no answer.",
    "Not comparable: an answer here is whole sentences unless the reader finds the words that answer; whole sentences "
    "seldom match exactly, and their F1 is low even where they hold the answer.",
)


def measure(settings: Settings, path: Path, options: BenchOptions) -> BenchReport:
    """EM and F1 over all questions, those with an answer and those without one."""
    found = read_questions(path)
    chosen = options.sample(found.questions)
    texts = [SetText(paragraph) for paragraph in found.paragraphs]
    with index_texts(settings, path.stem, texts) as corpus:
        reads = BenchReader(corpus)
        answers = [
            reads.read(asked.question, corpus.hits_of({asked.paragraph: texts[asked.paragraph]}))
            for asked in progress(chosen, "Reading")
        ]
    rows = {
        "as the chat answers": metrics(chosen, [answer.text if answer.shown else "" for answer in answers]),
        "always answering": metrics(chosen, [answer.text for answer in answers]),
    }
    about = f"{len(chosen):,} questions on {len(texts):,} paragraphs; layout: {found.layout}"
    return BenchReport("squad", path, about, options.sampled(len(found.questions)), [BenchTable("", rows)], SQUAD_NOTES)


def metrics(questions: Sequence[ParagraphQuestion], answers: Sequence[str]) -> Mapping[str, Metric]:
    """EM and F1 of all; where some questions have no answer, of those that have and of those that have none, too."""
    pairs = list(zip(questions, answers, strict=True))
    has = [(q, a) for q, a in pairs if q.golds]
    lacks = [(q, a) for q, a in pairs if not q.golds]
    answered = proportion(sum(bool(answer) for answer in answers), len(answers))
    parts = {"": pairs} | ({"has answer, ": has, "no answer, ": lacks} if lacks else {})
    scores = {name + kind: value for name, part in parts.items() for kind, value in _scores(part).items()}
    scores.pop("no answer, F1", None)  # the same as its EM, by definition
    return scores | {"answered": answered}


def _scores(pairs: Sequence[tuple[ParagraphQuestion, str]]) -> dict[str, Metric]:
    exact = sum(exact_match(answer, question.golds) for question, answer in pairs)
    return {
        "EM": proportion(round(exact), len(pairs)),
        "F1": mean([f1(answer, question.golds) for question, answer in pairs]),
    }
