"""Questions to begin with: hand-made ones, or made from the corpus' own names."""

from typing import Any

import pytest

from answer.assistant import Assistant
from answer.help import help_text, holdings, starters, unread
from answer.understand.intent import LONGEST_QUESTION
from index.embed import OnnxEmbedding
from index.manifest import Entry, LeftOut, Manifest
from index.store import Store
from index.sync import sync
from settings import FootnoteError

TEXT = "The treaty was signed by Anna Bell in Paris. In the end Anna Bell left, and Anna Bell returned."


def test_a_corpus_without_starters_offers_its_names(make_corpus: Any) -> None:
    settings = make_corpus(**{"a.txt": TEXT})
    sync(settings)

    assert "What is said about Anna Bell?" in Assistant.open(settings).starters()


def test_a_corpus_own_starters_come_first(make_corpus: Any) -> None:
    settings = make_corpus(**{"a.txt": TEXT, "starters.toml": 'questions = ["Who is Bell?"]'})
    sync(settings)

    assert Assistant.open(settings).starters() == ("Who is Bell?",)


def test_starters_that_cannot_be_read_say_how_they_should_look(make_corpus: Any) -> None:
    settings = make_corpus(**{"a.txt": TEXT, "starters.toml": "questions = 5 6"})
    sync(settings)

    with pytest.raises(FootnoteError, match=r"starters\.toml must read"):
        Assistant.open(settings).starters()


def test_questions_that_are_no_list_say_so_too(make_corpus: Any, store: Store) -> None:
    settings = make_corpus(**{"a.txt": TEXT, "starters.toml": "other = 5"})

    with pytest.raises(FootnoteError, match=r"starters\.toml must read: questions = .* Mend or delete it"):
        starters(settings.corpus, store)


def test_the_three_names_that_most_passages_hold_are_offered(make_corpus: Any, embedder: OnnxEmbedding) -> None:
    names = {"a.txt": "then Anna Bell, Carl Cole, Dora Dean and Ewan East met Anna Bell"}
    names |= {"b.txt": "but Carl Cole and Dora Dean, Anna Bell said", "c.txt": "so Anna Bell met Carl Cole, who left"}
    names |= {"d.txt": "and Anna Bell wrote. Fred Frost read"}
    settings = make_corpus(**names)
    sync(settings, embedder=embedder)

    assert starters(settings.corpus, Store(settings, embedder.fingerprint)) == (
        "What is this about?",
        "What is said about Anna Bell?",
        "What is said about Carl Cole?",
        "What is said about Dora Dean?",
    )


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
