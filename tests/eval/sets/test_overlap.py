"""Exact match and F1, held against the official definition of SQuAD on cases computed by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.sets.overlap import exact_match, f1, normalise


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("The  Cat,\tsat!", "cat sat"),
        ("a an the", ""),
        ("“Theatre” at an angle", "“theatre” at angle"),  # only ASCII punctuation goes, only whole articles
        ("U.S.", "us"),
        ("twenty-one", "twentyone"),
    ],
)
def test_texts_are_normalised_as_in_the_official_script(text: str, compared: str) -> None:
    assert normalise(text) == compared


@pytest.mark.parametrize(
    ("answer", "golds", "em", "expected"),
    [
        ("the Norman conquest", ["Norman Conquest."], 1, 1),
        ("in the 10th century", ["10th century"], 0, 0.8),  # precision 2/3, recall 1
        ("10th and 11th centuries", ["10th", "the 11th centuries"], 0, 2 / 3),  # the better gold: 2/4 and 2/2
        ("up up", ["up"], 0, 2 / 3),  # a word counts as often as it stands in both
        ("Paris", ["Rome"], 0, 0),
        ("", ["Rome"], 0, 0),
        ("", [], 1, 1),  # no answer, rightly
        ("Rome", [], 0, 0),
        ("the", ["a"], 1, 1),  # nothing is left of either
        ("Rome", ["the", "Rome"], 1, 1),  # a gold of which nothing is left is dropped
    ],
)
def test_the_best_gold_answer_counts(answer: str, golds: list[str], em: float, expected: float) -> None:
    assert exact_match(answer, golds) == em
    assert f1(answer, golds) == pytest.approx(expected)


@given(st.text(), st.lists(st.text(), max_size=3))
def test_an_exact_match_has_f1_one_and_f1_is_never_below(answer: str, golds: list[str]) -> None:
    assert 0 <= exact_match(answer, golds) <= f1(answer, golds) <= 1
