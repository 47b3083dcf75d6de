"""A passage's scores → the probability that the passage answers: a logistic regression, and what it is worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_curve

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Calibration:
    """probability = 1 / (1 + exp(-(bias + margin·m + answerable·a))), m and a as in answer/read/span_reader.py."""

    bias: float
    margin: float
    answerable: float

    def probabilities(self, features: Numbers) -> Numbers:
        """(n, 2) margins and answerability logits → (n,) probabilities that the passage answers."""
        found: Numbers = expit(self.bias + features @ np.array([self.margin, self.answerable]))
        return found


def fit(features: Numbers, answers: npt.NDArray[Any]) -> Calibration:
    """Fit by maximum likelihood, with both classes weighing the same.

    `features`: (n, 2) margins and answerability logits; `answers`: (n,) 1 where the passage answers, else 0.
    """
    fitted = LogisticRegression(class_weight="balanced").fit(features, answers)
    bias, margin, answerable = (round(float(value), 5) for value in (*fitted.intercept_, *fitted.coef_[0]))
    return Calibration(bias, margin, answerable)


def best_threshold(answers: Sequence[bool], scores: Sequence[float]) -> float:
    """The threshold with the highest balanced accuracy: where the ROC curve is farthest from chance (Youden 1950)."""
    false, true, thresholds = roc_curve(answers, scores)
    return float(thresholds[int(np.argmax(true - false))])


def threshold_answering(right: Sequence[float], share: float) -> float:
    """The threshold at which this share of what answers is answered."""
    return float(np.quantile(np.array(right), 1 - share))


def calibration_error(probabilities: Numbers, answers: npt.NDArray[Any], bins: int = 10) -> float:
    """Expected calibration error (Guo et al. 2017) over bins of equal width."""
    place = np.minimum((probabilities * bins).astype(int), bins - 1)
    gaps = [
        abs(probabilities[place == b].mean() - answers[place == b].mean()) * (place == b).mean()
        for b in range(bins)
        if (place == b).any()
    ]
    return float(sum(gaps))
