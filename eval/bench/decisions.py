"""Yes-or-no decisions → balanced accuracy, F1 and AUC, each with its interval."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import bootstrap, mannwhitneyu

from eval.score.metrics import EVAL_SEED, RESAMPLES, Metric, of_counts
from eval.score.metrics import f1 as f1_of

Counts = tuple[int, int, int, int]
"""True positives, false positives, false negatives, true negatives."""


def count(truths: Sequence[bool], said: Sequence[bool]) -> Counts:
    """How often a decision was right and wrong, of each kind."""
    pairs = list(zip(truths, said, strict=True))
    tp, fp = pairs.count((True, True)), pairs.count((False, True))
    return tp, fp, pairs.count((True, False)), pairs.count((False, False))


def balanced_accuracy(counts: Counts) -> Metric:
    """The mean of the shares of positives and of negatives that were told right; n/a where one kind is missing."""
    tp, fp, fn, tn = counts
    return of_counts(_balanced, counts) if tp + fn and fp + tn else Metric(None, None, sum(counts))


def f1(counts: Counts) -> Metric:
    """The harmonic mean of precision and recall of the positives; n/a where there are none."""
    return of_counts(lambda tp, fp, fn, tn: f1_of(tp, fp, fn), counts) if counts[0] + counts[2] else Metric(None)


def auc(truths: Sequence[bool], confidences: Sequence[float]) -> Metric:
    """The area under the ROC curve, with bootstrap percentiles; n/a where one kind is missing."""
    of = [[c for truth, c in zip(truths, confidences, strict=True) if truth is kind] for kind in (True, False)]
    value = float(_auc(of[0], of[1])) if all(of) else None
    if min(map(len, of)) < 2:
        return Metric(value, None, len(truths))
    drawn = bootstrap(of, _auc, n_resamples=RESAMPLES, method="percentile", rng=EVAL_SEED, batch=200)
    low, high = drawn.confidence_interval
    return Metric(value, (float(low), float(high)), len(truths))


def _auc(positives: ArrayLike, negatives: ArrayLike, axis: int = -1) -> Any:
    """By Mann and Whitney's U: the share of pairs in which the positive is surer; a tie counts half."""
    pairs = np.shape(positives)[axis] * np.shape(negatives)[axis]
    return mannwhitneyu(positives, negatives, axis=axis, method="asymptotic").statistic / pairs


def _balanced(tp: int, fp: int, fn: int, tn: int) -> float:
    return (tp / max(tp + fn, 1) + tn / max(tn + fp, 1)) / 2
