"""What can be read off an answer."""

from collections.abc import Callable

import pytest
from pydantic import ValidationError

from answer.answer import Answer, Citation, Statement

MakeAnswer = Callable[..., Answer]


def citation(number: int) -> Citation:
    fields = {"document_id": "d", "passage_id": "p", "start": 0, "end": 1, "quote": "x", "title": "", "place": ""}
    return Citation.model_validate(fields | {"number": number, "metadata": {}})


def statement(text: str, *numbers: int) -> Statement:
    return Statement(text=text, citations=tuple(map(citation, numbers)), support="quoted")


def test_each_citation_is_there_once_by_its_number(make_answer: MakeAnswer) -> None:
    answer = make_answer("?", statements=(statement("a", 3, 1), statement("b", 1, 2)))

    assert [c.number for c in answer.citations] == [1, 2, 3]


def test_the_text_is_that_of_the_statements_or_else_the_message(make_answer: MakeAnswer) -> None:
    said = make_answer("?", statements=(statement("Bees fly."), statement("They sting.")), message="Nothing.")

    assert said.text == "Bees fly. They sting."
    assert make_answer("?", message="Nothing.").text == "Nothing."


def test_an_answer_comes_back_from_json_as_it_was(make_answer: MakeAnswer) -> None:
    answer = make_answer("?", statements=(statement("Bees fly.", 1),), timings={"total": 0.5})

    assert Answer.model_validate_json(answer.model_dump_json()) == answer


def test_nothing_about_an_answer_can_be_changed(make_answer: MakeAnswer) -> None:
    with pytest.raises(ValidationError):
        make_answer("?").confidence = 1.0  # type: ignore[misc]


def test_a_statement_that_was_not_judged_has_no_score_no_reason_and_no_emphasis() -> None:
    said = statement("Bees fly.")

    assert (said.score, said.reason, said.emphasis) == (None, "", ())


def test_where_nothing_is_said_of_it_there_is_no_doubt_no_model_and_nothing_near(make_answer: MakeAnswer) -> None:
    answer = make_answer("?")

    assert (answer.doubt, answer.model, answer.nearest, answer.trace) == (False, "", (), ())
