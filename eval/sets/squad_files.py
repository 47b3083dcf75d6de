"""SQuAD's files, and QED's → questions on paragraphs, with their gold answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import StrictStr

from eval.sets.files import BenchError, BenchRecord, need_file, parse, read_jsonl, read_text

SQUAD_LAYOUT = "a .json file in SQuAD's layout (1.1 or 2.0), or a .jsonl file in QED's with original_nq_answers"


@dataclass(frozen=True)
class ParagraphQuestion:
    """One question on one paragraph."""

    question: str
    paragraph: int
    """The number of its paragraph."""
    golds: tuple[str, ...]
    """The gold answers; none where the paragraph holds no answer."""


@dataclass(frozen=True)
class ParagraphQuestions:
    """A file's paragraphs, each once, and the questions on them."""

    layout: str
    paragraphs: list[str]
    questions: list[ParagraphQuestion]


class SquadGold(BenchRecord):
    text: StrictStr


class SquadQuestion(BenchRecord):
    question: StrictStr
    answers: tuple[SquadGold, ...]
    kind: StrictStr = ""
    """Of our own exercises: what makes it one."""


class SquadParagraph(BenchRecord):
    context: StrictStr
    qas: tuple[SquadQuestion, ...]


class SquadArticle(BenchRecord):
    title: StrictStr = ""
    paragraphs: tuple[SquadParagraph, ...]

    @property
    def questions(self) -> list[SquadQuestion]:
        return [asked for paragraph in self.paragraphs for asked in paragraph.qas]


class SquadFile(BenchRecord):
    data: tuple[SquadArticle, ...]


class QedSpan(BenchRecord):
    string: str


class QedAnnotation(BenchRecord):
    explanation_type: str


class QedLine(BenchRecord):
    """A line of QED (Lamm et al. 2021); each annotator's answer is one or several spans of the paragraph."""

    question_text: str
    paragraph_text: str
    original_nq_answers: tuple[tuple[QedSpan, ...], ...]
    annotation: QedAnnotation

    @property
    def golds(self) -> tuple[str, ...]:
        """None where QED's annotators found that the paragraph does not answer (explanation type "none")."""
        if self.annotation.explanation_type == "none":
            return ()
        return tuple(" ".join(span.string for span in spans) for spans in self.original_nq_answers)


def read_questions(path: Path) -> ParagraphQuestions:
    """The questions of a file in either layout; raises BenchError that says what is wrong with it."""
    need_file(path, SQUAD_LAYOUT)
    pairs, layout = (_qed(path), "QED") if path.suffix == ".jsonl" else (_squad(path), "SQuAD")
    numbers: dict[str, int] = {}
    questions = [
        ParagraphQuestion(question, numbers.setdefault(paragraph, len(numbers)), golds)
        for question, paragraph, golds in pairs
    ]
    if not questions:
        raise BenchError(f"{path} holds no question. Expected {SQUAD_LAYOUT}.")
    unanswerable = any(not question.golds for question in questions)
    return ParagraphQuestions(layout + (", some without an answer" if unanswerable else ""), list(numbers), questions)


def _qed(path: Path) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for line in read_jsonl(path, QedLine):
        yield line.question_text, line.paragraph_text, line.golds


def read_articles(path: Path) -> tuple[SquadArticle, ...]:
    """The articles of a file in SQuAD's layout; raises BenchError that says what is wrong with it."""
    return parse(read_text(path), SquadFile, str(path)).data


def _squad(path: Path) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for article in read_articles(path):
        for paragraph in article.paragraphs:
            for asked in paragraph.qas:
                yield asked.question, paragraph.context, tuple(gold.text for gold in asked.answers)
