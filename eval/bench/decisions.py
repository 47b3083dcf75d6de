"""Yes-or-no decisions → balanced accuracy, F1, AUC and the risk–coverage curve."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from eval.score.metrics import CONFIDENCE, EVAL_SEED, RESAMPLES, Interval, Metric
from eval.score.metrics import f1 as f1_of

Floats = npt.NDArray[np.float64]
Counts = tuple[int, int, int, int]
"""True positives, false positives, false negatives, true negatives."""


def count(truths: Sequence[bool], said: Sequence[bool]) -> Counts:
    """How often a decision was right and wrong, of each kind."""
    pairs = list(zip(truths, said, strict=True))
    tp, fp = pairs.count((True, True)), pairs.count((False, True))
    fn, tn = pairs.count((True, False)), pairs.count((False, False))
    return tp, fp, fn, tn


def balanced_accuracy(counts: Counts) -> Metric:
    """The mean of the shares of positives and of negatives that were told right; n/a where one kind is missing."""
    return _with_interval(counts, _balanced, applies=bool(counts[0] + counts[2]) and bool(counts[1] + counts[3]))


def f1(counts: Counts) -> Metric:
    """The harmonic mean of precision and recall of the positives; n/a where there are none."""
    return _with_interval(counts, lambda c: f1_of(*c[:3]), applies=bool(counts[0] + counts[2]))


def auc(truths: Sequence[bool], confidences: Sequence[float]) -> Metric:
    """The share of pairs of a positive and a negative in which the positive is surer; a tie counts half.

    The area under the ROC curve, by Mann and Whitney's U; n/a where one kind is missing.
    """
    labels, values = np.array(truths, dtype=bool), np.array(confidences, dtype=float)
    if labels.all() or not labels.any():
        return Metric(None, None, len(labels))
    drawn = np.random.default_rng(EVAL_SEED)
    positives, negatives = values[labels], values[~labels]
    samples = [
        _auc(drawn.choice(positives, len(positives)), drawn.choice(negatives, len(negatives))) for _ in range(RESAMPLES)
    ]
    return Metric(_auc(positives, negatives), _middle(samples), len(labels))


def risks(truths: Sequence[bool], confidences: Sequence[float]) -> Floats:
    """The risk at each coverage 1/n, 2/n … 1: the share of wrong ones among the surest k (El-Yaniv & Wiener 2010).

    Equally sure ones stand in no order: each counts as wrong as they are on average.
    """
    wrong, values = 1.0 - np.array(truths, dtype=float), np.array(confidences, dtype=float)
    order = np.argsort(-values, kind="stable")
    _, group = np.unique(-values[order], return_inverse=True)
    means = np.bincount(group, wrong[order]) / np.bincount(group)
    curve: Floats = np.cumsum(means[group]) / np.arange(1, len(wrong) + 1)
    return curve


def risk_at(curve: Floats, coverage: float) -> Metric:
    """The risk where this share of all questions, the surest, is answered."""
    at = max(round(coverage * len(curve)), 1) - 1
    return Metric(float(curve[at]), None, at + 1)


def area(curve: Floats) -> Metric:
    """The area under the risk–coverage curve: the mean risk over all coverages; less is better."""
    return Metric(float(curve.mean()), None, len(curve))


def _balanced(counts: Sequence[int]) -> float:
    tp, fp, fn, tn = counts
    return (tp / max(tp + fn, 1) + tn / max(tn + fp, 1)) / 2


def _auc(positives: Floats, negatives: Floats) -> float:
    ranks = rankdata(np.concatenate([positives, negatives]))[: len(positives)].sum()
    return float((ranks - len(positives) * (len(positives) + 1) / 2) / (len(positives) * len(negatives)))


def _with_interval(counts: Counts, measure: Callable[[Sequence[int]], float], applies: bool) -> Metric:
    """The measure, with the middle of its values over tables drawn anew from this one."""
    n = sum(counts)
    if not applies:
        return Metric(None, None, n)
    drawn = np.random.default_rng(EVAL_SEED).multinomial(n, np.array(counts) / n, RESAMPLES)
    return Metric(measure(counts), _middle([measure([int(c) for c in table]) for table in drawn]), n)


def _middle(values: Sequence[float]) -> Interval:
    low, high = np.percentile(values, [50 * (1 - CONFIDENCE), 50 * (1 + CONFIDENCE)])
    return float(low), float(high)
