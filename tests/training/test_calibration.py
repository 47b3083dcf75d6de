"""Scores become probabilities that mean something."""

import numpy as np
import pytest
from sklearn.metrics import balanced_accuracy_score

from training.calibration import best_threshold, calibration_error, fit, threshold_answering


def test_the_weights_that_made_the_data_are_found_again() -> None:
    rng = np.random.default_rng(1)
    features = rng.normal(size=(20_000, 2)) * 2
    answers = rng.random(20_000) < 1 / (1 + np.exp(-(features @ [0.8, -0.4])))

    fitted = fit(features, answers)

    assert (fitted.bias, fitted.margin, fitted.answerable) == pytest.approx((0.0, 0.8, -0.4), abs=0.06)
    assert calibration_error(fitted.probabilities(features), answers) < 0.02


def test_the_best_threshold_parts_what_can_be_parted() -> None:
    answers, scores = [True, True, False, False], [5.0, 4.0, 1.0, 2.0]

    threshold = best_threshold(answers, scores)

    assert balanced_accuracy_score(answers, [score >= threshold for score in scores]) == 1.0


def test_a_threshold_answers_the_share_that_was_asked_for() -> None:
    right = [float(n) for n in range(100)]

    threshold = threshold_answering(right, 0.85)

    assert np.mean(np.array(right) >= threshold) == pytest.approx(0.85, abs=0.01)


def test_a_probability_that_is_wrong_by_a_third_is_told() -> None:
    assert calibration_error(np.full(300, 0.9), np.arange(300) % 5 < 3) == pytest.approx(0.3)
