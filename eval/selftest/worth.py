"""What every metric must make of an answer: counted by hand, so that no scorer is asked about itself."""

import math
from collections.abc import Iterable, Sequence

from answer.answer import Answer
from eval.selftest.case import StoredAnswer
from index.passages import Passage

NDCG_DEPTH = 10  # hits that nDCG@10 looks at

Worth = dict[str, float | None]
"""Metric → its worth, of which only the direction counts; None where it is n/a."""


def worth(case: StoredAnswer, answer: Answer) -> Worth:
    """The worth of an answer, stored or corrupted, to the case's question."""
    cited = {(c.document_id, c.start, c.end, c.quote): c for s in answer.statements for c in s.citations}.values()
    golds = [case.golds(citation) for citation in cited]
    shown = {s.model_dump_json(): s for s in answer.statements if s.support != "unsupported"}.values()
    on_gold: Worth = {
        "citation_precision": _share(bool(found) for found in golds),
        "citation_recall": _share(any(gold in found for found in golds) for gold in case.sample.evidence),
    }
    has_gold = case.has_gold and bool(answer.statements)
    return {
        "right": float(case.is_right(answer)) if case.sample.answerable else None,
        "abstention": float(bool(answer.statements) == case.sample.answerable),
        "quote_exactness": _share(case.is_genuine(citation) for citation in cited),
        "attribution": _share(case.is_carried(statement) for statement in shown),
        **(on_gold if has_gold else dict.fromkeys(on_gold)),
        **_of_the_search(case, list(dict.fromkeys(hit.passage for hit in answer.hits))),
    }


def _of_the_search(case: StoredAnswer, found: Sequence[Passage]) -> Worth:
    ranks = [rank for rank, passage in enumerate(found, 1) if case.finds_gold(passage)]
    return {
        "reciprocal_rank": 1 / min(ranks, default=math.inf),
        "ndcg@10": sum(1 / math.log2(rank + 1) for rank in ranks if rank <= NDCG_DEPTH),
        **{f"recall@{k}": float(sum(rank <= k for rank in ranks)) for k in (1, 3, case.run.top_k)},
    }


def _share(holds: Iterable[bool]) -> float | None:
    found = list(holds)
    return sum(found) / len(found) if found else None
