"""What a reader who has never seen the suite needs: for each metric a name and a line that says what it counts."""

from collections.abc import Iterable
from typing import NamedTuple


class Wording(NamedTuple):
    """A metric in words."""

    group: str
    name: str
    meaning: str
    lower_is_better: bool = False


GROUPS = ("Answers", "Abstention", "Search", "Speed and length")

_WORDINGS = {
    "correctness": Wording("Answers", "Correct", "every fact is stated, and nothing forbidden"),
    "citation_precision": Wording("Answers", "Citations on gold", "of all citations, those that rest on a gold quote"),
    "citation_recall": Wording("Answers", "Gold cited", "of all gold quotes, those that a citation rests on"),
    "quote_exactness": Wording("Answers", "Verbatim", "of all citations, those whose words stand at their offsets"),
    "attribution": Wording("Answers", "Attribution", "of all statements, those that their own citations carry"),
    "unsupported_rate": Wording(
        "Answers", "Unsupported", "of all statements, those marked as not in the sources or left out", True
    ),
    "fallback_rate": Wording("Answers", "Fell back", "of all answers to be written, those quoted instead", True),
    "abstention": Wording("Abstention", "Rightly answered or refused", "answered where it can be, else refused"),
    "abstention_precision": Wording("Abstention", "Rightly refused", "of all refusals, those of unanswerable ones"),
    "abstention_recall": Wording("Abstention", "Unanswerable refused", "of all unanswerable questions, those refused"),
    "abstention_f1": Wording("Abstention", "Abstention F1", "harmonic mean of the two above"),
    "false_answer_rate": Wording("Abstention", "False answers", "of all unanswerable questions, those answered", True),
    "wrong_abstention_rate": Wording("Abstention", "Wrong abstentions", "of all answerable ones, those refused", True),
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
    return _WORDINGS.get(metric, Wording("Answers", metric, ""))


def grouped(metrics: Iterable[str]) -> dict[str, list[str]]:
    """The metrics under their groups, in the groups' order."""
    names = list(metrics)
    return {group: found for group in GROUPS if (found := [n for n in names if wording(n).group == group])}
