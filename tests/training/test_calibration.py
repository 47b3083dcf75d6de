"""Scores become probabilities that mean something."""

import numpy as np
import pytest

from training.calibration import (
    area_under_curve,
    balanced_accuracy,
    best_threshold,
    calibration_error,
    fit,
    threshold_answering,
)


def test_the_weights_that_made_the_data_are_found_again() -> None:
    rng = np.random.default_rng(1)
    features = rng.normal(size=(20_000, 2)) * 2
    answers = (rng.random(20_000) < 1 / (1 + np.exp(-(features @ [0.8, -0.4])))).astype(float)

    fitted = fit(features, answers)

    assert (fitted.bias, fitted.margin, fitted.answerable) == pytest.approx((0.0, 0.8, -0.4), abs=0.06)
    assert calibration_error(fitted.probabilities(features), answers) < 0.02


def test_the_area_counts_pairs_in_the_right_order() -> None:
    assert area_under_curve([3.0, 1.0], [2.0, 0.0]) == 0.75
    assert area_under_curve([1.0], [1.0]) == 0.5


def test_the_best_threshold_parts_what_can_be_parted() -> None:
    threshold = best_threshold([5.0, 4.0], [1.0, 2.0])

    assert balanced_accuracy([5.0, 4.0], [1.0, 2.0], threshold) == 1.0


def test_a_threshold_answers_the_share_that_was_asked_for() -> None:
    right = [float(n) for n in range(100)]

    threshold = threshold_answering(right, 0.85)

    assert np.mean(np.array(right) >= threshold) == pytest.approx(0.85, abs=0.01)
