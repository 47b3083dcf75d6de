"""The conversation as the reader reads it, and what it finds there that a question leaves out."""

from collections.abc import Callable

import pytest

from answer.answer import Answer
from answer.read.span_reader import FOLDER, SpanReader
from answer.understand.meant import LONGEST_ANSWER, TURNS, Turn, conversation, standalone

MakeAnswer = Callable[..., Answer]


@pytest.fixture(scope="module")
def spans() -> SpanReader:
    return SpanReader(FOLDER)


@pytest.mark.parametrize(
    ("turn", "question", "understood"),
    [
        (Turn("When does the lower pool open?", "The lower pool opens at 10."), "how deep is it?", "lower pool"),
        (Turn("Who built the mill?", "Hesper Lowe built the mill in 1731."), "When was she born?", "Hesper Lowe"),
        (Turn("Who is the mayor of Ostrenne?", "It is Dagny Orsolo."), "and of Ustrine?", "mayor of Ustrine"),
    ],
)
def test_what_is_left_out_is_found_in_the_conversation(
    make_answer: MakeAnswer, spans: SpanReader, turn: Turn, question: str, understood: str
) -> None:
    found = standalone(question, [make_answer(*turn)], spans)

    assert understood in found
    assert found.count("?") <= 1


@pytest.mark.parametrize(
    "question", ["When does the lower pool open?", "What does a day ticket for the ski lift cost?"]
)
def test_a_question_that_stands_alone_stays(make_answer: MakeAnswer, spans: SpanReader, question: str) -> None:
    history = [make_answer("Who built the mill?", "Hesper Lowe built the mill in 1731.")]

    assert standalone(question, history, spans) == question


def test_a_greeting_in_between_is_no_topic(make_answer: MakeAnswer, spans: SpanReader) -> None:
    assert standalone("how deep is it?", [make_answer("Hi", mode="help")], spans) == "how deep is it?"


def test_without_the_trained_reader_a_question_stays(make_answer: MakeAnswer) -> None:
    assert standalone("how deep is it?", [make_answer("When does the lower pool open?")], None) == "how deep is it?"


def test_the_last_turns_are_read_under_the_title() -> None:
    turns = [Turn(f"Question {n}?", f"Answer {n}.") for n in range(TURNS + 2)]

    lines = conversation("Pools", turns).split("\n")

    assert lines[0] == "Pools"
    assert lines[1:] == [line for turn in turns[2:] for line in turn]


def test_a_long_answer_is_cut_and_what_is_missing_leaves_no_line() -> None:
    text = conversation("", [Turn("What?", "word " * 100), Turn("Why?", "")])

    assert text.split("\n") == ["What?", " ".join(["word"] * LONGEST_ANSWER), "Why?"]
