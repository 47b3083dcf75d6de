"""A passage's scores → the probability that the passage answers: a logistic regression, and what it is worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit
from scipy.stats import rankdata

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


def fit(features: Numbers, answers: Numbers) -> Calibration:
    """Fit by maximum likelihood, a little drawn to 0, with both classes weighing the same.

    `features`: (n, 2) margins and answerability logits; `answers`: (n,) 1 where the passage answers, else 0.
    """
    share = answers.mean()
    weights = np.where(answers > 0, 0.5 / share, 0.5 / (1 - share))

    def loss(values: Numbers) -> float:
        logits = values[0] + features @ values[1:]
        each = np.logaddexp(0, logits) - answers * logits
        return float((weights * each).mean() + 1e-4 * (values[1:] ** 2).sum())

    found: Any = minimize(loss, np.zeros(3), method="BFGS")
    bias, margin, answerable = (round(float(value), 5) for value in found.x)
    return Calibration(bias, margin, answerable)


def area_under_curve(right: Sequence[float], wrong: Sequence[float]) -> float:
    """The share of pairs in which what answers scores higher than what does not (ROC AUC; ties count half)."""
    ranks = rankdata([*right, *wrong])
    n, m = len(right), len(wrong)
    return float((ranks[:n].sum() - n * (n + 1) / 2) / (n * m))


def balanced_accuracy(right: Sequence[float], wrong: Sequence[float], threshold: float) -> float:
    """The mean of the shares of both classes that fall on their side of the threshold."""
    return float((np.mean(np.array(right) >= threshold) + np.mean(np.array(wrong) < threshold)) / 2)


def best_threshold(right: Sequence[float], wrong: Sequence[float]) -> float:
    """The threshold with the highest balanced accuracy; the middle one of several."""
    candidates = np.unique(np.array([*right, *wrong]))
    scores = np.array([balanced_accuracy(right, wrong, float(t)) for t in candidates])
    best = candidates[scores >= scores.max() - 1e-9]
    return float(best[len(best) // 2])


def threshold_answering(right: Sequence[float], share: float) -> float:
    """The threshold at which this share of what answers is answered."""
    return float(np.quantile(np.array(right), 1 - share))


def calibration_error(probabilities: Numbers, answers: Numbers, bins: int = 10) -> float:
    """Expected calibration error (Guo et al. 2017) over bins of equal width."""
    place = np.minimum((probabilities * bins).astype(int), bins - 1)
    gaps = [
        abs(probabilities[place == b].mean() - answers[place == b].mean()) * (place == b).mean()
        for b in range(bins)
        if (place == b).any()
    ]
    return float(sum(gaps))
