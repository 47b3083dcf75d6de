"""A quote stands where its citation says, has one number, and keeps hold of the very words that answer."""

import dataclasses
from collections.abc import Callable

import pytest

from answer.answer import Citation, Statement
from answer.check.cite import Citer, is_verbatim
from answer.read.quote import Quote
from index.errors import StoreError
from index.form import Form
from index.passages import Passage
from index.places import place_of
from index.store import Store
from made_documents import stretch

Cited = Callable[..., Citation]
QUOTE = "Ukraine offered enlarged support for bilateral military cooperation."


@pytest.fixture(scope="module")
def passages(store: Store) -> list[Passage]:
    entry = next(iter(store.manifest.documents))
    return store.passages(store.passage_ids(entry))


@pytest.fixture
def quote_of(store: Store, passages: list[Passage]) -> Callable[[str], Quote]:
    """quote_of("words") → a quote of these words of the article."""

    def quote(words: str) -> Quote:
        passage = next(p for p in passages if words in p.text)
        return stretch(store.document(passage.document_id), words, passage)

    return quote


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
    assert found.place == place_of(entry, quote.start)


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


def test_a_statement_that_is_its_quote_is_the_quote_s_form_with_its_emphasis(
    store: Store, quote_of: Callable[[str], Quote]
) -> None:
    place = QUOTE.index("military")
    quote = dataclasses.replace(quote_of(QUOTE), emphasis=((place, place + len("military")),))

    found = Citer(store).quoted(quote)

    assert (found.support, found.text, len(found.citations), found.score) == ("quoted", QUOTE, 1, None)
    assert [found.text[a:b] for a, b in found.emphasis] == ["military"]
    assert found.citations[0].context == ()


LED_BY = "had few surprises"


@pytest.fixture
def led(store: Store, quote_of: Callable[[str], Quote]) -> Quote:
    """A quote whose form begins and ends with words from elsewhere in the article."""
    quote, before = quote_of(QUOTE), quote_of(LED_BY)
    form = before.form + Form.between(": ") + quote.form + Form.between(" — ") + before.form
    return dataclasses.replace(quote, form=form)


def test_what_a_quote_needs_from_elsewhere_is_cited_with_it_once(store: Store, article: str, led: Quote) -> None:
    found = Citer(store).quoted(led)

    [citation] = found.citations
    assert found.text == f"{LED_BY}: {QUOTE} — {LED_BY}"
    assert citation.quote == QUOTE
    assert [(s.text, article[s.start : s.end]) for s in citation.context] == [(LED_BY, LED_BY)]
    assert is_verbatim(store, citation)


def test_context_comes_in_the_order_of_the_text(store: Store, led: Quote, quote_of: Callable[[str], Quote]) -> None:
    first = quote_of("Eurasia Daily Monitor")

    citation = Citer(store).cite(dataclasses.replace(led, form=led.form + first.form))

    assert [s.text for s in citation.context] == ["Eurasia Daily Monitor", LED_BY]


@pytest.mark.parametrize(
    "harm", [{"text": "had no surprises"}, {"start": 1}, {"end": 9}, {"start": 10**6, "end": 10**7}]
)
def test_a_quote_whose_context_is_not_what_stands_there_is_not_verbatim(
    store: Store, led: Quote, harm: dict[str, object]
) -> None:
    citation = Citer(store).cite(led)

    harmed = citation.model_copy(update={"context": (citation.context[0].model_copy(update=harm),)})

    assert is_verbatim(store, citation)
    assert not is_verbatim(store, harmed)
