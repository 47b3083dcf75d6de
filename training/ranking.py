"""Cases → the weights of answer/read/ranking.json: what tells the right sentence, and what tells that there is one."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit, log_softmax, logsumexp, softmax
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from answer.read.ranking import Features, Ranking, Way
from training.calibration import calibration_error
from training.cases import Numbers, RankingCase

SHRINKAGE = 1e-3  # of the rank's weights, to 0: the fit has few questions
PRIOR = 2.5e4  # the inverse of the same for the confidence's, of whose cases all together count 1
RANK_FROM: Mapping[Way, Sequence[str]] = {
    "trained": ("words", "passage", "coverage", "span"),
    "likeness": ("words", "sentence", "passage", "coverage"),
}
CONFIDENCE_FROM: Mapping[Way, Sequence[str]] = {
    "trained": ("sentence", "passage", "answerable"),
    "likeness": ("words", "passage"),
}
"""The features that each way's rank and confidence are fitted on: more of them did not carry over to other cases."""

Groups = Mapping[str, Sequence[RankingCase]]
"""Each counts the same, however many cases it has."""


class BestSentences(NamedTuple):
    """Of many cases the best sentence."""

    features: Numbers
    """(cases, 1 + features): the lead on the next sentence, and the features."""
    right: npt.NDArray[np.bool_]
    """(cases,): whether it answers."""
    answerable: npt.NDArray[np.bool_]
    """(cases,): whether any sentence that was read does."""


def fit(groups: Groups, way: Way) -> tuple[Ranking, list[str]]:
    """The weights of a way to read, and a line on each group."""
    rank = fit_rank(groups, RANK_FROM[way])
    bests = {name: best_sentences(cases, rank) for name, cases in groups.items()}
    bias, lead, *confidence = (round(float(value), 3) for value in fit_confidence(list(bests.values()), way))
    ranking = Ranking(rank, Features(*confidence), max(lead, 0.0), bias)  # to be ahead never speaks against
    return ranking, [f"{name}: {_worth(best, ranking)}" for name, best in bests.items()]


def fit_rank(groups: Groups, names: Sequence[str]) -> Features:
    """The weights under which the right sentences are likeliest, of all in their case.

    A conditional logit (McFadden 1974): a sentence's chance is the exponential of its score, over the sum of all.
    """
    free = _free(names)
    told = [[c for c in cases if c.answerable] for cases in groups.values()]
    cases = [(c.features[:, free], c.right, 1 / len(group) / len(told)) for group in told for c in group]

    def loss(values: Numbers) -> tuple[float, Numbers]:
        total, slope = SHRINKAGE * float(values @ values), 2 * SHRINKAGE * values
        for features, right, share in cases:
            scores = features @ values
            total -= share * float(logsumexp(log_softmax(scores)[right]))
            wanted = np.zeros(len(scores))
            wanted[right] = softmax(scores[right])
            slope += share * ((softmax(scores) - wanted) @ features)
        return total, slope

    found: Any = minimize(loss, np.ones(int(free.sum())), jac=True, method="L-BFGS-B")
    weights = np.zeros(len(free))
    weights[free] = np.round(found.x, 3)
    return Features(*map(float, weights))


def best_sentences(cases: Sequence[RankingCase], rank: Features) -> BestSentences:
    """Of each case the best sentence by these weights; cases for which no sentence was read are left out."""
    rows, right, answerable = [], [], []
    for case in (case for case in cases if len(case.features)):
        scores = case.features @ np.array(rank)
        order = np.argsort(-scores, kind="stable")
        lead = scores[order[0]] - scores[order[1]] if len(order) > 1 else 0.0
        rows.append([lead, *case.features[order[0]]])
        right.append(case.right[order[0]])
        answerable.append(case.answerable)
    return BestSentences(np.array(rows), np.array(right, dtype=np.bool_), np.array(answerable, dtype=np.bool_))


def fit_confidence(bests: Sequence[BestSentences], way: Way) -> Numbers:
    """Bias, weight of the lead, and weights of the features: a logistic regression of whether the best sentence is
    right."""
    free = np.concatenate([[True], _free(CONFIDENCE_FROM[way])])
    features = np.concatenate([best.features for best in bests])[:, free]
    right = np.concatenate([best.right for best in bests])
    share = np.concatenate([np.full(len(b.right), 1 / len(b.right) / len(bests)) for b in bests])
    fitted = LogisticRegression(C=PRIOR).fit(features, right, sample_weight=share)
    weights = np.zeros(len(free))
    weights[free] = fitted.coef_[0]
    return np.concatenate([fitted.intercept_, weights])


def _free(names: Sequence[str]) -> npt.NDArray[np.bool_]:
    """(features,): which is of these names."""
    return np.array([name in names for name in Features._fields])


def _worth(best: BestSentences, ranking: Ranking) -> str:
    probabilities = expit(ranking.bias + best.features @ np.array([ranking.lead, *ranking.confidence]))
    return (
        f"{len(best.right)} cases, {best.answerable.sum()} answerable; the best sentence is right in "
        f"{best.right[best.answerable].mean():.3f} of these; AUC of the confidence "
        f"{roc_auc_score(best.right, probabilities):.3f} (right or not), "
        f"{roc_auc_score(best.answerable, probabilities):.3f} (answerable or not), "
        f"calibration error {calibration_error(probabilities, best.right):.3f}"
    )
