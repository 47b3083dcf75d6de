"""Corruptions of what the search found: the order, the offsets and the presence of its hits."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from eval.score.retrieval import NOT_SEARCHED
from eval.selftest.case import Case
from eval.selftest.corruption import Corrupted, Corruption, Names
from eval.sets.matching import touches
from index.passages import Hit

AMONG = 10  # hits that nDCG@10 looks at
ORDER = ("reciprocal_rank", "recall@1", "recall@3", "ndcg@10")
RANKING = (*ORDER, "recall@k")


def removed(case: Case) -> Iterator[Corrupted]:
    """Without the passages that hold a gold quote."""
    kept = [hit for hit in case.answer.hits if not _is_gold(case, hit)]
    yield from _searched(case, kept)


def moved_last(case: Case) -> Iterator[Corrupted]:
    """The passages that hold a gold quote after all others."""
    hits = case.answer.hits
    yield from _searched(case, sorted(hits, key=lambda hit: _is_gold(case, hit)))


def reversed_order(case: Case) -> Iterator[Corrupted]:
    yield from _searched(case, case.answer.hits[::-1])


def shifted(case: Case) -> Iterator[Corrupted]:
    """Every hit with offsets of no indexed passage."""
    moved = [_shifted(hit) for hit in case.answer.hits]
    yield from _searched(case, moved, gold_stays=False)


def doubled(case: Case) -> Iterator[Corrupted]:
    """Every hit twice: nothing is gained by it."""
    if case.answer.hits:
        answer = case.answer.model_copy(update={"hits": tuple(hit for hit in case.answer.hits for _ in range(2))})
        yield Corrupted(answer, frozenset())


def _searched(case: Case, hits: Sequence[Hit], gold_stays: bool = True) -> Iterator[Corrupted]:
    before = [rank for rank, hit in enumerate(case.answer.hits, 1) if _is_gold(case, hit)]
    after = [rank for rank, hit in enumerate(hits, 1) if gold_stays and _is_gold(case, hit)]
    if before != after:
        lowers = _lower(before, after, case.run.top_k)
        yield Corrupted(case.answer.model_copy(update={"hits": tuple(hits)}), lowers, frozenset(_names(case)) - lowers)


def _lower(before: Sequence[int], after: Sequence[int], top_k: int) -> Names:
    """Which measures must fall where the ranks of the relevant hits, best first, went from these to those."""
    worse = all(new >= old for old, new in zip(before, after, strict=False)) and len(after) <= len(before)
    fallen = {
        "reciprocal_rank": 1 / min(after, default=10**9) < 1 / min(before),
        "ndcg@10": worse and [r for r in before if r <= AMONG] != [r for r in after if r <= AMONG],
        **{f"recall@{k}": sum(r <= k for r in after) < sum(r <= k for r in before) for k in (1, 3, top_k)},
    }
    return frozenset(name for name, fell in fallen.items() if fell)


def _names(case: Case) -> Iterator[str]:
    return (name.replace("@k", f"@{case.run.top_k}") for name in RANKING)


def _is_gold(case: Case, hit: Hit) -> bool:
    if not case.sample.answerable or case.sample.category in NOT_SEARCHED:
        return False
    span = (hit.passage.start, hit.passage.end)
    same = [gold for gold in case.sample.evidence if gold.document_id == hit.passage.document_id]
    return any(touches(span, (gold.start, gold.end)) for gold in same)


def _shifted(hit: Hit) -> Hit:
    return replace(hit, passage=replace(hit.passage, start=hit.passage.start + 1, end=hit.passage.end + 1))


OF_HITS = (
    Corruption("search: passages with gold removed", removed, RANKING),
    Corruption("search: passages with gold moved last", moved_last, ORDER),
    Corruption(
        "search: order reversed",
        reversed_order,
        ORDER,
        may_raise="any measure of the search: where gold came late, it comes early now",
    ),
    Corruption("search: offsets of no passage", shifted, RANKING),
    Corruption("search: every passage twice", doubled, ()),
)
