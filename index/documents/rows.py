"""Rows of texts → a table's blocks; and whether its first row names the columns."""

import re
from collections.abc import Sequence

from index.documents.draft import Draft

Row = Sequence[str]
"""A row's cells, from the first column on; empty strings where there is none."""


class SheetRow(tuple[str, ...]):
    """A row that knows its number in its sheet, from 1; so do its parts."""

    number: int

    @classmethod
    def of(cls, cells: Sequence[str], number: int) -> "SheetRow":
        """These cells as the row of that number."""
        row = cls(cells)
        row.number = number
        return row

    def without(self, first: int) -> "SheetRow":
        """The row from its column `first` on."""
        return SheetRow.of(self[first:], self.number)


LONGEST_NAME = 60  # characters of a column's name
MOST_HEADS = 3  # rows, where those above the names group the columns
LOOKED_AT = 100  # rows: what a column holds shows early
_YEAR = re.compile(r"(19|20)\d\d")
_ADDRESS = re.compile(r"@|://")


def write_table(draft: Draft, rows: Sequence[Row], first: int, caption: str = "") -> None:
    """A table of these rows, a line each, the first so many of them heads. Empty rows are left out.

    What stands above the names of the columns, as "2023" over some of them, is the caption of a table without one:
    it is needed to understand any row.
    """
    filled = [cells for row in rows if any(cells := [" ".join(cell.split()) for cell in row])]
    numbers = [row.number if isinstance(row, SheetRow) else 0 for row in rows if any(cell.split() for cell in row)]
    if first > 1 and not caption:
        caption = ", ".join(cell for cells in filled[: first - 1] for cell in cells if cell)
        filled, numbers, first = filled[first - 1 :], numbers[first - 1 :], 1
    with draft.block("table"):
        draft.leaf("caption", " ".join(caption.split()))
        for number, cells in enumerate(filled):
            draft.gap(1)
            with draft.block("head" if number < first else "row", numbers[number]):
                _write_cells(draft, cells)


def _write_cells(draft: Draft, cells: Row) -> None:
    last = max(column for column, cell in enumerate(cells) if cell)
    for column, cell in enumerate(cells[: last + 1]):
        draft.write(" | " if column else "")
        draft.leaf("cell", cell, column)


def without_title(rows: Sequence[Row]) -> tuple[str, Sequence[Row]]:
    """A table's title where its first row is nothing else (one cell, above rows of more), and the other rows."""
    filled = [sum(map(bool, row)) for row in rows[:2]]
    is_title = len(filled) == 2 and filled[0] == 1 < filled[1]
    return ("".join(rows[0]), rows[1:]) if is_title else ("", rows)


def count_heads(rows: Sequence[Row]) -> int:
    """How many of the first rows are heads: one that names the columns, and those above it that group them."""
    widest = max((sum(map(bool, row)) for row in rows[:LOOKED_AT]), default=0)
    for number, row in enumerate(rows[:MOST_HEADS]):
        if _names_columns(rows[number:]):
            return number + 1
        groups = [cell for cell in row if cell]
        if 2 * len(groups) >= widest or any(is_number(cell) and not _YEAR.fullmatch(cell) for cell in groups):
            return 0
    return 0


def _names_columns(rows: Sequence[Row]) -> bool:
    """Whether the first row names the columns: distinct short texts, no data, that do not recur in their columns."""
    if len(rows) < 2:
        return False
    names = [name for name in rows[0] if name]
    widest = max(sum(map(bool, row)) for row in rows[1 : LOOKED_AT + 1])
    if not names or len(set(names)) < len(names) or 2 * len(names) < widest:
        return False
    return all(_is_name(name, _below(rows, column)) for column, name in enumerate(rows[0]) if name)


def _below(rows: Sequence[Row], column: int) -> list[str]:
    return [row[column] for row in rows[1 : LOOKED_AT + 1] if column < len(row)]


def _is_name(text: str, below: Sequence[str]) -> bool:
    if _YEAR.fullmatch(text):  # "2019" names a column, but not one of years
        return not any(_YEAR.fullmatch(other) for other in below)
    return not is_number(text) and len(text) <= LONGEST_NAME and not _ADDRESS.search(text) and text not in below


def is_number(text: str) -> bool:
    """Whether it is a number, amount or date: digits, and no letters."""
    return any(c.isdigit() for c in text) and not any(c.isalpha() for c in text)
