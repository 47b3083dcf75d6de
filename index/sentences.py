"""A text → the spans of its sentences and paragraphs, tiling it exactly."""

import re
from itertools import pairwise

from index.stops import sentence_ends

Span = tuple[int, int]
"""Start and end, in characters, end excluded."""

_PARAGRAPH_END = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_BLOCK_LINE = re.compile(r"\n(?=[ \t]*(?:[-*+•]\s|\d{1,3}[.)]\s|#{1,6}\s|\|))|^[ \t]*#{1,6}\s.*\n", re.MULTILINE)
"""Where a list item, a heading or a table row begins, and where a heading ends."""
_MARKER = re.compile(r"(?:[-*+•]|\d{1,3}[.)]|#{1,6})\s+(?=\S)")
"""What makes a line a list item or a heading: no part of what it says."""


def paragraph_spans(text: str) -> list[Span]:
    """Spans of the paragraphs (blank lines part them), each with the white space behind it."""
    cuts = [m.end() for m in _PARAGRAPH_END.finditer(text) if m.end() < len(text)]
    return _between(cuts, len(text))


def sentence_spans(text: str) -> list[Span]:
    """Spans of the sentences, each with the white space behind it; no sentence crosses a paragraph."""
    spans = []
    for start, end in paragraph_spans(text):
        paragraph = text[start:end]
        blocks = _between([m.end() for m in _BLOCK_LINE.finditer(paragraph)], len(paragraph))
        cuts = [a + cut for a, b in blocks for cut in (*sentence_ends(paragraph[a:b]), b - a)]
        spans += [(start + a, start + b) for a, b in _between(_without_blanks(paragraph, cuts), len(paragraph))]
    return spans


def said_spans(text: str) -> list[Span]:
    """Spans of what the sentences say: without the white space around them and the marker of an item or heading."""
    trimmed = (trim(text, span) for span in sentence_spans(text))
    unmarked = ((_MARKER.match(text, a, b), a, b) for a, b in trimmed)
    return [(marker.end() if marker else a, b) for marker, a, b in unmarked if a < b]


def trim(text: str, span: Span) -> Span:
    """The span without the white space around it."""
    start, end = span
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def _without_blanks(text: str, cuts: list[int]) -> list[int]:
    """The cuts in order, without those that would part off mere white space."""
    kept: list[int] = []
    last = len(text.rstrip())
    for cut in cuts:
        if cut < last and text[kept[-1] if kept else 0 : cut].strip():
            kept.append(cut)
    return kept


def _between(cuts: list[int], length: int) -> list[Span]:
    edges = [0, *cuts, length]
    return [(a, b) for a, b in pairwise(edges) if a < b]
