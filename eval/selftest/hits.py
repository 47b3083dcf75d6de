"""Corruptions of what the search found: the order, the offsets and the presence of its hits."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from eval.score.retrieval import NOT_SEARCHED
from eval.selftest.case import StoredAnswer
from eval.selftest.corruption import CorruptedAnswer, Corruption, MetricNames, those
from eval.sets.matching import meets
from index.passages import Hit

NDCG_DEPTH = 10  # hits that nDCG@10 looks at
ORDER_METRICS = ("reciprocal_rank", "recall@1", "recall@3", "ndcg@10")
RANKING_METRICS = (*ORDER_METRICS, "recall@k")


def removed(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    """Without the passages that hold a gold quote."""
    kept = [hit for hit in case.answer.hits if not _is_gold(case, hit)]
    yield from _searched(case, kept)


def moved_last(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    """The passages that hold a gold quote after all others."""
    hits = case.answer.hits
    yield from _searched(case, sorted(hits, key=lambda hit: _is_gold(case, hit)))


def reversed_order(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    yield from _searched(case, case.answer.hits[::-1])


def shifted(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    """Every hit with offsets of no indexed passage."""
    moved = [_shifted(hit) for hit in case.answer.hits]
    yield from _searched(case, moved, gold_stays=False)


def doubled(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    """Every hit twice: nothing is gained by it."""
    if case.answer.hits:
        answer = case.answer.model_copy(update={"hits": tuple(hit for hit in case.answer.hits for _ in range(2))})
        yield CorruptedAnswer(answer, frozenset())


def _searched(case: StoredAnswer, hits: Sequence[Hit], gold_stays: bool = True) -> Iterator[CorruptedAnswer]:
    before = [rank for rank, hit in enumerate(case.answer.hits, 1) if _is_gold(case, hit)]
    after = [rank for rank, hit in enumerate(hits, 1) if gold_stays and _is_gold(case, hit)]
    if before != after:
        lowers = _lower(before, after, case.run.top_k)
        yield CorruptedAnswer(
            case.answer.model_copy(update={"hits": tuple(hits)}), lowers, frozenset(_names(case)) - lowers
        )


def _lower(before: Sequence[int], after: Sequence[int], top_k: int) -> MetricNames:
    """Which measures must fall where the ranks of the relevant hits, best first, went from these to those."""
    worse = all(new >= old for old, new in zip(before, after, strict=False)) and len(after) <= len(before)
    return those(
        {
            "reciprocal_rank": 1 / min(after, default=10**9) < 1 / min(before),
            "ndcg@10": worse and [r for r in before if r <= NDCG_DEPTH] != [r for r in after if r <= NDCG_DEPTH],
            **{f"recall@{k}": sum(r <= k for r in after) < sum(r <= k for r in before) for k in (1, 3, top_k)},
        }
    )


def _names(case: StoredAnswer) -> Iterator[str]:
    return (name.replace("@k", f"@{case.run.top_k}") for name in RANKING_METRICS)


def _is_gold(case: StoredAnswer, hit: Hit) -> bool:
    if not case.sample.answerable or case.sample.category in NOT_SEARCHED:
        return False
    return any(meets(hit.passage, gold) for gold in case.sample.evidence)


def _shifted(hit: Hit) -> Hit:
    return replace(hit, passage=replace(hit.passage, start=hit.passage.start + 1, end=hit.passage.end + 1))


OF_HITS = (
    Corruption("search: passages with gold removed", removed, RANKING_METRICS),
    Corruption("search: passages with gold moved last", moved_last, ORDER_METRICS),
    Corruption(
        "search: order reversed",
        reversed_order,
        ORDER_METRICS,
        may_raise="any measure of the search: where gold came late, it comes early now",
    ),
    Corruption("search: offsets of no passage", shifted, RANKING_METRICS),
    Corruption("search: every passage twice", doubled, ()),
)
