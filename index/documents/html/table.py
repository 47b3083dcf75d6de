"""The tables of an HTML page: which hold data, which row names the columns, and which column a cell stands in."""

from itertools import islice
from typing import NamedTuple

from index.documents.html.tree import Element, name_of

MOST_COLUMNS = 1000  # as HTML has it
_LAYOUT = frozenset("h1 h2 h3 h4 h5 h6 pre blockquote".split())
LONG = 1000  # characters; a single row of so many is text set in columns


class _Shape(NamedTuple):
    columns: int = 0
    rows: int = 0
    heads: int = 0


def is_data(table: Element) -> bool:
    """Whether a table has rows and columns of data; what only arranges a page is read as plain blocks."""
    shape = _shape(table)
    few = shape.rows < 2 and not shape.heads
    return shape.columns > 1 and not (few and len("".join(table.itertext())) > LONG)


def is_plainly_data(table: Element) -> bool:
    """Whether a table names its columns or rows, or has several of both."""
    shape = _shape(table)
    return shape.columns > 1 and (shape.heads > 1 or (shape.columns > 2 and shape.rows > 2))


def _shape(table: Element) -> _Shape:
    """How large a table is; of no size where it holds what no table of data does."""
    cells, columns, rows, heads, laid_out = 0, 0, 0, 0, False
    if table.get("role") in ("presentation", "none"):
        return _Shape()
    for element in islice(table.iter(), 1, None):
        name = name_of(element)
        if name == "table":
            return _Shape()
        laid_out = laid_out or name in _LAYOUT
        if name == "tr":
            cells, rows = 0, rows + 1
        elif name in ("td", "th"):
            cells += 1
            columns = max(columns, cells)
            heads += name == "th"
    return _Shape() if laid_out and heads < 2 else _Shape(columns, rows, heads)


def is_head(row: Element, named: bool) -> bool:
    """Whether a row names the columns: it stands in the table's head, or has names alone, or words in bold alone.

    Where the columns are `named` already, only a row of the table's head does.
    """
    cells = [cell for cell in row if name_of(cell) in ("td", "th")]
    parent = row.getparent()
    if len(cells) < 2 or parent is None:
        return False
    if name_of(parent) == "thead":
        return True
    if named or any(cell.get("scope", "").startswith("row") for cell in cells):
        return False
    return all(name_of(cell) == "th" for cell in cells) or all(_is_bold(cell) for cell in cells)


def _is_bold(cell: Element) -> bool:
    inner = list(cell)
    return (
        len(inner) == 1
        and name_of(inner[0]) in ("b", "strong")
        and not f"{cell.text or ''}{inner[0].tail or ''}".strip()
    )


class Grid:
    """Where the cells of a table stand, those that span rows or columns counted."""

    def __init__(self) -> None:
        self._column = 0
        self._spans: dict[int, int] = {}
        """By column, how many rows more a cell from above reaches down."""
        self._next: dict[int, int] = {}
        self._spread = False
        self.spread = False
        """Whether a cell of the row before reaches over several columns."""

    def begin_row(self) -> None:
        """What follows stands in the next row."""
        self._spans = {column: left for column, left in self._next.items() if left > 0}
        self._next = {column: left - 1 for column, left in self._spans.items()}
        self._column = 0
        self.spread, self._spread = self._spread, False

    def place(self, cell: Element) -> tuple[int, int]:
        """The column of the row's next cell, from 0, and how many before it are spanned from above."""
        before = self._column
        while self._column in self._spans:
            self._column += 1
        column = self._column
        width, height = _number(cell.get("colspan"), MOST_COLUMNS), _number(cell.get("rowspan"), 65534)
        self._column += width
        self._spread = self._spread or width > 1
        if height > 1 and column < MOST_COLUMNS:
            self._next.update(dict.fromkeys(range(column, min(self._column, MOST_COLUMNS)), height - 1))
        return column, column - before


def _number(attribute: str | None, most: int) -> int:
    """An attribute's number, from 1; 1 where it has none."""
    digits = (attribute or "").strip()
    return min(max(int(digits), 1), most) if digits.isascii() and digits.isdigit() and len(digits) < 9 else 1
