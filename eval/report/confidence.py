"""What an answer's confidence is worth: does it say how often it is right?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.calibration import calibration_curve

from eval.score.result import EvalResult
from eval.score.scorers import abstained

CALIBRATION_BINS = 10
FEW_ANSWERS = 500
"""Below so many answers the bins hold equally many: of equally wide ones some would hold next to none."""


@dataclass(frozen=True)
class CalibrationBin:
    """Answers of like confidence."""

    confidence: float
    """Their mean confidence."""
    right: float
    """The share of them that is right."""
    n: int


@dataclass(frozen=True)
class ReliabilityDiagram:
    """How far confidence is from the share of right answers (Guo et al. 2017, ICML, equation 3)."""

    bins: tuple[CalibrationBin, ...]
    error: float | None
    """The expected calibration error: |confidence - right| of the bins, weighted by their n."""
    n: int
    equal_mass: bool
    """Whether the bins hold equally many (ties kept together), or are equally wide."""


def given(results: Sequence[EvalResult]) -> tuple[list[float], list[bool]]:
    """Of the answers that were given, the confidences, and which are right."""
    answers = [r for r in results if not abstained(r.answer)]
    return [r.answer.confidence for r in answers], [r.outcome == "right" for r in answers]


def reliability(results: Sequence[EvalResult]) -> ReliabilityDiagram:
    """The reliability diagram of the answers that were given."""
    confidence, right = given(results)
    if not confidence:
        return ReliabilityDiagram((), None, 0, True)
    equal_mass = len(confidence) < FEW_ANSWERS
    shares = np.linspace(0, 1, CALIBRATION_BINS + 1)
    edges = np.percentile(confidence, 100 * shares) if equal_mass else shares  # as scikit-learn's
    rights, means = calibration_curve(
        right, confidence, n_bins=CALIBRATION_BINS, strategy="quantile" if equal_mass else "uniform", pos_label=True
    )
    counts = np.bincount(np.searchsorted(edges[1:-1], confidence))
    bins = tuple(
        CalibrationBin(float(m), float(r), int(n)) for m, r, n in zip(means, rights, counts[counts > 0], strict=True)
    )
    error = sum(abs(b.confidence - b.right) * b.n for b in bins) / len(confidence)
    return ReliabilityDiagram(bins, error, len(confidence), equal_mass)
