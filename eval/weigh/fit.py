"""Cases → weights: a logistic regression of the best sentence's being right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from answer.training.calibration import area_under_curve, calibration_error
from answer.weigh import Evidence, Weights
from eval.weigh.cases import Case, Numbers

SHRINKAGE = 1e-3  # of the weights, to 0: the fit has few questions


@dataclass(frozen=True)
class Bests:
    """Of many cases the best sentence."""

    features: Numbers
    """(cases, 2 + evidence): 1, the lead on the next sentence, and the evidence."""
    right: Numbers
    """(cases,): 1 where it answers."""
    share: Numbers
    """(cases,): how much each case counts; 1 in all."""

    def probabilities(self, values: Numbers) -> Numbers:
        """(cases,): what the weights make of them."""
        found: Numbers = 1 / (1 + np.exp(-(self.features @ values)))
        return found


def fit(groups: Mapping[str, Sequence[Case]], start: Weights, names: Sequence[str]) -> tuple[Weights, list[str]]:
    """The weights with a new confidence from the evidence of these names, and a line on each group.

    Each group counts the same, however many cases it has. The rank's weights are taken as they are.
    """
    bests = {name: best_ones(cases, start) for name, cases in groups.items()}
    features = np.concatenate([b.features for b in bests.values()])
    right = np.concatenate([b.right for b in bests.values()])
    share = np.concatenate([b.share for b in bests.values()]) / len(bests)
    free = np.array([True, True, *(name in names for name in Evidence._fields)])
    values = _logistic(features, right, share, free)
    weights = replace(
        start,
        confidence=Evidence(*(float(value) for value in values[2:])),
        lead=float(values[1]),
        bias=float(values[0]),
    )
    return weights, [f"{name}: {_worth(best, values, groups[name])}" for name, best in bests.items()]


def best_ones(cases: Sequence[Case], weights: Weights) -> Bests:
    """Of each case the best sentence by the rank's weights; cases that were refused without weighing are left out."""
    rows, right, share = [], [], []
    for case in (case for case in cases if len(case.evidence)):
        scores = case.evidence @ np.array(weights.rank)
        order = np.argsort(-scores, kind="stable")
        lead = scores[order[0]] - scores[order[1]] if len(order) > 1 else 0.0
        rows.append([1.0, lead, *case.evidence[order[0]]])
        right.append(float(case.right[order[0]]))
        share.append(case.times)
    return Bests(np.array(rows), np.array(right), np.array(share) / sum(share))


def _logistic(features: Numbers, right: Numbers, share: Numbers, free: npt.NDArray[np.bool_]) -> Numbers:
    """Weights of a logistic regression, by maximum likelihood, a little drawn to 0; those not free stay 0."""

    def spread(values: Numbers) -> Numbers:
        weights = np.zeros(len(free))
        weights[free] = values
        return weights

    def loss(values: Numbers) -> float:
        logits = features @ spread(values)
        each = np.logaddexp(0, logits) - right * logits
        return float((share * each).sum() + SHRINKAGE * (values[1:] ** 2).sum())

    found: Any = minimize(loss, np.zeros(int(free.sum())), method="L-BFGS-B")
    return spread(np.round(found.x, 3))


def _worth(best: Bests, values: Numbers, cases: Sequence[Case]) -> str:
    probabilities = best.probabilities(values)
    answerable = np.array([case.answerable for case in cases if len(case.evidence)])
    auc = area_under_curve(probabilities[best.right > 0].tolist(), probabilities[best.right == 0].tolist())
    return (
        f"{len(cases)} cases, {sum(case.answerable for case in cases)} answerable; the best sentence is right in "
        f"{best.right[answerable].mean():.3f} of these; AUC of the confidence {auc:.3f}, calibration error "
        f"{calibration_error(probabilities, best.right):.3f}"
    )
