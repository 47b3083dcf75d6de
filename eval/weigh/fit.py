"""Cases → weights: what tells whether there is an answer, on the scale of how often the best sentence is right."""

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
    answerable: Numbers
    """(cases,): 1 where the passages answer, be it in another sentence."""

    def probabilities(self, values: Numbers) -> Numbers:
        """(cases,): what the weights make of them."""
        found: Numbers = 1 / (1 + np.exp(-(self.features @ values)))
        return found


def fit(groups: Mapping[str, Sequence[Case]], start: Weights, names: Sequence[str]) -> tuple[Weights, list[str]]:
    """The weights with a new confidence from the evidence of these names, and a line on each group.

    Each group counts the same, however many cases it has. The evidence is weighed by how well it tells whether there
    is an answer: that is what abstention asks. Then it is scaled to how often the best sentence is right (Platt 1999).
    The rank's weights are taken as they are.
    """
    bests = {name: best_ones(cases, start) for name, cases in groups.items()}
    features, right, answerable = (
        np.concatenate([getattr(b, part) for b in bests.values()]) for part in ("features", "right", "answerable")
    )
    share = np.concatenate([np.full(len(b.right), 1 / len(b.right) / len(bests)) for b in bests.values()])
    free = np.array([True, True, *(name in names for name in Evidence._fields)])
    values = _logistic(features, answerable, share, free)
    bias, slope = _logistic(np.stack([np.ones(len(right)), features @ values], axis=1), right, share)
    values = np.round(slope * values + bias * np.eye(len(values))[0], 3)
    weights = replace(
        start,
        confidence=Evidence(*(float(value) for value in values[2:])),
        lead=float(values[1]),
        bias=float(values[0]),
    )
    return weights, [f"{name}: {_worth(best, values, groups[name])}" for name, best in bests.items()]


def best_ones(cases: Sequence[Case], weights: Weights) -> Bests:
    """Of each case the best sentence by the rank's weights; cases that were refused without weighing are left out."""
    rows, right, answerable = [], [], []
    for case in (case for case in cases if len(case.evidence)):
        scores = case.evidence @ np.array(weights.rank)
        order = np.argsort(-scores, kind="stable")
        lead = scores[order[0]] - scores[order[1]] if len(order) > 1 else 0.0
        rows.append([1.0, lead, *case.evidence[order[0]]])
        right.append(float(case.right[order[0]]))
        answerable.append(float(case.answerable))
    return Bests(np.array(rows), np.array(right), np.array(answerable))


def _logistic(features: Numbers, true: Numbers, share: Numbers, free: npt.NDArray[np.bool_] | None = None) -> Numbers:
    """Weights of a logistic regression, by maximum likelihood, a little drawn to 0; those not free stay 0."""
    free = np.ones(features.shape[1], dtype=np.bool_) if free is None else free

    def spread(values: Numbers) -> Numbers:
        weights = np.zeros(len(free))
        weights[free] = values
        return weights

    def loss(values: Numbers) -> float:
        logits = features @ spread(values)
        each = np.logaddexp(0, logits) - true * logits
        return float((share * each).sum() + SHRINKAGE * (values[1:] ** 2).sum())

    found: Any = minimize(loss, np.zeros(int(free.sum())), method="L-BFGS-B")
    return spread(found.x)


def _worth(best: Bests, values: Numbers, cases: Sequence[Case]) -> str:
    probabilities, there = best.probabilities(values), best.answerable > 0
    return (
        f"{len(cases)} cases, {sum(case.answerable for case in cases)} answerable; the best sentence is right in "
        f"{best.right[there].mean():.3f} of these; AUC of the confidence {_auc(probabilities, best.right > 0):.3f} "
        f"(right or not), {_auc(probabilities, there):.3f} (answerable or not), calibration error "
        f"{calibration_error(probabilities, best.right):.3f}"
    )


def _auc(probabilities: Numbers, true: npt.NDArray[np.bool_]) -> float:
    return area_under_curve(probabilities[true].tolist(), probabilities[~true].tolist())
