"""Balanced accuracy, F1, AUC and risk–coverage on decisions small enough to be counted by hand."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.bench.decisions import area, auc, balanced_accuracy, count, f1, risk_at, risks

DECISIONS = st.lists(st.tuples(st.booleans(), st.sampled_from([0.1, 0.4, 0.4001, 0.9])), min_size=1, max_size=30)


def test_decisions_are_counted_by_kind() -> None:
    assert count([True, True, False, False, False], [True, False, True, False, False]) == (1, 1, 1, 2)


def test_balanced_accuracy_is_the_mean_of_both_recalls() -> None:
    assert balanced_accuracy((9, 5, 1, 5)).value == pytest.approx((0.9 + 0.5) / 2)


def test_the_interval_of_balanced_accuracy_holds_it() -> None:
    metric = balanced_accuracy((90, 50, 10, 50))
    assert metric.interval is not None
    assert metric.interval[0] < 0.7 < metric.interval[1]


def test_without_one_kind_nothing_can_be_said() -> None:
    assert balanced_accuracy((3, 0, 1, 0)).value is None
    assert f1((0, 3, 0, 1)).value is None
    assert auc([True, True], [0.1, 0.2]).value is None


def test_f1_is_the_harmonic_mean() -> None:
    assert f1((2, 1, 2, 5)).value == pytest.approx(2 * (2 / 3) * 0.5 / (2 / 3 + 0.5))


def test_auc_counts_the_pairs_in_the_right_order() -> None:
    # pairs: .9>.5, .9>.1, .5=.5 (half), .5>.1
    assert auc([True, True, False, False], [0.9, 0.5, 0.5, 0.1]).value == pytest.approx(3.5 / 4)


def test_risk_grows_where_the_surest_are_right() -> None:
    curve = risks([True, True, False, False], [0.9, 0.8, 0.2, 0.1])
    assert curve.tolist() == pytest.approx([0, 0, 1 / 3, 1 / 2])
    assert (risk_at(curve, 0.5).value, risk_at(curve, 1.0).value) == (0, 0.5)
    assert area(curve).value == pytest.approx((0 + 0 + 1 / 3 + 1 / 2) / 4)


@given(DECISIONS, st.randoms())
def test_the_curve_does_not_depend_on_the_order_of_the_questions(
    decisions: list[tuple[bool, float]], random: Random
) -> None:
    shuffled = random.sample(decisions, len(decisions))
    curves = [risks([t for t, _ in some], [c for _, c in some]).tolist() for some in (decisions, shuffled)]
    assert curves[0] == pytest.approx(curves[1])


@given(DECISIONS)
def test_at_full_coverage_the_risk_is_the_share_of_wrong_ones(decisions: list[tuple[bool, float]]) -> None:
    truths = [truth for truth, _ in decisions]
    curve = risks(truths, [confidence for _, confidence in decisions])
    assert risk_at(curve, 1.0).value == pytest.approx(truths.count(False) / len(truths))
