"""Words of a page → the pieces of lines that they make: what stands on one baseline without a wide gap."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from index.documents.document import Span
from index.documents.pdf.characters import Characters
from index.documents.pdf.words import Word, anchored, clean, pieces, rows, upright, with_bullets, words

RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
"""A raised number is written as such a number: "10⁶", "as he said¹²"."""
_RAISABLE = "*∗†‡§¶0123456789,-−+()n"
_POINTER = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹,*∗†‡§¶]+$")


@dataclass(slots=True, eq=False)
class Line:
    """A line of a column, or a piece of one. Places are in points, from the upper left, text upright."""

    text: str
    words: NDArray[np.int32]
    """(n, 6): from and to which character of its text; its box on the page, in tenths of a point."""
    edges: NDArray[np.float32]
    """(n, 2): the left and right end of each word."""
    page: int
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    bold: bool
    mono: bool
    order: int
    """Its first word's place in the order in which the file draws."""
    last: int
    """Its last word's."""
    notes: tuple[Span, ...] = ()
    """Characters that are raised: pointers to notes, as far as there are such."""
    margins: tuple[float, float] = (0.0, 0.0)
    """Left and right end of the lines of its column."""

    @property
    def first_width(self) -> float:
        """Of its first word, in points."""
        return float(self.edges[0, 1] - self.edges[0, 0])

    def part(self, start: int, end: int) -> "Line":
        """Some of its words."""
        a, b = int(self.words[start, 0]), int(self.words[end - 1, 1])
        edges = self.edges[start:end]
        return replace(
            self,
            text=self.text[a:b],
            words=self.words[start:end] - np.array([a, a, 0, 0, 0, 0], np.int32),
            edges=edges,
            left=float(edges[0, 0]),
            right=float(edges[:, 1].max()),
            notes=tuple((c - a, d - a) for c, d in self.notes if a <= c and d <= b),
        )


def lines(
    found: Characters, page: int, width: float, height: float, dots: NDArray[np.float64] | None = None
) -> list[Line]:
    """The pieces of lines, by baseline and from the left. All of it must be written in the same direction.

    `dots` are the boxes of dots that are drawn, as they stand when that is upright: bullets, where words follow them.
    """
    turn = int(found.turns[0]) if len(found.text) else 0
    found_words = anchored(words(found, turn, width, height))
    if dots is not None and len(dots):
        found_words = with_bullets(found_words, dots)
    return [_line(piece, page, turn, (width, height)) for row in rows(found_words) for piece in pieces(row)]


def slanted(found: Characters, page: int) -> list[Line]:
    """What is written across a page, as one line."""
    starts = np.flatnonzero(found.spaced | (np.arange(len(found.text)) == 0))
    written = []
    for order, (a, b) in enumerate(pairwise([*starts.tolist(), len(found.text)])):
        left, top = found.boxes[a:b, :2].min(axis=0).tolist()
        right, bottom = found.boxes[a:b, 2:].max(axis=0).tolist()
        size = float(found.sizes[a])
        written.append(Word(clean(found.text[a:b]), left, top, right, bottom, bottom, size, False, False, True, order))
    return [_line(written, page, 0, (0, 0))]


def _line(written: Sequence[Word], page: int, turn: int, shape: tuple[float, float]) -> Line:
    text, spans, notes = _text(written)
    main = _main(written)
    boxes = np.array([(w.left, w.top, w.right, w.bottom) for w in written])
    (left, top), (right, bottom) = boxes[:, :2].min(axis=0).tolist(), boxes[:, 2:].max(axis=0).tolist()
    shown = upright(boxes, (4 - turn) % 4, *(shape if turn % 2 == 0 else shape[::-1]))
    rows = np.concatenate([np.array(spans), np.rint(shown * 10)], axis=1).astype(np.int32)
    edges = boxes[:, [0, 2]].astype(np.float32)
    bold = sum(len(w.text) for w in written if w.bold) * 2 > len(text)
    mono, orders = all(w.mono for w in written), [w.order for w in written]
    look = (main.base, main.size, bold, mono, min(orders), max(orders), notes)
    return Line(text, rows, edges, page, left, top, right, bottom, *look)


def _text(written: Sequence[Word]) -> tuple[str, list[Span], tuple[Span, ...]]:
    """What words say, where each stands in that, and what in it may point to a note."""
    parts, spans, notes, length = list[str](), list[Span](), list[Span](), 0
    for place, word in enumerate(written):
        if place and word.spaced:
            parts.append(" ")
            length += 1
        is_number = word.raised and not word.text.strip(_RAISABLE) and (place > 0 or word.text != "n")
        text = word.text.translate(RAISED) if is_number else word.text
        if pointer := _POINTER.search(text) if is_number or not text.isascii() else None:
            notes.append((length + pointer.start(), length + pointer.end()))
        parts.append(text)
        spans.append((length, length + len(text)))
        length += len(text)
    return "".join(parts), spans, tuple(notes)


def _main(written: Sequence[Word]) -> Word:
    """A word on the line itself, in the size that most of it has."""
    sizes = Counter[float]()
    for word in written:
        sizes[word.size] += len(word.text) * (1 if word.anchor else 100)
    size = max(sizes, key=lambda s: sizes[s])
    return next(word for word in written if word.size == size)


def joined(parts: Sequence[Line]) -> Line:
    """One line of pieces that stand beside each other, a space between them."""
    if len(parts) == 1:
        return parts[0]
    starts = [0, *accumulate(len(piece.text) + 1 for piece in parts)]
    words = [p.words + np.array([s, s, 0, 0, 0, 0], np.int32) for p, s in zip(parts, starts, strict=False)]
    text = " ".join(p.text for p in parts)
    return replace(
        max(parts, key=lambda p: len(p.text)),
        text=text,
        words=np.concatenate(words),
        edges=np.concatenate([p.edges for p in parts]),
        left=min(p.left for p in parts),
        top=min(p.top for p in parts),
        right=max(p.right for p in parts),
        bottom=max(p.bottom for p in parts),
        bold=sum(len(p.text) for p in parts if p.bold) * 2 > len(text),
        mono=all(p.mono for p in parts),
        order=min(p.order for p in parts),
        last=max(p.last for p in parts),
        notes=tuple((a + s, b + s) for p, s in zip(parts, starts, strict=False) for a, b in p.notes),
    )
