"""Balanced accuracy, F1 and AUC on decisions small enough to be counted by hand."""

import pytest

from eval.bench.decisions import auc, balanced_accuracy, count, f1


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


def test_the_interval_of_auc_holds_it_and_is_the_same_every_time() -> None:
    truths, confidences = [n % 3 > 0 for n in range(60)], [(n * 7 % 60) / 60 for n in range(60)]
    metric = auc(truths, confidences)
    assert metric.interval is not None
    assert metric.interval[0] < (metric.value or 0) < metric.interval[1]
    assert auc(truths, confidences) == metric
