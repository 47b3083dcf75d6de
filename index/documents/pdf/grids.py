"""Ruled lines that cross → the tables that they draw, whatever stands within them by its cell."""

from collections.abc import Sequence
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

from index.documents.pdf.lines import Line
from index.documents.pdf.rules import Rules
from index.documents.pdf.tables import Cells, Table, is_full, table

NEAR = 3.0
"""Points within which ruled lines meet."""
_MOST_RULES = 600
_LEAST_SHARE = 0.33
_FEW_ROWS = 3
"""Of a grid: where it has more, one of them is not several."""
_MOST_WORDS = 200
"""In a cell; one that holds more is a frame around text."""


def with_grids(lines: Sequence[Line], ruled: Rules) -> list[Line | Table]:
    """The lines of a page, those within the cells of a ruled table as that table."""
    left, found = list(lines), list[Line | Table]()
    for part in _crossing(ruled):
        if part is None:
            continue
        xs, ys = _columns(part), _places(part.across, part.down)
        if len(xs) < 3 or len(ys) < 3:
            continue
        inside = [
            n
            for n in left
            if xs[0] - NEAR < (n.left + n.right) / 2 < xs[-1] + NEAR and ys[0] - NEAR < _middle(n) < ys[-1] + NEAR
        ]
        made = _table(inside, xs, ys, part)
        if made:
            held = set(map(id, inside))
            left = [line for line in left if id(line) not in held]
            found.append(made)
    return [*left, *found]


def _middle(line: Line) -> float:
    return line.base - 0.3 * line.size


def _crossing(ruled: Rules) -> list[Rules | None]:
    """Ruled lines in groups that cross or touch."""
    across, down, _ = ruled
    if not (1 < len(across) <= _MOST_RULES and 1 <= len(down) <= _MOST_RULES):
        return []
    meets = (
        (down[None, :, 0] >= across[:, 1:2] - NEAR)
        & (down[None, :, 0] <= across[:, 2:3] + NEAR)
        & (across[:, 0:1] >= down[None, :, 1] - NEAR)
        & (across[:, 0:1] <= down[None, :, 2] + NEAR)
    )
    groups, todo = list[Rules | None](), set(range(len(across)))
    while todo:
        rows, columns, fresh = set[int](), set[int](), {todo.pop()}
        while fresh:
            rows |= fresh
            columns |= set(np.flatnonzero(meets[list(fresh)].any(axis=0)).tolist())
            fresh = set(np.flatnonzero(meets[:, list(columns)].any(axis=1)).tolist()) - rows if columns else set()
        todo -= rows
        groups.append(
            Rules(across[sorted(rows)], down[sorted(columns)], ruled.dots) if columns and len(rows) > 1 else None
        )
    return groups


def _columns(part: Rules) -> list[float]:
    """Where a grid's columns are parted: where a line goes down for a third of its height."""
    xs = _places(part.down, part.across)
    height = float(np.ptp(part.across[:, 0]))
    drawn = [float(np.diff(part.down[np.abs(part.down[:, 0] - x) <= NEAR, 1:]).sum()) for x in xs]
    inner = [x for x, length in zip(xs[1:-1], drawn[1:-1], strict=True) if length >= _LEAST_SHARE * height]
    return [xs[0], *inner, xs[-1]]


def _places(rules: NDArray[np.float64], ends: NDArray[np.float64]) -> list[float]:
    """Where a grid's lines are, the ends of those that cross them among them."""
    places: list[float] = []
    for place in sorted([*rules[:, 0].tolist(), float(ends[:, 1].min()), float(ends[:, 2].max())]):
        if not places or place - places[-1] > NEAR:
            places.append(place)
    return places


def _table(lines: Sequence[Line], xs: Sequence[float], ys: Sequence[float], part: Rules) -> Table | None:
    cells: dict[tuple[int, int], list[Line]] = {}
    for line in (piece for whole in lines for piece in _split(whole, part.down)):
        cells.setdefault(_cell(line, xs, ys, part), []).append(line)
    too_long = any(sum(line.text.count(" ") + 1 for line in cell) > _MOST_WORDS for cell in cells.values())
    if len({r for r, _ in cells}) < 2 or len({c for _, c in cells}) < 2 or too_long:
        return None
    rows: list[Cells] = []
    for _, group in groupby(sorted(cells), key=lambda key: key[0]):
        keys = list(group)
        row = {c: sorted(cells[r, c], key=lambda n: (n.base, n.left)) for r, c in keys}
        rows += _parted(row, xs, len(ys) - 1 <= _FEW_ROWS)
    return table(rows)


def _cell(line: Line, xs: Sequence[float], ys: Sequence[float], part: Rules) -> tuple[int, int]:
    """Row and column of the cell that a line stands in; of one that spans several, its first."""
    x, y = line.left + 1, _middle(line)
    row = max(sum(place < y for place in ys[:-1]) - 1, 0)
    column = max(sum(place <= x + NEAR for place in xs[:-1]) - 1, 0)
    while row and not _is_drawn(part.across, ys[row], x):
        row -= 1
    while column and not _is_drawn(part.down, xs[column], y):
        column -= 1
    return row, column


def _is_drawn(rules: NDArray[np.float64], place: float, at: float) -> bool:
    return bool(((np.abs(rules[:, 0] - place) <= NEAR) & (rules[:, 1] <= at + NEAR) & (rules[:, 2] >= at - NEAR)).any())


def _split(line: Line, down: NDArray[np.float64]) -> list[Line]:
    """A line in pieces, parted where a ruled line stands between its words."""
    y = _middle(line)
    between = down[
        (down[:, 0] > line.left + 1) & (down[:, 0] < line.right - 1) & (down[:, 1] < y) & (down[:, 2] > y), 0
    ]
    cuts = [
        i
        for i in range(1, len(line.words))
        if any(line.edges[i - 1, 1] - 1 <= x <= line.edges[i, 0] + 1 for x in between)
    ]
    return [line.part(a, b) for a, b in zip([0, *cuts], [*cuts, len(line.words)], strict=True)]


def _parted(row: Cells, xs: Sequence[float], few: bool) -> list[Cells]:
    """A row as it is, or as the several that stand in it with no line between them: those of its first column.

    `few` says that the grid has hardly any lines across.
    """
    first = row.get(0, [])
    others = {round(line.base) for column, cell in row.items() if column for line in cell}
    starts = [line.base for line in first]
    several = len(first) > 1 and (few or len(first) > _FEW_ROWS)
    beside = all(any(abs(base - other) <= 1 for other in others) for base in starts)
    if not several or not beside or any(is_full(a, b, xs[1] - NEAR) for a, b in pairwise(first)):
        return [row]
    found: list[Cells] = [{} for _ in starts]
    for column, cell in row.items():
        for line in cell:
            number = max(sum(start <= line.base + 1 for start in starts) - 1, 0)
            found[number].setdefault(column, []).append(line)
    return [cells for cells in found if cells]  # two pieces on one line of the first column are one row
