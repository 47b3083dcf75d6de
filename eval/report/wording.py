"""What a reader who has never seen the suite needs: for each metric a name and a line that says what it counts."""

from collections.abc import Iterable
from typing import NamedTuple

from eval.score.result import RIGHT_WITH_DOUBT, WRONG_AND_SURE, WRONG_WITH_DOUBT, WRONGLY_REFUSED
from eval.sets.samples import MOST_WORDS


class MetricWording(NamedTuple):
    """A metric in words."""

    group: str
    name: str
    meaning: str
    lower_is_better: bool = False


METRIC_GROUPS = ("For whoever asks", "Citations", "Abstention", "Search", "Speed and length")

_FELT, _CITED = METRIC_GROUPS[:2]
_WORDINGS = {
    "wrong_and_sure": MetricWording(
        _FELT, "Wrong and sure", "of all questions, those answered wrong without a doubt", True
    ),
    "not wrong and sure": MetricWording(_FELT, "Not wrong and sure", "not answered wrong without a doubt shown"),
    "right": MetricWording(
        _FELT, "Right", f"of those with an answer: every fact, nothing forbidden, {MOST_WORDS} words at most"
    ),
    "refused": MetricWording(_FELT, "Refused", "of those without an answer, the ones that were not answered"),
    "wrongly_refused": MetricWording(_FELT, "Wrongly refused", "of those with an answer, the ones not answered", True),
    "doubt_on_right": MetricWording(_FELT, "Doubt on right", "of right answers, those shown as doubtful", True),
    "cost": MetricWording(
        _FELT,
        "Cost",
        f"of a question: wrong and sure {WRONG_AND_SURE:g}, wrong with a doubt {WRONG_WITH_DOUBT:g}, "
        f"wrongly refused {WRONGLY_REFUSED:g}, right with a doubt {RIGHT_WITH_DOUBT:g}",
        True,
    ),
    "citation_precision": MetricWording(
        _CITED, "Citations on gold", "of all citations, those that rest on a gold quote"
    ),
    "citation_recall": MetricWording(_CITED, "Gold cited", "of all gold quotes, those that a citation rests on"),
    "quote_exactness": MetricWording(_CITED, "Verbatim", "of all citations, those whose words stand at their offsets"),
    "attribution": MetricWording(_CITED, "Attribution", "of all statements, those that their own citations carry"),
    "unsupported_rate": MetricWording(
        _CITED, "Unsupported", "of all statements, those marked as not in the sources or left out", True
    ),
    "fallback_rate": MetricWording(_CITED, "Fell back", "of all answers to be written, those quoted instead", True),
    "abstention": MetricWording("Abstention", "Rightly answered or refused", "answered where it can be, else refused"),
    "abstention_precision": MetricWording(
        "Abstention", "Rightly refused", "of all refusals, those of unanswerable ones"
    ),
    "abstention_f1": MetricWording("Abstention", "Abstention F1", "harmonic mean of Rightly refused and Refused"),
    "reciprocal_rank": MetricWording("Search", "Reciprocal rank", "1 / rank of the first passage that holds gold"),
    "ndcg@10": MetricWording("Search", "nDCG@10", "gold passages, the higher ranked the better"),
    "latency_p50": MetricWording("Speed and length", "Median latency", "from the question to the whole answer", True),
    "latency_p95": MetricWording("Speed and length", "95th percentile", "one answer in twenty takes longer", True),
    "words": MetricWording("Speed and length", "Words", "mean length of an answer that states something"),
}


def wording(metric: str) -> MetricWording:
    """The metric in words; recall@k is one for each k, and an unknown one goes by its own name."""
    if metric.startswith("recall@"):
        k = metric.removeprefix("recall@")
        return MetricWording("Search", f"Recall@{k}", f"of the gold passages, those among the first {k}")
    return _WORDINGS.get(metric, MetricWording(_CITED, metric, ""))


def grouped(metrics: Iterable[str]) -> dict[str, list[str]]:
    """The metrics under their groups, in the groups' order."""
    names = list(metrics)
    return {group: found for group in METRIC_GROUPS if (found := [n for n in names if wording(n).group == group])}
