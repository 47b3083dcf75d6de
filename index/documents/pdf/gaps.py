"""Pieces of lines that only a wide space parts → whole lines again: a gap of columns goes on above or below it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice, pairwise

import numpy as np
from numpy.typing import NDArray

from index.documents.pdf.lines import Line, joined

Row = list[Line]
Edges = tuple[float, float]
"""The left and right end of a strip."""

_NARROW = 1.5
"""Of the type's size: a narrower gap must go on over three rows, a wider one over two."""
_EVEN = 1.5
_SAME_LENGTH = 3.0  # points
_LEVEL = 0.1
"""Of the type's size: baselines of one line are no further apart."""
_NEAREST, _STEP = 0.3, 1.5
"""Of the type's size: how far the next line is at least, and the one behind it."""


def rows(pieces: Sequence[Line]) -> list[Row]:
    """Pieces that stand on one baseline together, from the left; the rows from the top."""
    found: list[Row] = []
    for piece in sorted(pieces, key=lambda p: p.base):
        if found and piece.base - found[-1][0].base <= 0.3 * min(piece.size, found[-1][0].size):
            found[-1].append(piece)
        else:
            found.append([piece])
    return [sorted(row, key=lambda p: p.left) for row in found]


def whole(pieces: Sequence[Line], across: NDArray[np.float64]) -> list[Line]:
    """The pieces of a page, those that the file writes in one go and that no column parts as one.

    `across` are the page's ruled lines: what stands between two of them is the head of a table.
    """
    found: list[Line] = []
    table = rows(pieces)
    words = _Words(table)
    for row in table:
        if is_ruled_off(row, across):
            found += row
            continue
        for run in _runs(row):
            parts = [_is_gap(words, before, piece) for before, piece in pairwise(run)]
            if _is_spread(run) and not all(parts):
                parts = [False] * len(parts)
            ends = [*(place for place, parted in enumerate(parts, start=1) if parted), len(run)]
            found += [joined(run[start:end]) for start, end in pairwise([0, *ends])]
    return found


def is_ruled_off(row: Row, across: NDArray[np.float64]) -> bool:
    """Whether a row stands between two ruled lines of one length, as the head of a table does."""
    if len(row) < 2 or not len(across):
        return False
    base, size = row[0].base, row[0].size
    beside = across[(across[:, 1] < row[0].left + size) & (across[:, 2] > row[-1].right - size)]
    below = beside[(beside[:, 0] > base) & (beside[:, 0] < base + 1.2 * size)]
    above = beside[(beside[:, 0] < base - 0.5 * size) & (beside[:, 0] > base - 3.5 * size)]
    same = np.abs(above[:, None, 1:] - below[None, :, 1:]).max(axis=2) < _SAME_LENGTH
    return bool(same.any())


def _runs(row: Row) -> list[Row]:
    """A row in stretches that the file writes in one go, on one baseline."""
    runs = [row[:1]]
    for before, piece in pairwise(row):
        level = abs(piece.base - before.base) < _LEVEL * min(piece.size, before.size)
        if not (level and piece.order == before.last + 1):
            runs.append([])
        runs[-1].append(piece)
    return runs


def _is_spread(run: Row) -> bool:
    """Whether its gaps are all as wide: a line of prose that is spread over the width of a column."""
    edges = np.concatenate([piece.edges for piece in run])
    gaps = edges[1:, 0] - edges[:-1, 1]
    gaps = gaps[gaps > 0.1 * run[0].size]
    return len(gaps) > 1 and float(gaps.max()) < _EVEN * float(gaps.min())


class _Words:
    """Where the words of a page stand, by row."""

    def __init__(self, table: Sequence[Row]) -> None:
        self._bases = [row[0].base for row in table]
        self._edges = [np.concatenate([piece.edges for piece in row]) for row in table]

    def between(self, top: float, bottom: float) -> NDArray[np.float32]:
        """(n, 2): left and right ends of the words on the lines there."""
        start, end = bisect_left(self._bases, top), bisect_right(self._bases, bottom)
        return np.concatenate([np.zeros((0, 2), np.float32), *self._edges[start:end]])


def _is_gap(words: _Words, before: Line, piece: Line) -> bool:
    """Whether the gap between two pieces goes on above and below: its middle over some lines, or a strip over many."""
    size, middle = max(before.size, piece.size), (before.right + piece.left) / 2
    short = _count(words, before.base, (middle - 0.25 * size, middle + 0.25 * size), size, 2)
    wide = piece.left - before.right > _NARROW * size
    return short > 2 or (short == 2 and wide) or _count(words, before.base, (before.right, piece.left), size, 10) > 4


def _count(words: _Words, base: float, strip: tuple[float, float], size: float, most: int) -> int:
    """Over how many lines a strip goes on, or a part of it as wide as half the type's size."""
    strips, count = [strip], 1
    for side in (-1, 1):
        steps = (base + side * size * (_NEAREST + _STEP * number) for number in range(most + 3))
        windows = (words.between(min(near, far), max(near, far)) for near, far in pairwise(steps))
        for found in islice((window for window in windows if len(window)), most):
            inner, outer = _open(strips, found, 0.49 * size)
            if not inner and (most < 3 or not outer):  # the end of a short line tells little
                break
            strips, count = inner or outer, count + bool(inner)
    return count


def _open(strips: Sequence[Edges], edges: NDArray[np.float32], width: float) -> tuple[list[Edges], list[Edges]]:
    """What is left of strips beside words, as parts of at least such a width: between them, and beyond the outer."""
    ordered = edges[np.argsort(edges[:, 0])]
    reach = np.maximum.accumulate(ordered[:, 1]).tolist()
    starts = ordered[:, 0].tolist()
    inner, outer = list(zip(reach[:-1], starts[1:], strict=True)), [(-np.inf, starts[0]), (reach[-1], np.inf)]
    return _common(strips, inner, width), _common(strips, outer, width)


def _common(strips: Sequence[Edges], gaps: Sequence[Edges], width: float) -> list[Edges]:
    parts = ((max(a, left), min(b, right)) for a, b in strips for left, right in gaps)
    return [(a, b) for a, b in parts if b - a >= width]
