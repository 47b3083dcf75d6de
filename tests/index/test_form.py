"""A form says what its document says, and knows of each of its characters where it stands there."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn_documents import documents
from index.documents.document import Document, Span
from index.form import Form, joined
from index.sentences import trim
from index.units import said

TEXT = "Bees **fly**\n  far [away](http://bees.example) and\n\nPage 12\n\nsting."
SKIPPED = ["**", "**", "[", "](http://bees.example)", "Page 12"]

characters = st.text(st.sampled_from("ab .\n\t*é蜂"), max_size=40)


@st.composite
def stretches(draw: st.DrawFn) -> tuple[str, Span, list[Span]]:
    """A text, a stretch of it, and what is to be skipped there."""
    text = draw(characters)
    places = draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True).map(sorted))
    skipped = [(a, b) for a, b in zip(places[::2], places[1::2], strict=False)]
    start, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    return text, (start, end), [(a, b) for a, b in skipped if start <= a and b <= end]


@pytest.fixture
def form() -> Form:
    """TEXT as it is read."""
    places, at = [], 0
    for words in SKIPPED:
        at = TEXT.index(words, at)
        places.append((at, at + len(words)))
        at += len(words)
    return Form.said(TEXT, (0, len(TEXT)), places)


def is_verbatim(form: Form, text: str) -> bool:
    """Whether every run says what stands in the text, and nothing else does than punctuation and space."""
    runs = [form.text[run.at : run.at + run.length] == text[run.start : run.start + run.length] for run in form.runs]
    edges = [0, *(edge for run in form.runs for edge in (run.at, run.at + run.length)), len(form.text)]
    between = [form.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return all(runs) and not any(c.isalnum() for c in "".join(between)) and edges == sorted(edges)


def test_what_is_said_has_single_spaces_and_none_of_what_is_skipped(form: Form) -> None:
    assert form.text == "Bees fly far away and sting."


@given(stretches())
def test_what_is_said_are_the_words_that_are_not_skipped(drawn: tuple[str, Span, list[Span]]) -> None:
    text, span, skipped = drawn
    kept = "".join(c for i, c in enumerate(text) if span[0] <= i < span[1] and not any(a <= i < b for a, b in skipped))

    found = Form.said(text, span, skipped)

    assert found.text.replace(" ", "") == "".join(kept.split())
    assert found.text == " ".join(found.text.split())


@given(stretches())
def test_every_run_of_what_is_said_is_verbatim(drawn: tuple[str, Span, list[Span]]) -> None:
    text, span, skipped = drawn

    assert is_verbatim(Form.said(text, span, skipped), text)


@given(documents())
def test_what_any_block_says_is_verbatim(document: Document) -> None:
    assert all(is_verbatim(said(document, block), document.text) for block in range(len(document.blocks)))


def test_words_that_only_space_parts_are_one_run(form: Form) -> None:
    assert [TEXT[run.start : run.start + run.length] for run in form.runs] == [
        "Bees",
        "fly",
        "far",
        "away",
        "and",
        "sting.",
    ]
    assert len(Form.said("Bees fly far.", (0, 13)).runs) == 1


def test_what_is_skipped_within_words_does_not_part_them() -> None:
    assert Form.said("**B**ees fly[1].", (0, 16), [(0, 2), (3, 5), (12, 15)]).text == "Bees fly."


def test_a_stretch_of_mere_space_and_markup_says_nothing() -> None:
    assert not Form.said(" ** \n", (0, 5), [(1, 3)])
    assert not Form.said("", (0, 0))


def test_all_that_is_said_stands_in_one_stretch_markup_within(form: Form) -> None:
    assert form.spans() == [(0, len(TEXT))]


def test_a_part_stands_where_its_own_words_do(form: Form) -> None:
    start, end = form.text.index("fly"), form.text.index(" and")

    [span] = form.spans(start, end)

    assert TEXT[slice(*span)] == "fly**\n  far [away"


@given(stretches(), st.data())
def test_the_spans_of_any_part_say_what_the_part_says(drawn: tuple[str, Span, list[Span]], data: st.DataObject) -> None:
    text, span, skipped = drawn
    form = Form.said(text, span, skipped)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(form.text))] * 2)))

    again = joined((Form.said(text, found, skipped) for found in form.spans(start, end)), " ")

    assert again.text == form.text[start:end].strip()


@given(stretches(), st.data())
def test_to_find_a_stretch_is_the_inverse(drawn: tuple[str, Span, list[Span]], data: st.DataObject) -> None:
    text, span, skipped = drawn
    form = Form.said(text, span, skipped)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(form.text))] * 2)))

    found = [form.find(span) for span in form.spans(start, end)]

    assert [trim(form.text, span) for span in found if span] == [trim(form.text, (start, end))] * len(found)
    assert bool(found) >= bool(form.text[start:end].strip())


def test_a_stretch_is_found_whatever_is_skipped_within_it_but_not_at_its_ends(form: Form) -> None:
    found = form.find((TEXT.index("fly"), TEXT.index("](")))

    assert found is not None
    assert form.text[slice(*found)] == "fly far away"
    assert form.find((TEXT.index("fly"), TEXT.index(" and"))) is None


def test_what_stands_elsewhere_is_not_found(form: Form) -> None:
    assert form.part(0, 4).find((TEXT.index("far"), TEXT.index("far") + 3)) is None
    assert form.at(TEXT.index("Page")) is None
    assert Form.between(": ").find((0, 1)) is None


def test_punctuation_between_two_forms_stands_nowhere() -> None:
    text = "Price | 5"
    row = Form.said(text, (0, 5)) + Form.between(": ") + Form.said(text, (8, 9))

    assert row.text == "Price: 5"
    assert row.spans() == [(0, 5), (8, 9)]
    assert row.spans(5, 7) == []
    assert row.find((0, 9)) == (0, 8)


@given(documents(), st.data())
def test_a_sum_of_forms_says_what_they_say_in_turn(document: Document, data: st.DataObject) -> None:
    forms = [said(document, block) for block in range(len(document.blocks))] or [Form("", ())]
    first, second = data.draw(st.tuples(*[st.sampled_from(forms)] * 2))

    both = first + second

    assert both.text == first.text + second.text
    assert both.spans() == first.spans() + second.spans()
    assert both.part(0, len(first.text)) == first
    assert both.part(len(first.text), len(both.text)) == second
    assert is_verbatim(both, document.text)


@given(documents(), st.data())
def test_a_part_of_a_part_is_a_part(document: Document, data: st.DataObject) -> None:
    form = joined((said(document, block) for block in range(len(document.blocks))), " — ")
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(form.text))] * 2)))
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, end - start)] * 2)))

    part = form.part(start, end)

    assert part.text == form.text[start:end]
    assert is_verbatim(part, document.text)
    assert part.part(first, last) == form.part(start + first, start + last)


def test_what_says_nothing_is_not_joined() -> None:
    forms = [Form.said("Bees fly.", span) for span in [(0, 4), (4, 5), (5, 9)]]

    assert joined(forms, " — ").text == "Bees — fly."
    assert joined([], ", ") == Form("", ())


def test_space_behind_a_form_is_stripped() -> None:
    form = Form.said("Bees", (0, 4))

    assert (form + Form.between(": ")).stripped().text == "Bees:"
    assert form.stripped() == form


@given(stretches())
def test_each_character_of_a_run_is_found_alone(drawn: tuple[str, Span, list[Span]]) -> None:
    text, span, skipped = drawn
    form = Form.said(text, span, skipped)

    for run in form.runs:
        for n in range(run.length):
            assert form.at(run.start + n) == run.at + n
    assert all(a.start + a.length <= b.start for a, b in pairwise(form.runs))
