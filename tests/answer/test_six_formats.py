"""One and the same text gives the same answers, whichever format it is saved in."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from answer.answer import Answer
from answer.assistant import Assistant
from index.documents.reading import read_document
from index.sync import sync
from index.units import Unit, units
from settings import Settings
from six_formats import FORMATS, QUESTIONS, Question, text

SAME = 0.95
"""Of the answers, at least, are the same as those from Markdown."""
TELLS_NO_LEVELS = {"Lessons, Children": "Children", "Lessons, Adults": "Adults"}
"""What a text whose headings are lines like any other reads otherwise: it cannot say which stands under which."""

STRUCTURED = ["html", "epub", "docx", "pdf"]

Answered = Callable[[str], list[Answer]]


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str, bytes], list[Unit]]:
    """read("md", data) → the units of a file with this suffix."""

    def read_one(suffix: str, data: bytes) -> list[Unit]:
        path = tmp_path / f"handbook.{suffix}"
        path.write_bytes(data)
        return units(read_document(path, tmp_path))

    return read_one


@pytest.fixture(scope="module")
def answered(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Answered:
    """answered("md") → the answers to all questions from the handbook in this format, alone in its corpus."""

    @cache
    def ask(suffix: str) -> list[Answer]:
        folder = tmp_path_factory.mktemp(suffix)
        (folder / f"handbook.{suffix}").write_bytes(FORMATS[suffix]())
        settings = Settings(data=data_folder, corpus=folder)
        sync(settings)
        assistant = Assistant.open(settings)
        return [assistant.ask(question.text) for question in QUESTIONS]

    return ask


def forms(found: list[Unit]) -> list[str]:
    return [unit.form.text for unit in found]


def said(answer: Answer) -> list[str]:
    return [statement.text for statement in answer.statements]


def is_right(question: Question, answer: Answer) -> bool:
    """Whether the statements hold what a right answer holds; whether there are none where none is right."""
    if not question.holds:
        return not answer.statements
    return bool(answer.statements) and all(words in answer.text for words in question.holds)


@pytest.mark.parametrize("suffix", STRUCTURED)
def test_pages_books_and_documents_are_read_as_markdown_is_under_the_same_headings(
    suffix: str, read: Callable[[str, bytes], list[Unit]]
) -> None:
    page, marked = read(suffix, FORMATS[suffix]()), read("md", FORMATS["md"]())

    assert forms(page) == forms(marked)
    assert [unit.read for unit in page] == [unit.read for unit in marked]


def test_a_text_is_read_as_markdown_is_but_for_the_levels_that_it_does_not_tell(
    read: Callable[[str, bytes], list[Unit]],
) -> None:
    typed, marked = read("txt", FORMATS["txt"]()), read("md", FORMATS["md"]())

    assert forms(typed) == [TELLS_NO_LEVELS.get(form, form) for form in forms(marked)]


def test_a_text_that_underlines_its_headings_tells_their_levels_as_well(
    read: Callable[[str, bytes], list[Unit]],
) -> None:
    typed, marked = read("txt", text(underlined=True)), read("md", FORMATS["md"]())

    assert forms(typed) == forms(marked)
    assert [unit.read for unit in typed] == [unit.read for unit in marked]


@pytest.mark.parametrize("suffix", ["txt", *STRUCTURED])
def test_the_same_questions_get_the_same_answers(suffix: str, answered: Answered) -> None:
    pairs = list(zip(QUESTIONS, answered(suffix), answered("md"), strict=True))

    others = [question.text for question, answer, marked in pairs if said(answer) != said(marked)]
    assert len(others) <= (1 - SAME) * len(pairs), others


def test_most_of_the_answers_are_right(answered: Answered) -> None:
    pairs = list(zip(QUESTIONS, answered("md"), strict=True))

    wrong = [question.text for question, answer in pairs if not is_right(question, answer)]
    assert len(wrong) <= 0.15 * len(pairs), wrong
