"""Risk–coverage, on answers few enough to be counted by hand."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.score.selective import area, ideal, risk_coverage

ANSWERS = st.lists(st.tuples(st.sampled_from([0.1, 0.4, 0.4001, 0.9]), st.booleans()), min_size=1, max_size=30)


def test_the_most_confident_answers_come_first() -> None:
    curve = risk_coverage([0.7, 0.9, 0.8], [True, True, False], 4)
    assert curve == ((0.25, 0.0), (0.5, 0.5), (0.75, 1 / 3))
    assert area(curve) == pytest.approx((0 + 1 / 2 + 1 / 3) / 3)


def test_the_best_possible_order_has_all_right_answers_first() -> None:
    assert area(ideal([True, False, True], 4)) == pytest.approx((0 + 0 + 1 / 3) / 3)


def test_answers_of_equal_confidence_come_in_together() -> None:
    assert risk_coverage([0.5, 0.5, 0.9], [True, False, True], 3) == ((1 / 3, 0.0), (1.0, 1 / 3))


def test_where_nothing_was_answered_there_is_no_curve() -> None:
    assert (risk_coverage([], [], 1), area(())) == ((), None)


@given(ANSWERS, st.randoms())
def test_the_curve_does_not_depend_on_the_order_of_the_questions(
    answers: list[tuple[float, bool]], random: Random
) -> None:
    shuffled = random.sample(answers, len(answers))
    curves = [risk_coverage([c for c, _ in some], [ok for _, ok in some], 40) for some in (answers, shuffled)]
    assert curves[0] == curves[1]


@given(ANSWERS)
def test_where_all_are_answered_the_risk_is_the_share_of_wrong_ones(answers: list[tuple[float, bool]]) -> None:
    right = [ok for _, ok in answers]
    assert risk_coverage([c for c, _ in answers], right, len(right))[-1] == (1.0, right.count(False) / len(right))
    assert (area(ideal(right, len(right))) or 0) <= (area(risk_coverage([0.5] * len(right), right, len(right))) or 0)
