"""Corruptions of what the search found: the order, the offsets and the presence of its hits."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from eval.selftest.case import StoredAnswer
from eval.selftest.corruption import Corrupt, Corruption, whole_answer
from index.passages import Hit

ORDER_METRICS = ("reciprocal_rank", "recall@1", "recall@3", "ndcg@10")
RANKING_METRICS = (*ORDER_METRICS, "recall@k")


def searched(change: Callable[[StoredAnswer, Sequence[Hit]], Sequence[Hit]]) -> Corrupt:
    """The answer with other hits."""
    return whole_answer(lambda case: True, lambda case: {"hits": tuple(change(case, case.answer.hits))})


def removed(case: StoredAnswer, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Without the passages that hold a gold quote."""
    return [hit for hit in hits if not case.finds_gold(hit.passage)]


def moved_last(case: StoredAnswer, hits: Sequence[Hit]) -> Sequence[Hit]:
    """The passages that hold a gold quote after all others."""
    return sorted(hits, key=lambda hit: case.finds_gold(hit.passage))


def shifted(case: StoredAnswer, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Every hit with offsets of no indexed passage."""
    return [replace(h, passage=replace(h.passage, start=h.passage.start + 1, end=h.passage.end + 1)) for h in hits]


OF_HITS = (
    Corruption("search: passages with gold removed", searched(removed), RANKING_METRICS),
    Corruption("search: passages with gold moved last", searched(moved_last), ORDER_METRICS),
    Corruption("search: order reversed", searched(lambda case, hits: hits[::-1]), ORDER_METRICS),
    Corruption("search: offsets of no passage", searched(shifted), RANKING_METRICS),
    Corruption("search: every passage twice", searched(lambda case, hits: [h for hit in hits for h in (hit, hit)])),
)
