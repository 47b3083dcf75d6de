"""Quotes show their words and those that they need once, and come in reading order."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from answer.read.complete import completed
from answer.read.quote import Quote, in_reading_order, joined, quote_of
from drawn_documents import documents
from index.documents.document import Document
from index.documents.draft import Draft
from index.form import Form
from index.units import units
from made_documents import drafted, plain, quoted, stretch, unit_with, whole

ALPHABET = plain("alpha beta gamma delta epsilon zeta eta theta iota kappa", "a")
OTHER = replace(ALPHABET, id="b")


def marked(words: str, *emphasis: str, document: Document = ALPHABET) -> Quote:
    """A quote of these words of a document, in which those answer."""
    quote = stretch(document, words)
    return replace(quote, emphasis=tuple((words.index(word), words.index(word) + len(word)) for word in emphasis))


def shown(quotes: list[Quote]) -> list[str]:
    return [quote.form.text for quote in quotes]


def emphasised(quote: Quote) -> list[str]:
    return [quote.form.text[a:b] for a, b in quote.emphasis]


# Two as one


def test_a_quote_behind_another_goes_on_from_it() -> None:
    quote = joined(marked("alpha beta", "beta"), marked("delta epsilon", "delta"))

    assert (quote.form.text, quoted(ALPHABET, quote)) == (
        "alpha beta delta epsilon",
        "alpha beta gamma delta epsilon",
    )
    assert emphasised(quote) == ["beta", "delta"]


def test_what_two_quotes_share_is_shown_once() -> None:
    quote = joined(marked("alpha beta gamma", "gamma"), marked("beta gamma delta", "beta", "delta"))

    assert (quote.form.text, quoted(ALPHABET, quote)) == ("alpha beta gamma delta", "alpha beta gamma delta")
    assert emphasised(quote) == ["beta", "gamma", "delta"]


def test_emphasis_that_the_second_s_part_is_cut_in_is_kept_on_both_sides() -> None:
    quote = joined(marked("alpha beta gamma"), marked("beta gamma delta epsilon", "gamma delta"))

    assert quote.form.text == "alpha beta gamma delta epsilon"
    assert emphasised(quote) == ["gamma", "delta"]


def test_a_quote_within_another_adds_its_emphasis_and_nothing_else() -> None:
    quote = joined(marked("alpha beta gamma delta", "alpha"), marked("beta gamma", "gamma"))

    assert quote.form.text == "alpha beta gamma delta"
    assert emphasised(quote) == ["alpha", "gamma"]


def test_what_leads_both_in_is_shown_once(turns: Document) -> None:
    first, second = (led(turns, words, "Anna") for words in ("The bees are back", "They sting all of us"))

    quote = joined(first, second)

    assert quote.form.text == "Anna: The bees are back. They sting all of us."
    assert emphasised(quote) == ["Anna"]
    assert [turns.text[slice(*span)] for span in quote.context] == ["Anna"]


def test_who_speaks_next_is_said(turns: Document) -> None:
    quote = joined(led(turns, "They sting all of us"), led(turns, "I saw nothing at all", "Ben"))

    assert quote.form.text == "Anna: They sting all of us. Ben: I saw nothing at all."
    assert emphasised(quote) == ["Ben"]


@pytest.fixture
def turns() -> Document:
    """A talk of two."""
    draft = Draft()
    for speaker, text in (("Anna", "The bees are back. They sting all of us."), ("Ben", "I saw nothing at all.")):
        with draft.block("turn"):
            draft.leaf("speaker", speaker)
            draft.write(": ")
            draft.leaf("paragraph", text)
        draft.gap()
    return drafted(draft)


def led(document: Document, words: str, *emphasis: str) -> Quote:
    """The unit of these words as a quote, with what leads it in."""
    quote = quote_of(unit_with(document, words), whole(document))
    text = quote.form.text
    return replace(quote, emphasis=tuple((text.index(word), text.index(word) + len(word)) for word in emphasis))


def test_a_name_that_stands_behind_its_quotation_is_shown_once_before_it() -> None:
    draft = Draft()
    with draft.block("quotation"):
        draft.leaf("paragraph", "The bees are back. They sting all of us.")
        draft.write("\n— ")
        draft.leaf("author", "Anna Bell")
    document = drafted(draft)

    quote = joined(led(document, "The bees are back"), led(document, "They sting all of us", "Anna Bell", "sting"))

    assert quote.form.text == "Anna Bell: The bees are back. They sting all of us."
    assert emphasised(quote) == ["Anna Bell", "sting"]


def test_rows_that_follow_each_other_are_both_under_their_head() -> None:
    draft = Draft()
    with draft.block("table"):
        for kind, cells in (("head", "Fruit Price"), ("row", "Pear 5"), ("row", "Plum 7")):
            with draft.block("head" if kind == "head" else "row"):
                for column, text in enumerate(cells.split()):
                    draft.leaf("cell", text, column)
                    draft.write(" | ")
            draft.gap(1)
    document = drafted(draft)

    quote = joined(led(document, "Pear"), led(document, "Plum", "7"))

    assert quote.form.text == "Pear — Price: 5 Plum — Price: 7"
    assert emphasised(quote) == ["7"]


# Reading order


def test_quotes_come_in_reading_order_the_best_document_first() -> None:
    ordered = in_reading_order([marked("theta", document=OTHER), marked("alpha"), marked("beta", document=OTHER)])

    assert [(q.document_id, q.form.text) for q in ordered] == [("b", "beta"), ("b", "theta"), ("a", "alpha")]


def test_overlapping_quotes_become_one() -> None:
    assert shown(in_reading_order([marked("beta gamma delta"), marked("alpha beta gamma")])) == [
        "alpha beta gamma delta"
    ]


def test_quotes_that_only_touch_stay_two() -> None:
    assert shown(in_reading_order([marked("beta"), marked("alpha ")])) == ["alpha", "beta"]


def test_the_same_place_in_another_document_is_another_quote() -> None:
    assert len(in_reading_order([marked("alpha beta"), marked("beta gamma", document=OTHER)])) == 2


def test_a_quote_inside_another_is_dropped() -> None:
    inside = [marked("alpha"), marked("alpha beta gamma"), marked("gamma")]

    assert shown(in_reading_order(inside)) == ["alpha beta gamma"]


def test_no_quotes_are_no_quotes() -> None:
    assert in_reading_order([]) == []


def test_emphasis_of_quotes_that_become_one_does_not_overlap() -> None:
    words = "alpha beta gamma delta"

    [quote] = in_reading_order([marked(words, "beta gamma"), marked(words, "gamma delta", "alpha")])

    assert emphasised(quote) == ["alpha", "beta gamma delta"]


def test_emphasis_that_only_touches_stays_two_and_that_within_another_is_one() -> None:
    one = replace(marked("alpha beta gamma delta"), emphasis=((10, 15), (2, 9)))
    other = replace(marked("alpha beta gamma delta"), emphasis=((9, 10), (11, 13)))

    assert in_reading_order([one, other])[0].emphasis == ((2, 9), (9, 10), (10, 15))


# The laws, whatever the document


@st.composite
def readings(draw: st.DrawFn) -> tuple[Document, list[Quote]]:
    """Quotes of a document's units, some of their words emphasised, as a reader may pick and complete them."""
    document = draw(documents().filter(lambda document: len(units(document)) > 0))
    found = units(document)
    picked = draw(st.lists(st.integers(0, len(found) - 1), min_size=1, max_size=4))
    return document, list(_completed(draw, document, [quote_of(found[n], whole(document)) for n in picked]))


