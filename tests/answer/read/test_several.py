"""Which questions ask for several things, and which words of a sentence answer them."""

import pytest

from answer.read.several import asks_for_several, spans_that_answer
from answer.read.span_reader import Span


@pytest.mark.parametrize(
    "question",
    [
        "List all the defense ministers.",
        "Which countries guaranteed it?",
        "What reasons did they give?",
        "For what reasons does Moscow stay?",
        "What are the rules?",
        "Which towns paid?",
    ],
)
def test_a_list_is_asked_for(question: str) -> None:
    assert asks_for_several(question)


@pytest.mark.parametrize(
    "question",
    [
        "What is the status of the base?",
        "What does Russia want?",
        "What happens then?",
        "Which process was used?",
        "What was signed?",
        "Who signed it?",
        "What has changed?",
        "Which boss resigned?",
    ],
)
def test_one_thing_is_asked_for(question: str) -> None:
    assert not asks_for_several(question)


def span(start: int, margin: float) -> Span:
    return Span(start, start + 5, margin, 0.0, 0.0, 0.0)


def test_of_one_thing_only_the_best_words_answer() -> None:
    assert spans_that_answer([span(20, 8.0), span(0, 7.9)], several=False) == (span(20, 8.0),)


def test_of_several_those_near_the_best_answer_in_reading_order() -> None:
    found = spans_that_answer([span(20, 8.0), span(0, 1.0), span(40, -0.5)], several=True)

    assert [s.start for s in found] == [0, 20]


def test_a_sentence_without_any_such_words_has_none() -> None:
    assert spans_that_answer([], several=True) == spans_that_answer([], several=False) == ()
