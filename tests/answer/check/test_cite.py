"""A quote stands where its citation says, has one number, and keeps hold of the very words that answer."""

import dataclasses
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.answer import Citation, Statement
from answer.check.cite import Citer, _evened, excerpt, is_verbatim
from answer.read.quote import Quote
from index.embed import OnnxEmbedding
from index.errors import StoreError
from index.passages import Passage
from index.store import Store
from index.sync import sync

Cited = Callable[..., Citation]
QUOTE = "Ukraine offered enlarged support for bilateral military cooperation."

WORDS = st.lists(st.text("abc.,“”é", min_size=1, max_size=5), min_size=1, max_size=8)
SPACES = st.lists(st.sampled_from([" ", "\n", "  ", "\t\n "]), min_size=9, max_size=9)


@pytest.fixture(scope="module")
def passages(store: Store) -> list[Passage]:
    entry = next(iter(store.manifest.documents))
    return store.passages(store.passage_ids(entry))


@pytest.fixture
def quote_of(passages: list[Passage]) -> Callable[[str], Quote]:
    """quote_of("words") → a quote of these words of the article."""

    def quote(words: str) -> Quote:
        passage = next(p for p in passages if words in p.text)
        start = passage.start + passage.text.index(words)
        return Quote(passage.document_id, start, start + len(words), passage)

    return quote


@given(WORDS, SPACES, st.data())
def test_emphasis_stands_on_the_same_words(words: list[str], spaces: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    text = spaces[0] + "".join(word + space for word, space in zip(words, spaces[1:], strict=False))
    starts = [len(text) - len(text.lstrip())]
    for word, space in zip(words, spaces[1:], strict=False):
        starts.append(starts[-1] + len(word) + len(space))
    start, end = starts[first], starts[last] + len(words[last])

    a, b = _evened(text, start, end)

    assert " ".join(text.split())[a:b] == " ".join(words[first : last + 1])


def test_a_quote_at_its_offsets_is_verbatim(store: Store, cited: Cited) -> None:
    assert is_verbatim(store, cited(QUOTE))


def test_a_quote_one_character_off_is_not(store: Store, cited: Cited) -> None:
    assert not is_verbatim(store, cited(QUOTE, shift=1))


def test_a_quote_of_an_unknown_document_is_not(store: Store, cited: Cited) -> None:
    assert not is_verbatim(store, cited(QUOTE).model_copy(update={"document_id": "no.txt"}))


def test_a_quote_of_nothing_is_not(store: Store, cited: Cited) -> None:
    assert not is_verbatim(store, cited(QUOTE).model_copy(update={"quote": "", "start": 5, "end": 5}))


def test_a_citation_says_all_of_its_quote(store: Store, quote_of: Callable[[str], Quote]) -> None:
    quote = quote_of(QUOTE)
    entry = store.document(quote.document_id)

    found = Citer(store).cite(quote)

    assert is_verbatim(store, found)
    assert (found.number, found.quote, found.start, found.end) == (1, QUOTE, quote.start, quote.end)
    assert (found.document_id, found.passage_id) == (entry.id, quote.passage.id)
    assert (found.title, found.metadata) == (entry.title, entry.metadata)
    assert found.location == str(quote.passage.location_of(quote.start))


def test_quotes_are_numbered_as_they_appear_and_one_quote_once(store: Store, quote_of: Callable[[str], Quote]) -> None:
    citer, first, second = Citer(store), quote_of(QUOTE), quote_of("had few surprises")

    assert [citer.cite(quote).number for quote in (first, second, first)] == [1, 2, 1]


def test_numbering_goes_on_after_what_was_said(store: Store, cited: Cited, quote_of: Callable[[str], Quote]) -> None:
    said = cited(QUOTE).model_copy(update={"number": 7})
    citer = Citer(store, [Statement(text="…", citations=(said,), support="supported")])

    assert citer.cite(quote_of("had few surprises")).number == 8
    assert citer.cite(quote_of(QUOTE)).number == 7


def test_a_passage_of_a_document_that_has_changed_since_is_not_cited(
    store: Store, quote_of: Callable[[str], Quote]
) -> None:
    quote = quote_of(QUOTE)
    older = dataclasses.replace(quote.passage, text=quote.passage.text.replace("Ukraine", "Russia"))

    with pytest.raises(StoreError, match="changed while it was read"):
        Citer(store).cite(dataclasses.replace(quote, passage=older))


def test_a_statement_that_is_its_quote_stands_on_one_line_with_its_emphasis(
    store: Store, quote_of: Callable[[str], Quote]
) -> None:
    quote = quote_of(QUOTE)
    place = QUOTE.index("military")
    emphasis = (quote.start + place, quote.start + place + len("military"))

    found = Citer(store).quoted(dataclasses.replace(quote, emphasis=(emphasis,)))

    assert (found.support, found.text, len(found.citations), found.score) == ("quoted", QUOTE, 1, None)
    assert [found.text[a:b] for a, b in found.emphasis] == ["military"]


FAR = 900  # characters, of which no more than 700 are shown
BEFORE = "Before it all was quiet here. " * (FAR // 30)
AFTER = "After it all was quiet there. " * (FAR // 30)


@pytest.fixture
def around(make_corpus: Callable[..., object], embedder: OnnxEmbedding) -> Callable[[str, str], tuple[str, str, str]]:
    """around(before, after) → the excerpt of a document that says QUOTE between the two."""

    def show(before: str, after: str) -> tuple[str, str, str]:
        settings = make_corpus(**{"a.txt": f"{before}{QUOTE}{after}"})
        sync(settings)  # type: ignore[arg-type]
        store = Store(settings, embedder.fingerprint)  # type: ignore[arg-type]
        text = store.document("a.txt").text
        start = text.index(QUOTE)
        fields = {"number": 1, "document_id": "a.txt", "passage_id": "", "title": "", "location": "", "metadata": {}}
        citation = Citation.model_validate(fields | {"start": start, "end": start + len(QUOTE), "quote": QUOTE})
        found = excerpt(store, citation)
        return found.before, found.quote, found.after

    return show


def test_a_short_text_is_shown_whole_around_its_quote(around: Callable[[str, str], tuple[str, str, str]]) -> None:
    assert around("Guards left. ", " Rain fell.") == ("Guards left. ", QUOTE, " Rain fell.")


def test_a_long_text_is_cut_between_words(around: Callable[[str, str], tuple[str, str, str]]) -> None:
    before, quote, after = around(BEFORE, f" {AFTER}")

    assert quote == QUOTE
    assert before.startswith("… ")
    assert after.endswith(" …")
    assert f" {before[2:]}" in BEFORE[-701:]
    assert f"{after[:-2]} " in f" {AFTER}"[:701]
    assert min(len(before), len(after)) > 690


def test_a_long_text_is_cut_between_paragraphs_where_there_is_one(
    around: Callable[[str, str], tuple[str, str, str]],
) -> None:
    before, _, after = around(f"{BEFORE}\n\nGuards left.\n\nThen ", f" it was.\n\nRain fell.\n\n{AFTER}")

    assert before == "…\n\nGuards left.\n\nThen "
    assert after == " it was.\n\nRain fell.\n\n…"


def test_of_a_document_that_has_changed_the_quote_alone_is_shown(store: Store, cited: Cited) -> None:
    found = excerpt(store, cited(QUOTE, shift=1).model_copy(update={"quote": QUOTE}))

    assert (found.before, found.quote, found.after) == ("", QUOTE, "")