def _completed(draw: st.DrawFn, document: Document, quotes: list[Quote]) -> Iterator[Quote]:
    for quote in quotes:
        ends = draw(st.tuples(*[st.integers(0, len(quote.form.text))] * 2).map(sorted))
        emphasis = ((ends[0], ends[1]),) if ends[0] < ends[1] else ()
        yield completed(document, replace(quote, emphasis=emphasis), as_list=draw(st.booleans()))


def places(form: Form, start: int = 0, end: int | None = None) -> list[int]:
    """Where each character of a part of a form stands."""
    part = form.part(start, len(form.text) if end is None else end)
    return [run.start + n for run in part.runs for n in range(run.length)]


@given(readings())
@hypothesis_settings(deadline=None)
def test_what_is_shown_is_verbatim_but_for_punctuation(reading: tuple[Document, list[Quote]]) -> None:
    document, quotes = reading
    for quote in in_reading_order(quotes):
        edges = [0, *(edge for run in quote.form.runs for edge in (run.at, run.at + run.length)), len(quote.form.text)]
        between = "".join(quote.form.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
        assert not any(c.isalnum() for c in between)
        assert all(
            quote.form.text[run.at : run.at + run.length] == document.text[run.start : run.start + run.length]
            for run in quote.form.runs
        )
        assert "  " not in quote.form.text
        assert quote.form.text == quote.form.text.strip()


@given(readings())
@hypothesis_settings(deadline=None)
def test_all_that_is_shown_stands_in_the_quote_or_in_its_context(reading: tuple[Document, list[Quote]]) -> None:
    for quote in in_reading_order(reading[1]):
        cited = [(quote.start, quote.end), *quote.context]
        assert all(any(a <= place < b for a, b in cited) for place in places(quote.form))


@given(readings())
@hypothesis_settings(deadline=None)
def test_no_word_of_a_quote_is_shown_twice(reading: tuple[Document, list[Quote]]) -> None:
    for quote in in_reading_order(reading[1]):
        own = [place for place in places(quote.form) if quote.start <= place < quote.end]
        assert len(own) == len(set(own))


@given(readings())
@hypothesis_settings(deadline=None)
def test_emphasis_lies_in_what_is_shown_in_order_and_apart(reading: tuple[Document, list[Quote]]) -> None:
    for quote in in_reading_order(reading[1]):
        assert all(0 <= a < b <= len(quote.form.text) for a, b in quote.emphasis)
        assert all(one[1] <= other[0] for one, other in pairwise(quote.emphasis))


@given(readings())
@hypothesis_settings(deadline=None)
def test_own_words_that_answer_are_emphasised_wherever_they_are_shown(
    reading: tuple[Document, list[Quote]],
) -> None:
    document, quotes = reading
    wanted = {
        place
        for quote in quotes
        for a, b in quote.emphasis
        for place in places(quote.form, a, b)
        if quote.start <= place < quote.end
    }
    ordered = in_reading_order(quotes)
    emphasised = {place for quote in ordered for a, b in quote.emphasis for place in places(quote.form, a, b)}
    shown = {place for quote in ordered for place in places(quote.form)}

    missed = {place for place in wanted & shown - emphasised if document.text[place].isalnum()}

    assert not missed


@given(readings())
@hypothesis_settings(deadline=None)
def test_quotes_come_in_order_and_apart_and_none_is_lost(reading: tuple[Document, list[Quote]]) -> None:
    ordered = in_reading_order(reading[1])

    assert all(one.end <= other.start for one, other in pairwise(ordered))
    for quote in reading[1]:
        assert any(one.start <= quote.start and quote.end <= one.end for one in ordered)
