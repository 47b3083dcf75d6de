"""A quoted statement is made of stretches of its document, of which no word fell out unseen."""

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from drawn_documents import documents
from eval.score.patchwork import is_made_of
from index.documents.document import Document
from index.units import units

SIGNED = "Anna Bell did not sign the treaty on June 27, 1997."


def test_within_a_number_no_stretch_ends() -> None:
    assert is_made_of("paid 4.5 million", ["They paid 4.5 million."])
    assert is_made_of("Day: 4; Week: 5", ["Day Week", "4 5"])
    assert not is_made_of("paid 5.5 million", ["They paid 4.5 million."])
    assert not is_made_of("at 5:04", ["at 4:05"])


@pytest.mark.parametrize(
    "text",
    [
        SIGNED,
        "did not sign the treaty",
        "anna bell  did not sign the treaty on june 27, 1997",
        "Anna Bell: June 27",
        "June 27 — Anna Bell",
    ],
)
def test_words_that_stand_in_a_row_in_a_stretch_are_made_of_it(text: str) -> None:
    assert is_made_of(text, [SIGNED])


@pytest.mark.parametrize(
    "text",
    [
        "Anna Bell did sign the treaty on June 27, 1997.",
        "Anna Bell sign the treaty on June 27, 1997.",
        "Anna Bell did not sign the treaty on June 28, 1997.",
        "Anna Bell did not sign the treaty of Lindau.",
        "1997, did June",
        "did not sign the treaty on Anna Bell did",
        "",
        "—",
    ],
)
def test_words_of_which_one_fell_out_or_is_another_are_not(text: str) -> None:
    assert not is_made_of(text, [SIGNED])


def test_without_stretches_nothing_is_made() -> None:
    assert not is_made_of("Anna Bell", [])
    assert not is_made_of("Anna Bell", [""])


def test_a_row_under_its_heads_is_made_of_its_stretches() -> None:
    stretches = ["Pear | 5 euros | 3", "Prices in May", "Price", "Stock"]

    assert is_made_of("Prices in May — Pear — Price: 5 euros; Stock: 3", stretches)
    assert not is_made_of("Prices in May — Pear — Price: 3; Stock: 4", stretches)


def test_a_list_line_by_line_is_made_of_its_stretches() -> None:
    assert is_made_of("The kit holds:\n- a lamp\n- two ropes", ["- a lamp\n- two ropes\n", "The kit holds:"])
    assert is_made_of("The kit holds:\n(3) a lamp", ["(3) a lamp", "The kit holds:"])


def test_a_sentence_that_runs_over_a_page_s_foot_is_made_of_what_it_is_quoted_from() -> None:
    stretch = "Anna Bell signed the\n\nPage 12\n\ntreaty on June 27."

    assert is_made_of("Anna Bell signed the treaty on June 27.", [stretch])


def test_a_sentence_is_read_past_an_address_or_the_number_of_a_note() -> None:
    stretch = "Prices grew by far[12] in all of [the towns](http://bees.example/a) of the valley."

    assert is_made_of("Prices grew by far in all of the towns of the valley.", [stretch])


def test_the_number_of_a_paragraph_or_an_item_is_left_out_and_none_within_it() -> None:
    assert is_made_of("2. Fees The hire is due.", ["2. FEES\n\n    2.1  The hire is due."])
    assert is_made_of("Steps\n1. Lift the lid. Turn it.", ["Steps\n\n1. Lift the lid.\n   2. Turn it."])
    assert not is_made_of("The hire is francs.", ["The hire is 5 francs."])
    assert not is_made_of("The hire is francs.", ["The hire is\n5 francs."])


def test_whole_lines_fall_out_and_nothing_within_one() -> None:
    assert is_made_of("Anna Bell signed it.", ["Anna Bell signed\n\nPage 12\nThe treaty\n\nit."])
    assert not is_made_of("Anna Bell signed it.", ["Anna Bell signed\n\nPage 12 it."])
    assert not is_made_of("Anna Bell signed it.", ["Anna Bell signed (not) it."])
    assert not is_made_of("Anna Bell signed it.", ["Anna Bell signed, not, it."])


def test_a_stretch_goes_on_from_another_s_end_alone() -> None:
    stretches = ["two ropes", "a long one"]

    assert is_made_of("two ropes a long one", stretches)
    assert is_made_of("ropes a long", stretches)
    assert not is_made_of("two a long one", stretches)
    assert not is_made_of("two ropes long one", stretches)


def test_asterisks_and_underscores_are_no_part_of_a_word() -> None:
    assert is_made_of("Bees fly far.", ["_Bees_ **fly** __far__."])
    assert is_made_of("Both Bees fly.", ["Both `Bee`s **f**ly."])
    assert not is_made_of("35 bees", ["3.5 bees"])
    assert not is_made_of("Bee", ["Bees"])


def test_what_looks_alike_is_alike() -> None:
    assert is_made_of("It’s the co\u00adoperation", ["it's  the cooperation of both"])


@given(documents())
@hypothesis_settings(deadline=None)
def test_each_run_of_what_any_unit_is_read_as_is_made_of_its_quote_and_context(document: Document) -> None:
    apart = document.text.replace("Page 12", "[12345]")  # a page's foot stands between lines or brackets
    for unit in units(document):
        runs = " — ".join(unit.form.text[run.at : run.at + run.length] for run in unit.form.runs)
        assert is_made_of(runs, [apart[a:b] for a, b in [(unit.start, unit.end), *unit.context]])
