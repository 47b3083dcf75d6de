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


@pytest.mark.parametrize(
    "wish",
    """summary / summarise / summarize / summarizing / summarising / summaries / sum it up / sum up
    / tldr / tl;dr / recap / the gist / an overview / an outline / the abstract / a synopsis / in a nutshell
    / takeaways / take-aways / a takeaway / highlights / main topics / key subject / central theme / core message
    / principal points / most important ideas / overall argument / major claims / main thesis / main findings
    / key conclusions / main article points / topic of the text / themes of this paper / thesis of the article
    / what is it about / what are these documents about / what’s this about / what's that about / what it is about
    / what is the text mainly about / what is it mostly about / what are the articles all about / what does it deal with
    / text dealing with what / what does it talk about / say in short / say it in brief, what it says in brief
    / what is your text about""".replace("\n", " ").split("/"),
)
def test_every_wish_for_an_overview_is_one(wish: str) -> None:
    assert intent_of(wish.strip()) == "overview"


SAYS_NOTHING_ELSE = """article articles document documents text texts piece pieces report reports paper papers file
files corpus story stories page pages author writer give show write make read list name need brief briefly short shortly
quick quickly few two three four five sentence sentences word words bullet bullets point points paragraph paragraphs
line lines please pls all whole entire content contents quickly simple terms english general let know kindly provide
explain describe talk deal say"""


@pytest.mark.parametrize("word", SAYS_NOTHING_ELSE.split())
def test_a_wish_may_say_of_what_and_how_long(word: str) -> None:
    assert intent_of(f"summary {word}") == "overview"


@pytest.mark.parametrize(
    "thing", ["the talks", "these deals", "those talks", "this deal", "that talk", "a deal", "an talk"]
)
def test_talks_and_deals_are_something_in_particular(thing: str) -> None:
    assert intent_of(f"give a summary of {thing}") == "question"


@given(st.text())
def test_any_message_has_an_intent(message: str) -> None:
    assert intent_of(message)
