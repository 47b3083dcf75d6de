"""What was read: the quotes that answer, how sure that is, and which parts of the question have no answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from answer.read.quote import Quote, in_reading_order
from index.passages import Hit
from index.search import in_turn


@dataclass(frozen=True)
class Reading:
    """The quotes that answer, in reading order, and how sure the reader is of them (0 to 1)."""

    quotes: tuple[Quote, ...]
    confidence: float
    best: Quote | None = None
    """The one sentence that answers best, by itself."""
    nearest: tuple[Quote, ...] = ()
    """The best sentence of each of the best passages, best first: what to show where it is unsure."""
    hits: tuple[Hit, ...] = ()
    """The passages that were read, in the order of the search and of their best sentences, fused."""
    unanswered: tuple[str, ...] = ()
    """Of a question that asks several things (answer/understand/parts.py), the parts of which the reader is not
    sure, as questions. None where one thing is asked: then the confidence says it."""


def together(parts: Sequence[str], readings: Sequence[Reading], threshold: float) -> Reading:
    """The readings of a question's parts as one.

    Only parts that reach the threshold are quoted, so that one which finds nothing neither spoils nor silences the
    others; the confidence is that of the least sure of those. Where none reaches it, it is the surest one's.
    """
    sure = [bool(r.quotes) and r.confidence >= threshold for r in readings]
    surest = max(readings, key=lambda r: r.confidence)
    shown = [r for r, is_sure in zip(readings, sure, strict=True) if is_sure] or [surest]
    nearest: dict[tuple[str, int], Quote] = {}
    for quote in in_turn([r.nearest for r in readings]):
        nearest.setdefault((quote.document_id, quote.start), quote)
    return Reading(
        quotes=tuple(in_reading_order([quote for r in shown for quote in r.quotes])),
        confidence=min(r.confidence for r in shown),
        best=surest.best,
        nearest=tuple(nearest.values())[: max(len(r.nearest) for r in readings)],
        hits=tuple(dict.fromkeys(in_turn([r.hits for r in readings]))),
        unanswered=tuple(part for part, is_sure in zip(parts, sure, strict=True) if not is_sure),
    )
