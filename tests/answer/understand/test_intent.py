"""Questions, wishes for an overview, greetings, and what is none of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.understand.intent import LONGEST_QUESTION, intent_of


@pytest.mark.parametrize(
    "message",
    [
        "What is this article about?",
        "Summarise it",
        "tldr? whats the text about",
        "give me the gist",
        "main takeaways?",
        "what's it about",
        "Can you sum this up in three sentences?",
        "What are the key points?",
        "What does it talk about?",
        "What does the article deal with?",
    ],
)
def test_a_wish_for_an_overview_in_many_wordings(message: str) -> None:
    assert intent_of(message) == "overview"


@pytest.mark.parametrize(
    "message",
    [
        "Summarize the talks with Ivanov",
        "What are the talks about?",
        "What is the 201st MRD about?",
        "What is the main threat?",
        "What does the article say about Iran?",
        "What is Nurek?",
        "Что предложила Украина?",
        "What are you saying about Ukraine?",
        "How do I use the base?",
        "What can you do about Russia's base?",
    ],
)
def test_what_asks_for_something_in_particular_is_a_question(message: str) -> None:
    assert intent_of(message) == "question"


@pytest.mark.parametrize("message", ["Hi", "hello there!", "what can you do?", "Who are you?", "thanks!", "help"])
def test_a_greeting_is_met_with_help(message: str) -> None:
    assert intent_of(message) == "help"


@pytest.mark.parametrize("message", ["", "   ", "🎉🎉", "?!", "\n\t"])
def test_what_holds_no_word_is_empty(message: str) -> None:
    assert intent_of(message) == "empty"


def test_a_pasted_document_is_too_long_to_be_a_question() -> None:
    assert intent_of("word " * LONGEST_QUESTION) == "too_long"


@given(st.text())
def test_any_message_has_an_intent(message: str) -> None:
    assert intent_of(message)
