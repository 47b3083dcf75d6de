"""Cases → weights: what tells the right sentence, and what tells whether there is an answer at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from answer.read.weigh import Evidence, Weights
from training.calibration import area_under_curve, calibration_error, threshold_answering
from training.cases import Case, Numbers

SHRINKAGE = 1e-3  # of the weights, to 0: the fit has few questions
ANSWERED = (0.98, 0.90, 0.67)  # shares of the answerable questions for which the threshold is told

Groups = Mapping[str, Sequence[Case]]
"""Each counts the same, however many cases it has."""


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


def fit(groups: Groups, rank_from: Sequence[str], confidence_from: Sequence[str]) -> tuple[Weights, list[str]]:
    """The weights of the evidence of these names, and a line on each group."""
    rank = fit_rank(groups, rank_from)
    bests = {name: best_ones(cases, rank) for name, cases in groups.items()}
    bias, lead, *confidence = (float(value) for value in _confidence(list(bests.values()), confidence_from))
    weights = Weights(rank, Evidence(*confidence), lead, bias)
    values = np.array([bias, lead, *confidence])
    return weights, [f"{name}: {_worth(best, values, groups[name])}" for name, best in bests.items()]


def fit_rank(groups: Groups, names: Sequence[str]) -> Evidence:
    """The weights under which the right sentences are likeliest, of all in their case.

    A conditional logit (McFadden 1974): a sentence's chance is the exponential of its score, over the sum of all.
    """
    free = _free(names)
    told = [[c for c in cases if c.right.any()] for cases in groups.values()]
    cases = [(c.evidence[:, free], c.right, 1 / len(group) / len(told)) for group in told for c in group]

    def loss(values: Numbers) -> tuple[float, Numbers]:
        total, slope = SHRINKAGE * float(values @ values), 2 * SHRINKAGE * values
        for evidence, right, share in cases:
            chances = _softmax(evidence @ values)
            of_right = chances[right].sum()
            total -= share * float(np.log(of_right))
            slope += share * ((chances - np.where(right, chances / of_right, 0.0)) @ evidence)
        return total, slope

    found: Any = minimize(loss, np.ones(int(free.sum())), jac=True, method="L-BFGS-B")
    return Evidence(*(float(value) for value in np.round(_spread(found.x, free), 3)))


def best_ones(cases: Sequence[Case], rank: Evidence) -> Bests:
    """Of each case the best sentence by these weights; cases that were refused without weighing are left out."""
    rows, right, answerable = [], [], []
    for case in (case for case in cases if len(case.evidence)):
        scores = case.evidence @ np.array(rank)
        order = np.argsort(-scores, kind="stable")
        lead = scores[order[0]] - scores[order[1]] if len(order) > 1 else 0.0
        rows.append([1.0, lead, *case.evidence[order[0]]])
        right.append(float(case.right[order[0]]))
        answerable.append(float(case.answerable))
    return Bests(np.array(rows), np.array(right), np.array(answerable))


def _confidence(bests: Sequence[Bests], names: Sequence[str]) -> Numbers:
    """Bias, weight of the lead, and weights of the evidence.

    The evidence is weighed by how well it tells whether there is an answer: that is what abstention asks. Then it is
    scaled to how often the best sentence is right (Platt 1999).
    """
    features, right, answerable = (
        np.concatenate([getattr(b, part) for b in bests]) for part in ("features", "right", "answerable")
    )
    share = np.concatenate([np.full(len(b.right), 1 / len(b.right) / len(bests)) for b in bests])
    values = _logistic(features, answerable, share, np.concatenate([[True, True], _free(names)]))
    scaled = np.stack([np.ones(len(right)), features @ values], axis=1)
    bias, slope = _logistic(scaled, right, share, np.array([True, True]))
    moved: Numbers = np.round(slope * values + bias * np.eye(len(values))[0], 3)
    return moved


def _logistic(features: Numbers, true: Numbers, share: Numbers, free: npt.NDArray[np.bool_]) -> Numbers:
    """Weights of a logistic regression, by maximum likelihood, a little drawn to 0; those not free stay 0."""

    def loss(values: Numbers) -> float:
        logits = features @ _spread(values, free)
        each = np.logaddexp(0, logits) - true * logits
        return float((share * each).sum() + SHRINKAGE * (values[1:] ** 2).sum())

    found: Any = minimize(loss, np.zeros(int(free.sum())), method="L-BFGS-B")
    return _spread(found.x, free)


def _free(names: Sequence[str]) -> npt.NDArray[np.bool_]:
    """(evidence,): which is of these names."""
    return np.array([name in names for name in Evidence._fields])


def _spread(values: Numbers, free: npt.NDArray[np.bool_]) -> Numbers:
    weights = np.zeros(len(free))
    weights[free] = values
    return weights


def _softmax(scores: Numbers) -> Numbers:
    powers = np.exp(scores - scores.max())
    chances: Numbers = powers / powers.sum()
    return chances


def _worth(best: Bests, values: Numbers, cases: Sequence[Case]) -> str:
    probabilities, there = best.probabilities(values), best.answerable > 0
    told = probabilities[there].tolist()
    reached = ", ".join(f"{share:.0%} at {threshold_answering(told, share):.3f}" for share in ANSWERED)
    return (
        f"{len(cases)} cases, {sum(case.answerable for case in cases)} answerable; the best sentence is right in "
        f"{best.right[there].mean():.3f} of these; AUC of the confidence {_auc(probabilities, best.right > 0):.3f} "
        f"(right or not), {_auc(probabilities, there):.3f} (answerable or not), calibration error "
        f"{calibration_error(probabilities, best.right):.3f}; answered: {reached}"
    )


def _auc(probabilities: Numbers, true: npt.NDArray[np.bool_]) -> float:
    return area_under_curve(probabilities[true].tolist(), probabilities[~true].tolist())
