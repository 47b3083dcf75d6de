"""Sheets of cells → a page each, with headings, tables and the words around them."""

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from index.documents.document import Page
from index.documents.draft import Draft
from index.documents.flow import Piece, write_flow
from index.documents.rows import Row, is_number, names_columns

Sheet = tuple[str, Sequence[Row]]
"""Its name, and its rows from the first on."""

DEFAULT_NAME = "Sheet1"
LONGEST_CAPTION = 120  # characters


def write_sheets(draft: Draft, sheets: Sequence[Sheet]) -> list[Page]:
    """Write the sheets that hold something, under their names where those say something. Their pages."""
    filled = [(name, rows) for name, rows in sheets if any(map(any, rows))]
    is_named = len(filled) > 1 or any(name != DEFAULT_NAME for name, _ in filled)
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
    for area in (_cut(list(group)) for is_filled, group in groupby(rows, key=any) if is_filled):
        lines, table = _parted(area)
        texts = [title, *lines]
        title = ""
        if (table or len(lines) == 1) and len(texts[-1]) <= LONGEST_CAPTION:
            title = texts.pop()
        yield from (Piece("paragraph", text) for text in texts)
        if table:
            yield Piece("table", title, rows=table, heads=int(names_columns(table)))
            title = ""
    yield Piece("paragraph", title)


def _cut(area: Sequence[Row]) -> list[Row]:
    """The rows without the columns on their left that are empty in all."""
    first = min(next(column for column, cell in enumerate(row) if cell) for row in area)
    return [row[first:] for row in area]


def _parted(area: Sequence[Row]) -> tuple[list[str], Sequence[Row]]:
    """The lines of one cell above a table, and its rows. A single column is one of numbers under its name."""
    above = list(takewhile(lambda row: sum(map(bool, row)) == 1, area))
    if len(above) == len(area) > 1 and names_columns(area) and is_number("".join(area[1])):
        return [], area
    return ["".join(row) for row in above], area[len(above) :]
