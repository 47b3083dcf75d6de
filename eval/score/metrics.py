"""Scores of many answers → metrics: each with its 95 % interval and what it was counted over."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import binomtest

from eval.score.result import WRITTEN, EvalResult
from eval.score.scorers import Score, abstained

CONFIDENCE = 0.95
RESAMPLES = 2000
EVAL_SEED = 20050705

Interval = tuple[float, float]


@dataclass(frozen=True)
class Metric:
    """One figure of a report. A value of None is n/a: nothing to count it over."""

    value: float | None
    interval: Interval | None = None
    """95 %: Wilson's for shares, bootstrap percentiles for other means and for F1, none for latencies."""
    n: int = 0
    """What it was counted over: questions; for citation metrics citations, or gold quotes."""
    na: int = 0
    """Questions that it does not apply to."""


LEFT_OUT = "Left out: “"
"""How a line of an answer's trace begins that tells of a statement which no source carries, and which is not shown."""

SHARES = ("citation_precision", "citation_recall", "quote_exactness", "attribution")


def metrics(results: Sequence[EvalResult]) -> dict[str, Metric]:
    """Every metric over these scored results, in the order of the report."""
    names = dict.fromkeys(name for result in results for name in result.scores)
    searched = [name for name in names if name not in (*SHARES, "right", "abstention", WRITTEN)]
    return {
        **felt(results),
        **{name: share([r.scores[name] for r in results]) for name in SHARES},
        **{name: mean([r.scores[name].value for r in results]) for name in searched},
        **abstention(results),
        **writing(results),
        "latency_p50": percentile([r.seconds for r in results], 50),
        "latency_p95": percentile([r.seconds for r in results], 95),
        "words": _words(results),
    }


def felt(results: Sequence[EvalResult]) -> dict[str, Metric]:
    """What whoever asks feels: to be misled, answered, turned away, made to doubt; and what all of it costs."""
    asked = len(results)
    counts = Counter(r.outcome for r in results)
    answerable = sum(r.sample.answerable for r in results)
    others = asked - answerable
    doubted = sum(r.answer.doubt for r in results if r.outcome == "right")
    return {
        "wrong_and_sure": proportion(sum(r.wrong_and_sure for r in results), asked),
        "right": proportion(counts["right"], answerable, others),
        "refused": proportion(counts["rightly refused"], others, answerable),
        "wrongly_refused": proportion(counts["wrongly refused"], answerable, others),
        "doubt_on_right": proportion(doubted, counts["right"], asked - counts["right"]),
        "cost": mean([r.cost for r in results]),
    }


def share(scores: Sequence[Score]) -> Metric:
    """The share of all things counted (pooled over the questions), with Wilson's interval."""
    applying = [s for s in scores if s.value is not None]
    of = sum(s.of for s in applying)
    good = sum(round((s.value or 0) * s.of) for s in applying)
    return proportion(good, of, len(scores) - len(applying))


def proportion(successes: int, n: int, na: int = 0) -> Metric:
    """successes/n with Wilson's score interval (Wilson 1927), by scipy."""
    if not n:
        return Metric(None, None, 0, na)
    interval = binomtest(successes, n).proportion_ci(CONFIDENCE, method="wilson")
    return Metric(successes / n, (float(interval.low), float(interval.high)), n, na)


def mean(figures: Sequence[float | None]) -> Metric:
    """The mean over the questions that it applies to (None: it does not), with bootstrap percentiles (Efron 1979)."""
    values = np.array([figure for figure in figures if figure is not None], dtype=float)
    na = len(figures) - len(values)
    if not len(values):
        return Metric(None, None, 0, na)
    drawn = np.random.default_rng(EVAL_SEED).choice(values, (RESAMPLES, len(values)))
    return Metric(float(values.mean()), _middle(drawn.mean(axis=1)), len(values), na)


def abstention(results: Sequence[EvalResult]) -> dict[str, Metric]:
    """Precision and F1 of abstaining (positive: an unanswerable question); its recall is `refused`."""
    pairs = [(not r.sample.answerable, abstained(r.answer)) for r in results]
    tp, fp = pairs.count((True, True)), pairs.count((False, True))
    fn, tn = pairs.count((True, False)), pairs.count((False, False))
    return {
        "abstention_precision": proportion(tp, tp + fp, fn + tn),
        "abstention_f1": of_counts(lambda tp, fp, fn, tn: f1(tp, fp, fn), (tp, fp, fn, tn))
        if tp + fn
        else Metric(None, None, 0, len(results)),
    }


def writing(results: Sequence[EvalResult]) -> dict[str, Metric]:
    """The share of statements that no source carries; of answers to be written, those that quotes stand in for.

    A statement that was left out counts as well: a model of which nothing holds has not said nothing.
    """
    said = [[s.support for s in r.answer.statements] + ["unsupported"] * _left_out(r) for r in results]
    support = [one for statements in said for one in statements]
    found = {"unsupported_rate": proportion(support.count("unsupported"), len(support), said.count([]))}
    values = [r.scores[WRITTEN].value for r in results if WRITTEN in r.scores]
    if values:
        asked = [value for value in values if value is not None]
        found["fallback_rate"] = proportion(asked.count(0), len(asked), len(values) - len(asked))
    return found


def _left_out(result: EvalResult) -> int:
    return sum(line.startswith(LEFT_OUT) for line in result.answer.trace)


def f1(tp: int, fp: int, fn: int) -> float:
    """2·tp / (2·tp + fp + fn): the harmonic mean of precision and recall; 0 where nothing was found."""
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0


def percentile(seconds: Sequence[float], percent: float) -> Metric:
    """A percentile of the latencies, in seconds, linear between the two nearest."""
    return Metric(float(np.percentile(seconds, percent)) if seconds else None, None, len(seconds))


def of_counts(measure: Callable[[int, int, int, int], float], counts: tuple[int, int, int, int]) -> Metric:
    """A figure of a table of true and false positives, false and true negatives, over tables drawn anew from it."""
    n = sum(counts)
    drawn = np.random.default_rng(EVAL_SEED).multinomial(n, np.array(counts) / n, RESAMPLES)
    return Metric(measure(*counts), _middle(np.array([measure(*map(int, table)) for table in drawn])), n)


def _words(results: Sequence[EvalResult]) -> Metric:
    """Mean words of an answer that states something: long answers hold the facts, and much else."""
    lengths = [len(r.answer.text.split()) for r in results if not abstained(r.answer)]
    return Metric(float(np.mean(lengths)) if lengths else None, None, len(lengths), len(results) - len(lengths))


def _middle(drawn: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Interval:
    low, high = np.percentile(drawn, [50 * (1 - CONFIDENCE), 50 * (1 + CONFIDENCE)])
    return float(low), float(high)
