"""What Footnote says of itself, and of the documents as a whole."""

from typing import Any

import pytest

from answer.assistant import Assistant
from answer.help import help_text, holdings, unread
from answer.understand.intent import LONGEST_QUESTION
from index.embed import OnnxEmbedding
from index.manifest import Entry, LeftOut, Manifest
from index.sync import sync

TEXT = "The treaty was signed by Anna Bell in Paris. In the end Anna Bell left, and Anna Bell returned."


def test_help_says_what_it_is_for_and_shows_three_questions() -> None:
    said = help_text("help", 2, ("A?", "B?", "C?", "D?"), "There are 25 documents.")

    assert said.startswith("I answer questions about your documents.")
    assert "There are 25 documents." in said
    assert said.endswith("\n\nFor example:\n- A?\n- B?\n- C?")


def test_without_questions_to_show_it_shows_none() -> None:
    assert help_text("empty", 0, (), "There are 25 documents.") == (
        "I could read no question in that. Ask in your own words about the documents."
    )


def test_a_message_that_is_too_long_is_told_its_length() -> None:
    said = help_text("too_long", 12_345, (), "")

    assert said.startswith(f"That message has 12,345 characters; I read questions of up to {LONGEST_QUESTION:,}.")


ENTRY = Entry("v", "t", "s", {}, 1, 9)
ENCRYPTED = LeftOut("is encrypted. Save a copy without a password.")


@pytest.mark.parametrize(
    ("documents", "left_out", "said"),
    [
        ({}, {}, "There are 0 documents."),
        ({"a.txt": ENTRY}, {}, "There is 1 document."),
        (
            {"a.txt": ENTRY, "b.txt": ENTRY},
            {"c.pdf": ENCRYPTED},
            "There are 2 documents. 1 file could not be read: c.pdf (is encrypted. Save a copy without a password).",
        ),
    ],
)
def test_what_there_is_and_what_could_not_be_read_is_told(
    documents: dict[str, Entry], left_out: dict[str, LeftOut], said: str
) -> None:
    assert holdings(Manifest("c", "m", "f", documents=documents, left_out=left_out)) == said


def test_of_many_files_that_could_not_be_read_three_are_named() -> None:
    left_out = {f"{n}.pdf": LeftOut("is bad.") for n in range(5)}

    assert unread(Manifest("c", "m", "f")) == ""
    assert unread(Manifest("c", "m", "f", left_out=left_out)) == (
        "5 files could not be read: 0.pdf (is bad), 1.pdf (is bad), 2.pdf (is bad) and 2 more."
    )


def test_the_assistant_tells_what_the_last_sync_could_not_read(make_corpus: Any, embedder: OnnxEmbedding) -> None:
    settings = make_corpus(**{"a.txt": TEXT, "b.txt": ""})
    sync(settings, embedder=embedder)
    assistant = Assistant.open(settings)

    assert assistant.unread() == "1 file could not be read: b.txt (holds no text. Fill it, or remove it)."
    assert assistant.unread() in assistant.ask("hello").message

    make_corpus(**{"b.txt": "Bees fly."})
    sync(settings, embedder=embedder)

    assert assistant.unread() == ""


SHELF = {
    "mill.md": "# The mill\n\nThe mill grinds wheat. The water rights are old.\n",
    "barn.md": "# The barn\n\nThe barn holds wheat.\n",
}


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("What documents do you have?", "There are 2 documents.\n- The barn\n- The mill"),
        (
            "How many documents mention wheat?",
            "Counted by the words “wheat”, 2 of 2 documents:\n- The barn\n- The mill",
        ),
        ("Which documents mention water rights?", "Counted by the words “water rights”, 1 of 2 documents:\n- The mill"),
        ("How many documents mention rye?", "None of the 2 documents holds the words “rye”."),
        ("Show me the whole article.", "each opens whole at any citation"),
        ("Please translate that.", "and do not translate"),
        ("What do you think about this?", "I have no opinion"),
    ],
)
def test_a_request_that_is_no_question_gets_a_reply_of_its_own_kind(make_corpus: Any, message: str, said: str) -> None:
    settings = make_corpus(**SHELF)
    sync(settings)

    answer = Assistant.open(settings).ask(message)

    assert said in answer.message
    assert (answer.mode, answer.nearest) == ("help", ())
