"""What an answer's confidence is worth: does it sort right from wrong, and does it say how often it is right?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from eval.score.result import EvalResult
from eval.score.scorers import abstained

CALIBRATION_BINS = 10
FEW_ANSWERS = 500
"""Below so many answers the bins hold equally many: of equally wide ones some would hold next to none."""


@dataclass(frozen=True)
class RiskCoverageCurve:
    """The risk–coverage curve of selective answering (El-Yaniv & Wiener 2010, JMLR 11, 1605-1641).

    Were only the answers given whose confidence reaches a threshold: coverage is their share of all
    questions asked, risk the share of them that is wrong. The curve ends at the operating point, the
    threshold in force: what was refused has no answer that could be judged.
    """

    points: tuple[tuple[float, float], ...]
    """(coverage, risk), one for each distinct confidence, the most confident first."""
    ideal: tuple[tuple[float, float], ...]
    """The same, had every right answer more confidence than every wrong one."""
    asked: int
    answered: int

    @property
    def area(self) -> float | None:
        """The area under the curve over its width: the mean risk, each answer counted at its own coverage."""
        return _area(self.points)

    @property
    def ideal_area(self) -> float | None:
        return _area(self.ideal)


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


def risk_coverage(results: Sequence[EvalResult]) -> RiskCoverageCurve:
    """The curve over the answers of a scored run, or of a part of it."""
    given = [(r.answer.confidence, r.outcome == "right") for r in results if not abstained(r.answer)]
    ordered = sorted(given, key=lambda answer: -answer[0])
    best = [(float(-n), is_right) for n, is_right in enumerate(sorted((ok for _, ok in given), reverse=True))]
    return RiskCoverageCurve(_curve(ordered, len(results)), _curve(best, len(results)), len(results), len(given))


def reliability(results: Sequence[EvalResult]) -> ReliabilityDiagram:
    """The reliability diagram of the answers that were given."""
    given = sorted((r.answer.confidence, r.outcome == "right") for r in results if not abstained(r.answer))
    if not given:
        return ReliabilityDiagram((), None, 0, True)
    confidence = np.array([c for c, _ in given])
    is_right = np.array([ok for _, ok in given], dtype=float)
    edges = (
        np.quantile(confidence, np.arange(1, CALIBRATION_BINS) / CALIBRATION_BINS)
        if len(given) < FEW_ANSWERS
        else np.arange(1, CALIBRATION_BINS) / CALIBRATION_BINS
    )
    chosen = np.searchsorted(np.unique(edges), confidence, side="left")
    masks = [chosen == number for number in np.unique(chosen)]
    bins = tuple(CalibrationBin(float(confidence[m].mean()), float(is_right[m].mean()), int(m.sum())) for m in masks)
    error = sum(abs(b.confidence - b.right) * b.n for b in bins) / len(given)
    return ReliabilityDiagram(bins, error, len(given), len(given) < FEW_ANSWERS)


def _curve(ordered: Sequence[tuple[float, bool]], asked: int) -> tuple[tuple[float, float], ...]:
    """Answers of equal confidence come in together: no threshold tells them apart."""
    points, taken, wrong = [], 0, 0
    for _, tied in groupby(ordered, key=lambda answer: answer[0]):
        judged = [ok for _, ok in tied]
        taken += len(judged)
        wrong += judged.count(False)
        points.append((taken / asked, wrong / taken))
    return tuple(points)


def _area(points: Sequence[tuple[float, float]]) -> float | None:
    if not points:
        return None
    widths = np.diff([0.0, *(coverage for coverage, _ in points)])
    return float(np.dot(widths, [risk for _, risk in points]) / points[-1][0])
