"""The panel shows a quote where it stands, with what it needs to be understood, and enough of the text around."""

from collections.abc import Callable

import pytest

from answer.answer import Citation, Stretch
from answer.excerpt import AROUND, Part, excerpt
from index.embed import OnnxEmbedding
from index.store import Store
from index.sync import sync
from settings import Settings

QUOTE = "Canoes cost 40 euros a day."
FAR = "It was quiet on the lake that day. " * (AROUND // 20)
Show = Callable[..., list[Part]]


@pytest.fixture
def show(make_corpus: Callable[..., Settings], embedder: OnnxEmbedding) -> Show:
    """show(text, *further) → the excerpt of a document for QUOTE, which needs these further stretches."""

    def show_one(text: str, *further: str, quote: str = QUOTE) -> list[Part]:
        settings = make_corpus(**{"a.txt": text})
        sync(settings)
        store = Store(settings, embedder.fingerprint)
        start = text.find(QUOTE)
        context = tuple(Stretch(start=text.index(w), end=text.index(w) + len(w), text=w) for w in further)
        place = {"document_id": "a.txt", "passage_id": "", "start": start, "end": start + len(QUOTE)}
        about = {"number": 1, "title": "", "place": "", "metadata": {}, "context": context, "quote": quote}
        found = excerpt(store, Citation.model_validate({**place, **about}))
        store.close()
        return found

    return show_one


def said(parts: list[Part]) -> str:
    return "".join(part.text for part in parts)


def test_a_short_text_is_shown_whole(show: Show) -> None:
    text = f"Boats are hired here. {QUOTE} Bring your own paddle."

    parts = show(text)

    assert said(parts) == text
    assert [part.text for part in parts if part.role == "quote"] == [QUOTE]


def test_a_long_text_is_cut_between_words_and_says_so(show: Show) -> None:
    parts = show(f"{FAR}{QUOTE} {FAR}")

    assert (parts[0].text.strip(), parts[-1].text.strip()) == ("…", "…")
    before, after = (part.text for part in (parts[1], parts[3]))
    assert f" {before}" in f" {FAR}"
    assert len(before) <= AROUND
    assert f"{after} " in f" {FAR}"
    assert min(len(before), len(after)) > AROUND - 40


def test_a_long_text_is_cut_between_paragraphs_where_there_is_one(show: Show) -> None:
    parts = show(f"{FAR}\n\nThe lake. {QUOTE} Paddles are free.\n\n{FAR}{FAR}")

    assert said(parts[1:-1]).strip() == f"The lake. {QUOTE} Paddles are free."


def test_what_the_quote_needs_is_marked_beside_it(show: Show) -> None:
    parts = show(f"Prices of 2024.\n\n{QUOTE}", "Prices of 2024.")

    assert [(part.text, part.role) for part in parts if part.role != "text"] == [
        ("Prices of 2024.", "context"),
        (QUOTE, "quote"),
    ]


def test_what_stands_far_away_comes_with_its_own_line(show: Show) -> None:
    parts = show(f"Prices of 2024, all in euros\n\n{FAR}\n\n{FAR}\n\n{QUOTE}", "Prices of 2024")

    assert said(parts).startswith("Prices of 2024, all in euros\n\n…")
    assert [part.role for part in parts if part.role != "text"] == ["context", "quote"]


def test_where_the_document_has_changed_there_is_but_the_quote(show: Show) -> None:
    assert show(f"Now otherwise. {QUOTE}", quote="Canoes cost 30 euros a day.") == [
        Part("Canoes cost 30 euros a day.", "quote")
    ]
