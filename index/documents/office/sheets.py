"""Sheets of cells → a page each, with headings, tables and the words around them."""

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from index.documents.document import Page, Unreadable
from index.documents.draft import Draft
from index.documents.office.flow import Piece, write_flow
from index.documents.rows import MOST_HEADS, Row, SheetRow, count_heads, is_number

Sheet = tuple[str, Sequence[Row]]
"""Its name, and its rows from the first on."""

MOST_CELLS = 2_000_000  # that hold something
MOST_PLACES = 20_000_000  # empty ones included
DEFAULT_NAMES = ("Sheet1", "Sheet")
LONGEST_CAPTION = 120  # characters


class Rows:
    """The rows of a file's sheets as they are read. Unreadable where they become too many."""

    def __init__(self) -> None:
        self._cells = self._places = self._number = 0
        self._found: list[Row] = []

    def add(self, row: Row, times: int = 1) -> None:
        """A further row. Of many empty ones in a row one is kept: a file can claim millions."""
        is_filled = any(row)
        self._places += (len(row) + 1) * times
        self._cells += sum(map(bool, row)) * times
        if self._cells > MOST_CELLS or self._places > MOST_PLACES:
            raise Unreadable(f"has more than the {MOST_CELLS:,} cells that are read. Save it in parts, or as .csv.")
        first, self._number = self._number + 1, self._number + times
        if is_filled:
            self._found += (SheetRow.of(row, first + n) for n in range(times))
        elif self._found and any(self._found[-1]):
            self._found.append(())

    def taken(self) -> list[Row]:
        """The rows of the sheet that ends here."""
        found, self._found, self._number = self._found, [], 0
        return found


def write_sheets(draft: Draft, sheets: Sequence[Sheet]) -> list[Page]:
    """Write the sheets that hold something, under their names where those say something. Their pages."""
    filled = [(name, rows) for name, rows in sheets if any(map(any, rows))]
    is_named = len(filled) > 1 or any(name not in DEFAULT_NAMES for name, _ in filled)
    pages = []
    for name, rows in filled:
        start = draft.length
        heading = [Piece("heading", name, 1)] if is_named else []
        write_flow(draft, [*heading, *_pieces(rows)])
        pages.append(Page(start, draft.length, f"sheet {name}"))
    return pages


def _pieces(rows: Sequence[Row]) -> Iterator[Piece]:
    """Tables, parted by empty rows. A row of one cell above a table is its caption; others are paragraphs."""
    title = ""
    for area, heads in _areas(rows):
        lines, table = _parted(area)
        texts = [title, *lines]
        title = ""
        if (table or len(lines) == 1) and len(texts[-1]) <= LONGEST_CAPTION:
            title = texts.pop()
        yield from (Piece("paragraph", text) for text in texts)
        if table:
            yield Piece("table", title, rows=table, heads=max(heads - len(lines), count_heads(table)))
            title = ""
    yield Piece("paragraph", title)


def _areas(rows: Sequence[Row]) -> list[tuple[Sequence[Row], int]]:
    """The rows between empty ones, and how many are heads that stand apart from their table by one that is empty."""
    found: list[tuple[list[Row], int]] = []
    for area in (list(group) for is_filled, group in groupby(rows, key=any) if is_filled):
        if found and _is_head(found[-1][0]) and _is_body(area):
            found[-1] = ([*found[-1][0], *area], len(found[-1][0]))
        else:
            found.append((area, 0))
    return [(_cut(area), heads) for area, heads in found]


def _is_head(area: Sequence[Row]) -> bool:
    """Whether it is a few rows of names, no numbers."""
    is_wide = any(sum(map(bool, row)) > 1 for row in area)
    return is_wide and len(area) <= MOST_HEADS and not any(is_number(cell) for row in area for cell in row)


def _is_body(area: Sequence[Row]) -> bool:
    """Whether it has numbers in each row, and no head of its own."""
    return all(any(map(is_number, row)) for row in area) and not count_heads(area)


def _cut(area: Sequence[Row]) -> list[Row]:
    """The rows without the columns on their left that are empty in all."""
    first = min(next(column for column, cell in enumerate(row) if cell) for row in area)
    return [row.without(first) if isinstance(row, SheetRow) else row[first:] for row in area]


def _parted(area: Sequence[Row]) -> tuple[list[str], Sequence[Row]]:
    """The lines of one cell above a table, and its rows. A single column is one of numbers under its name."""
    above = list(takewhile(lambda row: sum(map(bool, row)) == 1, area))
    if len(above) == len(area) > 1 and count_heads(area) and is_number("".join(area[1])):
        return [], area
    return ["".join(row) for row in above], area[len(above) :]
