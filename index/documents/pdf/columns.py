"""What stands on a page → its zones in reading order: columns one after the other, what spans them between.

A page is parted at the gutter that most lines stand beside, where a gutter is a vertical strip that nothing crosses
but what spans the columns; then each part likewise (after the XY cut of Nagy and Seth, 1984).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray


class Placed(Protocol):
    """Something that stands on a page."""

    left: float
    top: float
    right: float
    bottom: float
    order: int
    text: str


Item = TypeVar("Item", bound=Placed)

_DEPTH = 8
_PROSE_WORDS, _PROSE_LINES = 4, 4


@dataclass(frozen=True)
class _Cut:
    """A gutter: which band of the page each item is in, and its side there (-1 left, 1 right, 0 across)."""

    sides: NDArray[np.int64]
    bands: NDArray[np.int64]
    columns: frozenset[int]
    """Bands that it parts into columns."""
    lines: int
    """How many lines have a neighbour beyond it."""


def zones(items: Sequence[Item], depth: int = 0) -> list[list[Item]]:
    """The zones of a page in reading order, the items of each from the top."""
    ordered = sorted(items, key=lambda item: (item.top, item.left))
    cut = _best_cut(ordered) if depth < _DEPTH else None
    if cut is None:
        return [ordered] if ordered else []
    found: list[list[Item]] = []
    rows = zip(ordered, cut.bands.tolist(), cut.sides.tolist(), strict=True)
    for is_parted, group in groupby(rows, key=lambda row: row[1] if row[1] in cut.columns and row[2] else -1):
        band = list(group)
        if is_parted < 0:
            found += zones([item for item, _, _ in band], depth + 1)
        else:
            sides = [[item for item, _, at in band if at == side] for side in (-1, 1)]
            for part in _with_rest(*sides):
                found += zones(part, depth + 1)
    return found


def _with_rest(left: list[Item], right: list[Item]) -> Sequence[list[Item]]:
    """Two columns, with what the file draws before both of them above the right one, or behind both below the left."""
    first, top = min(item.order for item in left), min(item.top for item in left)
    last, bottom = max(item.order for item in right), max(item.bottom for item in right)
    above = [item for item in right if item.order < first and item.top < top]
    below = [item for item in left if item.order > last and item.bottom > bottom]
    columns = [item for item in left if item not in below], [item for item in right if item not in above]
    drawn_so = all(columns) and max(item.order for item in columns[0]) < min(item.order for item in columns[1])
    return (above, *columns, below) if drawn_so else (left, right)


def _best_cut(items: Sequence[Item]) -> _Cut | None:
    """The gutter beside which most lines stand; None where there is none."""
    if len(items) < 4:
        return None
    edges = np.array([(item.left, item.right, item.top, item.bottom, item.order) for item in items])
    tried = np.unique(np.rint(edges[:, 0] / 2) * 2) - 2
    sides = _sides(edges, tried)
    most = np.minimum((sides == -1).sum(axis=1), (sides == 1).sum(axis=1))
    best: _Cut | None = None
    tested = set[bytes]()
    for which in np.lexsort(((sides == 0).sum(axis=1), -most)).tolist():
        if most[which] < 2 or (best and most[which] <= best.lines):
            break
        if (key := sides[which].tobytes()) not in tested:
            tested.add(key)
            cut = _cut(items, edges, sides[which])
            best = cut if cut.lines > (best.lines if best else 0) else best
    return best


def _sides(edges: NDArray[np.float64], tried: NDArray[np.float64]) -> NDArray[np.int64]:
    """(gutters tried, items): -1 left of it, 1 right, 0 across. An overlong line may stick out a little."""
    beyond = (edges[:, 1] - tried[:, None]) / np.maximum(edges[:, 1] - edges[:, 0], 1)
    return np.where(beyond <= 0.1, -1, np.where(beyond >= 0.95, 1, 0))


def _cut(items: Sequence[Item], edges: NDArray[np.float64], sides: NDArray[np.int64]) -> _Cut:
    bands = np.cumsum(sides == 0)
    parted, lines = [], 0
    for band in np.unique(bands[sides != 0]).tolist():
        left = np.flatnonzero((bands == band) & (sides == -1))
        right = np.flatnonzero((bands == band) & (sides == 1))
        if len(left) >= 2 and len(right) >= 2 and _are_columns(items, edges, left, right):
            parted.append(band)
            lines += min(len(left), len(right))
    return _Cut(sides, bands, frozenset(parted), lines)


def _are_columns(
    items: Sequence[Item], edges: NDArray[np.float64], left: NDArray[np.int64], right: NDArray[np.int64]
) -> bool:
    """Whether two sides are read one after the other, and not row by row as a table is.

    The file tells: it draws a column to its end, but a table by its rows. Where it draws all by rows, prose that fills
    both sides is columns.
    """
    beside = min(_beside(edges, left, right), _beside(edges, right, left))
    if not beside:
        return False
    drawn = np.concatenate(
        [np.stack([edges[left, 4], np.zeros(len(left))], 1), np.stack([edges[right, 4], np.ones(len(right))], 1)]
    )
    switches = int(np.abs(np.diff(drawn[np.argsort(drawn[:, 0], kind="stable"), 1])).sum())
    share = switches / (2 * beside)
    few = switches == 1 or (switches <= 3 and beside >= 6) or share <= 0.2
    sparse = share <= 0.5 and beside < 0.6 * max(len(left), len(right))
    return few or sparse or all(_is_prose([items[i] for i in side.tolist()]) for side in (left, right))


def _beside(edges: NDArray[np.float64], some: NDArray[np.int64], others: NDArray[np.int64]) -> int:
    """How many of some have one of the others beside them."""
    tops, bottoms = np.sort(edges[others, 2]), np.sort(edges[others, 3])
    middles = (edges[some, 2] + edges[some, 3]) / 2
    return int((np.searchsorted(tops, middles) > np.searchsorted(bottoms, middles)).sum())


def _is_prose(side: Sequence[Placed]) -> bool:
    """Lines of several words that mostly reach the same right end."""
    if len(side) < _PROSE_LINES:
        return False
    widths = np.array([item.right - item.left for item in side])
    words = np.median([item.text.count(" ") + 1 for item in side])
    return bool(words >= _PROSE_WORDS and np.mean(widths > 0.8 * widths.max()) >= 0.5)
