"""Questions, greetings, and what is none of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.understand.intent import LONGEST_QUESTION, intent_of


@pytest.mark.parametrize(
    "message", ["What is Nurek?", "Summarise it", "How do I use the base?", "Что предложила Украина?"]
)
def test_whatever_else_is_a_question(message: str) -> None:
    assert intent_of(message) == "question"


@pytest.mark.parametrize("message", ["Hi", "hello there!", "what can you do?", "Who are you?", "thanks!", "help"])
def test_a_greeting_is_met_with_help(message: str) -> None:
    assert intent_of(message) == "help"


@pytest.mark.parametrize("message", ["", "   ", "🎉🎉", "?!", "\n\t"])
def test_what_holds_no_word_is_empty(message: str) -> None:
    assert intent_of(message) == "empty"


def test_a_pasted_document_is_too_long_to_be_a_question() -> None:
    assert intent_of("word " * LONGEST_QUESTION) == "too_long"


@pytest.mark.parametrize(
    ("length", "intent"),
    [(3000, "question"), (LONGEST_QUESTION, "question"), (LONGEST_QUESTION + 1, "too_long"), (5000, "too_long")],
)
def test_a_question_of_some_thousand_characters_is_read(length: int, intent: str) -> None:
    assert intent_of("x" * length) == intent
    assert intent_of(" " * 9000 + "x" * length) == intent


@pytest.mark.parametrize(
    "greeting",
    """hi / hello / hey / hiya / howdy / greetings / good morning / good day / good afternoon / good evening / moin
    / hallo / thank / thank you / thank you very much / thanks you / thx / ok / okay / yes / no / yep / nope / sure
    / bye / goodbye / help / test / hi there / hi, all / hello everyone / hi footnote / thanks so much / thanks a lot
    / Hi :) / OK.""".split("/"),
)
def test_every_greeting_is_met_with_help(greeting: str) -> None:
    assert intent_of(greeting) == "help"


@pytest.mark.parametrize(
    "asked",
    """what do you do? / what can you know? / what can you help me with? / what do you help with / who are you
    / what are you / how can I use this? / how do you work / how do i ask / how can you work / how do I use Footnote?
    / what can I ask? / what should i ask you / what could I ask here? / how does this work? / how does it work
    / how does footnote work? / what is this Footnote? / what is footnote / help me / can you help? / can you help me
    / help me please / so, what are you / hi, who are you? / hello, who are you? / and what are you for me?
    """.replace("\n", " ")
    .replace("so, ", "so ")
    .split("/"),
)
def test_a_question_about_footnote_is_met_with_help(asked: str) -> None:
    assert intent_of(asked.strip()) == "help"


@given(st.text())
def test_any_message_has_an_intent(message: str) -> None:
    assert intent_of(message)
