"""A text as words: their places, stems and clauses."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.check.words import content, stem_of, text_of, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The guards left.", ["The", "guards", "left"]),
        ("a long-term plan", ["a", "long", "term", "plan"]),
        ("in the U.S. they don't, he didn’t", ["in", "the", "U.S", "they", "don't", "he", "didn’t"]),
        ("3.5 of snake_case", ["3.5", "of", "snake", "case"]),
        ("“Été” — Ö", ["Été", "Ö"]),
        ("… !", []),
    ],
)
def test_words_are_letters_and_digits_with_the_dots_and_apostrophes_inside(text: str, words: list[str]) -> None:
    assert [w.text for w in words_of(text)] == words


@given(st.text(max_size=60))
def test_each_word_stands_at_its_place(text: str) -> None:
    found = words_of(text)

    assert all(text[slice(*w.span)] == text[w.start : w.end] == w.text for w in found)
    assert all(a.end <= b.start and a.clause <= b.clause for a, b in pairwise(found))


@pytest.mark.parametrize("sign", [*",;:.!?()[]–—|", "\n"])
def test_a_sign_ends_a_clause(sign: str) -> None:
    assert [w.clause for w in words_of(f"They left{sign} Bell stayed on")] == [0, 0, 1, 1, 1]


def test_a_hyphen_a_dot_within_and_quotation_marks_end_none() -> None:
    assert {w.clause for w in words_of("the long-term U.S “plan” of 3.5 years")} == {0}


def test_several_signs_end_one_clause() -> None:
    assert [w.clause for w in words_of("“They left.” (Bell stayed.) Then")] == [0, 0, 1, 1, 2]


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("guards", "guard"),
        ("Guards", "guard"),
        ("guard’s", "guard"),
        ("guards'", "guard"),
        ("offered", "offer"),
        ("U.S", "us"),
        ("7", "7"),
        ("the", ""),
        ("x", ""),
        ("x's", ""),
        ("", ""),
    ],
)
def test_the_stem_of_a_content_word(word: str, stem: str) -> None:
    assert stem_of(word) == stem


def test_a_word_of_a_text_has_its_stem_and_a_stop_word_none() -> None:
    assert [w.stem for w in words_of("The guards’ offers")] == ["", "guard", "offer"]


def test_content_is_the_stems_of_what_says_something_in_order() -> None:
    assert content("The guards of the base offered 7 guards nothing.") == [
        *("guard", "base", "offer", "7", "guard"),
        "noth",
    ]


@pytest.mark.parametrize(("word", "lower"), [("Don’t", "don't"), ("NATO", "nato")])
def test_a_word_in_lower_case_has_straight_apostrophes(word: str, lower: str) -> None:
    assert words_of(word)[0].lower == lower


@pytest.mark.parametrize(("word", "capital"), [("Bell", True), ("bell", False), ("eBay", False), ("7", False)])
def test_a_capital_is_one_at_the_beginning(word: str, capital: bool) -> None:
    assert words_of(word)[0].is_capital == capital


def test_words_are_put_together_with_single_spaces() -> None:
    assert text_of(words_of("Anna,\n  Bell-Smith")) == "Anna Bell Smith"
