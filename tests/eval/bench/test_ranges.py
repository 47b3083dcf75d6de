"""Token recall, precision, IoU and precision Ω on ranges small enough to be counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.bench.ranges import Range, TextStretch, holding, precision_omega, scores

RANGES = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: (p[0], p[0] + p[1])), min_size=1)


def test_half_of_the_gold_in_one_of_two_passages() -> None:
    # gold 40–60; shown 0–50 of the same text (10 of it) and 0–50 of another: 100 characters
    found = scores([TextStretch("a", 0, 50), TextStretch("b", 0, 50)], "a", [(40, 60)])
    assert found == {"recall": 0.5, "precision": 0.1, "IoU": pytest.approx(10 / 110)}


def test_nothing_retrieved_is_zero() -> None:
    assert scores([], "a", [(0, 10)]) == {"recall": 0, "precision": 0, "IoU": 0}


def test_two_excerpts_in_one_passage_are_both_found() -> None:
    assert scores([TextStretch("a", 0, 100)], "a", [(0, 10), (90, 100)])["recall"] == 1


def test_a_passage_that_only_touches_the_gold_does_not_hold_it() -> None:
    assert holding([(0, 10), (10, 20), (20, 30)], [(12, 20)]) == [(10, 20)]


def test_precision_omega_is_that_of_the_passages_that_hold_gold() -> None:
    assert precision_omega([(0, 50), (50, 100), (100, 150)], [(45, 55)]) == 0.1


@given(RANGES, RANGES)
def test_scores_are_those_of_sets_of_characters(shown: list[Range], gold: list[Range]) -> None:
    a, b = ({at for start, end in ranges for at in range(start, end)} for ranges in (shown, gold))
    each_once = [TextStretch("a", at, at + 1) for at in a]
    found = scores(each_once, "a", [(at, at + 1) for at in b])
    wanted = (len(a & b) / len(b), len(a & b) / len(a), len(a & b) / len(a | b))
    assert (found["recall"], found["precision"], found["IoU"]) == pytest.approx(wanted)
    assert scores([TextStretch("a", *r) for r in shown], "a", gold)["precision"] <= found["precision"] + 1e-9
