"""A question set with a mistake is refused, with the file, the line and what is wrong."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.sets.corpora import eval_corpora, load_corpus
from eval.sets.samples import HALVES, Half, QuestionSetError, load_samples
from index.documents.document import Document

Line = Callable[..., str]


@pytest.fixture
def load(tmp_path: Path, document: Document) -> Callable[..., Any]:
    """Load these lines as the file article-dev.jsonl."""

    def load(*lines: str, name: str = "article-dev.jsonl") -> Any:
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
        return load_samples(tmp_path, {document.id: document})

    return load


def test_a_gold_quote_is_located_in_its_document(load: Callable[..., Any], line: Line, document: Document) -> None:
    gold = load(line())[0].evidence[0]
    assert document.text[gold.start : gold.end] == "Anna Bell signed the treaty"


def test_the_half_is_told_by_the_file_name(load: Callable[..., Any], line: Line) -> None:
    assert load(line(), name="article-test.jsonl")[0].half == "test"


def test_a_file_of_no_half_is_refused(load: Callable[..., Any], line: Line) -> None:
    with pytest.raises(QuestionSetError, match=r"article\.jsonl is of no half: its name must end in -dev"):
        load(line(), name="article.jsonl")


UNANSWERABLE: dict[str, Any] = {"answerable": False, "accepted": [], "evidence": []}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"colour": "red"}, r'unknown field "colour": the fields are id, category'),
        ({"question": None}, r'the field "question" is missing'),
        ({"question": 5}, r'"question" is 5: Input should be a valid string'),
        ({"accepted": ["Bell"]}, r'"accepted.0" is "Bell": Input should be a valid list'),
        ({"category": "facts"}, r'unknown category "facts": did you mean "fact"\?'),
        ({"question": " "}, r"an empty text in question"),
        ({"accepted": [[]]}, r"a fact in accepted has no alternatives"),
        ({"accepted": []}, r"answerable, but accepted is empty"),
        ({"evidence": []}, r"answerable, but evidence is empty"),
        ({"answerable": False}, r"not answerable, but accepted and evidence is given"),
        ({"forbidden": ["Bell"]}, r'"Bell" is forbidden, but stands in the accepted "Anna Bell"'),
    ],
)
def test_a_mistake_in_a_line_is_named(load: Callable[..., Any], line: Line, fields: Any, message: str) -> None:
    with pytest.raises(QuestionSetError, match=r"article-dev\.jsonl:2: " + message):
        load(line(id="first", question="What else?"), line(**fields))


def quoting(quote: str, document: str = "treaty.txt") -> dict[str, Any]:
    return {"evidence": [{"document": document, "quote": quote}]}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            quoting("Anna Bill signed the treaty"),
            r'quote not found in treaty.txt: "Anna Bill.*\n.*is "Anna Bell signed',
        ),
        (quoting("Bell"), r'quote found 2 times in treaty.txt, make it longer: "Bell"'),
        (quoting("Anna", "traety.txt"), r'no document "traety.txt" in the corpus; the nearest is "treaty.txt"'),
    ],
)
def test_a_gold_quote_that_is_not_there_once_is_named(
    load: Callable[..., Any], line: Line, fields: Any, message: str
) -> None:
    with pytest.raises(QuestionSetError, match=message):
        load(line(**fields))


def test_what_is_not_json_is_named(load: Callable[..., Any]) -> None:
    with pytest.raises(QuestionSetError, match=r"article-dev\.jsonl:1: is not JSON \(.* at column 2\)"):
        load("{id}")


def test_a_line_that_is_no_object_is_named(load: Callable[..., Any]) -> None:
    with pytest.raises(QuestionSetError, match=r"is \[1\]: it must be one JSON object"):
        load("[1]")


def test_an_id_given_twice_is_named_with_its_first_place(load: Callable[..., Any], line: Line) -> None:
    with pytest.raises(QuestionSetError, match=r'dev\.jsonl:2: the id "q" was given before, in article-dev\.jsonl:1'):
        load(line(), line(question="Another?"))


def test_the_halves_do_not_share_a_question(load: Callable[..., Any], line: Line, tmp_path: Path) -> None:
    (tmp_path / "article-test.jsonl").write_text(line(id="other", question="who signed the  treaty?"), encoding="utf-8")
    with pytest.raises(QuestionSetError, match=r"article-test\.jsonl:1: the question .* was given before"):
        load(line())


def test_the_same_follow_up_after_other_questions_is_another_question(load: Callable[..., Any], line: Line) -> None:
    assert len(load(line(history=["Who is Bell?"]), line(id="other", history=["Who is Ivanov?"]))) == 2


def test_all_mistakes_are_named_at_once(load: Callable[..., Any], line: Line) -> None:
    with pytest.raises(QuestionSetError) as caught:
        load(line(category="x"), "{", line(id=None))
    assert [text.split(": ")[0] for text in str(caught.value).splitlines()] == [
        "article-dev.jsonl:1",
        "article-dev.jsonl:2",
        "article-dev.jsonl:3",
    ]


def test_a_set_without_questions_is_refused(load: Callable[..., Any]) -> None:
    with pytest.raises(QuestionSetError, match="holds no questions"):
        load("")


def test_a_folder_without_question_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match="There are no questions at"):
        load_samples(tmp_path, {})


@pytest.mark.parametrize("half", HALVES)
def test_the_articles_set_is_valid_and_large_enough(half: Half) -> None:
    samples = load_corpus(eval_corpora("article", half)[0])[1]
    assert sum(s.answerable for s in samples) >= 50
    assert sum(not s.answerable for s in samples) >= 20
