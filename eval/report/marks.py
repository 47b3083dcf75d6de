"""A document's text with its gold and its cited stretches marked, cut down to what stands around them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from index.sentences import Span

KEPT_AROUND_MARKS = 420
"""Characters that are kept on each side of a mark."""
SMALLEST_CUT = 120
"""A gap of fewer characters is not cut out: an ellipsis would save less than it costs."""

SegmentLook = Literal["plain", "gold", "cited", "both", "cut"]
Cited = Sequence[tuple[int, Span]]
"""The numbers of citations, and the span of each. Two spans may share a number."""


@dataclass(frozen=True)
class TextSegment:
    """A stretch of the text that looks the same throughout; a cut stands for what was left out."""

    text: str
    look: SegmentLook
    numbers: tuple[int, ...] = ()
    """The numbers of the citations that end here."""


CUT_SEGMENT = TextSegment("…", "cut")


def segments(text: str, gold: Sequence[Span], cited: Cited, around: int = KEPT_AROUND_MARKS) -> list[TextSegment]:
    """The text in stretches, in order, with a cut wherever something was left out.

    A span is clipped to the text; an empty one is ignored. Without any mark the beginning is kept.
    """
    golden = [span for span, _ in _clipped([(span, 0) for span in gold], len(text))]
    numbered = _clipped([(span, number) for number, span in cited], len(text))
    found: list[TextSegment] = []
    at = 0
    for start, end in _kept(text, [*golden, *(span for span, _ in numbered)], around):
        found += [CUT_SEGMENT] * (start > at)
        found += _looks(text, (start, end), golden, numbered)
        at = end
    return found + [CUT_SEGMENT] * (at < len(text))


def _looks(
    text: str, stretch: Span, golden: Sequence[Span], numbered: Sequence[tuple[Span, int]]
) -> Iterator[TextSegment]:
    """A kept stretch, cut at the edges of every mark."""
    spans = [*golden, *(span for span, _ in numbered)]
    edges = {edge for span in spans for edge in span if stretch[0] < edge < stretch[1]}
    for piece in pairwise(sorted({*stretch, *edges})):
        is_gold = any(_holds(span, piece) for span in golden)
        is_cited = any(_holds(span, piece) for span, _ in numbered)
        look: SegmentLook = "both" if is_gold and is_cited else "gold" if is_gold else "cited" if is_cited else "plain"
        ending = tuple(number for span, number in numbered if span[1] == piece[1])
        yield TextSegment(text[slice(*piece)], look, ending)


def _kept(text: str, marks: Sequence[Span], around: int) -> list[Span]:
    """The stretches around all marks, in order, overlapping and close ones joined."""
    wanted = sorted(_widened(text, span, around) for span in marks or [(0, min(len(text), around))])
    joined: list[Span] = []
    for start, end in [*wanted, (len(text), len(text))]:  # the end of the text is as close as another mark
        is_close = joined and start - joined[-1][1] < SMALLEST_CUT
        first, last = joined.pop() if is_close else (start, end)
        joined.append((first, max(last, end)))
    return [(0 if start < SMALLEST_CUT else start, end) for start, end in joined if start < end]


def _widened(text: str, span: Span, around: int) -> Span:
    """The span with at most so many characters on each side, ending between words."""
    start, end = max(span[0] - around, 0), min(span[1] + around, len(text))
    word_start = re.compile(r"(?<=\s)\S").search(text, start, span[0]) if start else None
    word_ends = [m.end() for m in re.finditer(r"\S(?=\s)", text[span[1] : end])]
    if end < len(text):
        end = span[1] + (word_ends[-1] if word_ends else 0)
    return (word_start.start() if word_start else start if not start else span[0]), end


def _clipped(spans: Sequence[tuple[Span, int]], length: int) -> list[tuple[Span, int]]:
    clipped = [((max(span[0], 0), min(span[1], length)), number) for span, number in spans]
    return [(span, number) for span, number in clipped if span[0] < span[1]]


def _holds(span: Span, piece: Span) -> bool:
    return span[0] <= piece[0] and piece[1] <= span[1]
