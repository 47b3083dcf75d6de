"""What a reader who has never seen the suite needs: for each metric a name and a line that says what it counts."""

from collections.abc import Iterable
from typing import NamedTuple

from eval.score.result import RIGHT_WITH_DOUBT, WRONG_AND_SURE, WRONG_WITH_DOUBT, WRONGLY_REFUSED
from eval.score.scorers import MOST_WORDS


class Wording(NamedTuple):
    """A metric in words."""

    group: str
    name: str
    meaning: str
    lower_is_better: bool = False


GROUPS = ("For whoever asks", "Citations", "Abstention", "Search", "Speed and length")

_FELT, _CITED = GROUPS[:2]
_WORDINGS = {
    "wrong_and_sure": Wording(_FELT, "Wrong and sure", "of all questions, those answered wrong without a doubt", True),
    "not wrong and sure": Wording(_FELT, "Not wrong and sure", "not answered wrong without a doubt shown"),
    "right": Wording(
        _FELT, "Right", f"of those with an answer: every fact, nothing forbidden, {MOST_WORDS} words at most"
    ),
    "refused": Wording(_FELT, "Refused", "of those without an answer, the ones that were not answered"),
    "wrongly_refused": Wording(_FELT, "Wrongly refused", "of those with an answer, the ones not answered", True),
    "doubt_on_right": Wording(_FELT, "Doubt on right", "of right answers, those shown as doubtful", True),
    "cost": Wording(
        _FELT,
        "Cost",
        f"of a question: wrong and sure {WRONG_AND_SURE:g}, wrong with a doubt {WRONG_WITH_DOUBT:g}, "
        f"wrongly refused {WRONGLY_REFUSED:g}, right with a doubt {RIGHT_WITH_DOUBT:g}",
        True,
    ),
    "citation_precision": Wording(_CITED, "Citations on gold", "of all citations, those that rest on a gold quote"),
    "citation_recall": Wording(_CITED, "Gold cited", "of all gold quotes, those that a citation rests on"),
    "quote_exactness": Wording(_CITED, "Verbatim", "of all citations, those whose words stand at their offsets"),
    "attribution": Wording(_CITED, "Attribution", "of all statements, those that their own citations carry"),
    "unsupported_rate": Wording(
        _CITED, "Unsupported", "of all statements, those marked as not in the sources or left out", True
    ),
    "fallback_rate": Wording(_CITED, "Fell back", "of all answers to be written, those quoted instead", True),
    "abstention": Wording("Abstention", "Rightly answered or refused", "answered where it can be, else refused"),
    "abstention_precision": Wording("Abstention", "Rightly refused", "of all refusals, those of unanswerable ones"),
    "abstention_f1": Wording("Abstention", "Abstention F1", "harmonic mean of Rightly refused and Refused"),
    "reciprocal_rank": Wording("Search", "Reciprocal rank", "1 / rank of the first passage that holds gold"),
    "ndcg@10": Wording("Search", "nDCG@10", "gold passages, the higher ranked the better"),
    "latency_p50": Wording("Speed and length", "Median latency", "from the question to the whole answer", True),
    "latency_p95": Wording("Speed and length", "95th percentile", "one answer in twenty takes longer", True),
    "words": Wording("Speed and length", "Words", "mean length of an answer that states something"),
}


def wording(metric: str) -> Wording:
    """The metric in words; recall@k is one for each k, and an unknown one goes by its own name."""
    if metric.startswith("recall@"):
        k = metric.removeprefix("recall@")
        return Wording("Search", f"Recall@{k}", f"of the gold passages, those among the first {k}")
    return _WORDINGS.get(metric, Wording(_CITED, metric, ""))


def grouped(metrics: Iterable[str]) -> dict[str, list[str]]:
    """The metrics under their groups, in the groups' order."""
    names = list(metrics)
    return {group: found for group in GROUPS if (found := [n for n in names if wording(n).group == group])}
