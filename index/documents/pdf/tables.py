"""Rows of pieces whose columns stand below each other → tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.documents.pdf.gaps import Row, is_ruled_off
from index.documents.pdf.lines import Line, joined

Edges = tuple[float, float]
"""The left and right end of a column."""
Cells = dict[int, list[Line]]
"""By column, the lines of the cell."""

BULLET = re.compile(r"[•◦▪‣●○■□▶►❖✓➢⁃∙·*–—-]")
NUMBER = re.compile(r"\(?(\d{1,3}|[A-Za-z]|[ivxlc]{1,6})[.)]|\[\w{1,8}\]|\d{1,2}")
LEADERS = re.compile(r"(?:[.…·_]\s?){4,}\s*[\divxlc.–-]{0,8}$|(?:[.…]\s?){12,}", re.IGNORECASE)
"""What leads from a line of a contents list to its page's number."""
_AMOUNT = re.compile(r"[^\w\s]*\d[\d.,:/ ]*\s?\S{0,3}")
_FAR = 2.6
"""Of the type's size: rows further apart are of two tables."""


@dataclass(slots=True, eq=False)
class Table:
    """A table, its rows from the top. Places as of a line."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    order: int
    rows: list[Cells]
    heads: int = 0
    """How many rows name the columns: 0 or 1."""
    text: str = field(default="")
    margins: tuple[float, float] = (0.0, 0.0)


def table(rows: list[Cells]) -> Table:
    """A table of these rows, whose first is its head where it is bold or wholly of words above numbers."""
    held = [line for row in rows for cell in row.values() for line in cell]
    left, top = min(line.left for line in held), min(line.top for line in held)
    right, bottom = max(line.right for line in held), max(line.bottom for line in held)
    return Table(held[0].page, left, top, right, bottom, min(line.order for line in held), rows, _heads(rows))


def _heads(rows: Sequence[Cells]) -> int:
    if len(rows) < 2:
        return 0
    first, others = rows[0], rows[1:]
    is_bold = all(line.bold for cell in first.values() for line in cell)
    others_bold = all(line.bold for row in others for cell in row.values() for line in cell)
    if is_bold and not others_bold:
        return 1
    amounts = [c for c in range(1 + max(map(max, rows))) if all(_is_amount(row[c]) for row in others if c in row)]
    amounts = [c for c in amounts if sum(c in row for row in others) * 2 > len(others)]
    return int(bool(amounts) and not any(_is_amount(cell) for cell in first.values()))


def _is_amount(cell: Sequence[Line]) -> bool:
    return len(cell) == 1 and _AMOUNT.fullmatch(cell[0].text) is not None


def with_tables(rows: Sequence[Row], across: NDArray[np.float64]) -> Iterator[Line | Table]:
    """The rows of a zone, each a line of its pieces; those that are rows of a table as such.

    `across` are the ruled lines of the page: a row between two of them is a table's head.
    """
    at = 0
    while at < len(rows):
        found = _aligned(rows, at) if _may_be_row(rows[at]) else None
        if found:
            is_head = is_ruled_off(rows[at], across)
            at, made = found
            yield replace(made, heads=1) if is_head else made
        else:
            yield joined(rows[at])
            at += 1


def _aligned(rows: Sequence[Row], start: int) -> tuple[int, Table] | None:
    """The table that begins at a row, and where the rows behind it begin."""
    columns = [(piece.left, piece.right) for piece in rows[start]]
    end, full = start + 1, start + 1
    while end < len(rows) and _goes_on(rows[end - 1], rows[end]):
        wider = _widened(columns, rows[end])
        if wider is None:
            break
        columns, end = wider, end + 1
        full = end if len(rows[end - 1]) > 1 else full
    held = rows[start:full]
    if sum(len(row) > 1 for row in held) < 2 or not _is_table(held, columns):
        return None
    cells = [{_column(columns, piece): [piece] for piece in row} for row in held]
    return full, table(unwrapped(cells, [right for _, right in columns]))


def _may_be_row(row: Row) -> bool:
    return len(row) > 1 and not LEADERS.search(" ".join(piece.text for piece in row))


def _goes_on(above: Row, row: Row) -> bool:
    if LEADERS.search(" ".join(piece.text for piece in row)):
        return False
    return row[0].base - above[0].base < _FAR * max(above[0].size, row[0].size)


def _widened(columns: Sequence[Edges], row: Row) -> list[Edges] | None:
    """The columns with a row more; None where a piece of it would lie in two of them, or two pieces in one."""
    gap, wider, fresh = 0.8 * row[0].size, dict(enumerate(columns)), list[Edges]()
    taken = set[int]()
    for piece in row:
        over = [i for i, (left, right) in enumerate(columns) if piece.left < right + gap and piece.right > left - gap]
        if len(over) > 1 or taken & set(over) or (not over and len(row) == 1):
            return None
        if over:
            left, right = wider[over[0]]
            wider[over[0]] = (min(left, piece.left), max(right, piece.right))
            taken.add(over[0])
        else:
            fresh.append((piece.left, piece.right))
    found = sorted([*wider.values(), *fresh])
    return found if all(a[1] + gap / 2 < b[0] for a, b in pairwise(found)) else None


def _column(columns: Sequence[Edges], piece: Line) -> int:
    return next(i for i, (left, right) in enumerate(columns) if left <= piece.left and piece.right <= right)


def _is_table(rows: Sequence[Row], columns: Sequence[Edges]) -> bool:
    """Not a list with its marks apart, a formula with its number, or prose with wide gaps."""
    first = [row[0].text for row in rows if len(row) > 1]
    last = [row[-1].text for row in rows if len(row) > 1]
    if len(columns) == 2:
        if all(BULLET.fullmatch(t) or NUMBER.fullmatch(t) for t in first) or all(
            re.fullmatch(r"\(.{1,6}\)", t) for t in last
        ):
            return False
        gap = min(b[0] - a[1] for a, b in pairwise(columns)) / rows[0][0].size
        return len(first) > 3 or gap > (1.1 if len(first) > 2 else 1.4)
    return len(columns) > 2


def unwrapped(rows: Sequence[Cells], ends: Sequence[float]) -> list[Cells]:
    """Rows of a table, those that only go on with the one above joined to it.

    Such a row has no first cell, none of its words would have found room above, and its cells begin in the middle of
    something.
    """
    found: list[Cells] = []
    for row in rows:
        if found and 0 not in row and all(c in found[-1] and _wraps(found[-1][c][-1], row[c][0], ends[c]) for c in row):
            for column, cell in row.items():
                found[-1][column] += cell
        else:
            found.append(dict(row))
    return found


def _wraps(line: Line, following: Line, end: float) -> bool:
    within = not line.text.endswith((".", ";")) and not following.text[0].isupper()
    return is_full(line, following, end) and (within or len(line.text) > 30)


def is_full(line: Line, following: Line, end: float) -> bool:
    """Whether the first word of what follows would not have found room on the line."""
    return line.right + 0.2 * line.size + following.first_width > end
