"""Workbooks of Excel (.xlsx) → a page a sheet, with tables."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from index.documents.document import Content, Unreadable
from index.documents.draft import Draft
from index.documents.front import write_front
from index.documents.numbers import shown
from index.documents.openxml import properties
from index.documents.sheets import Sheet, write_sheets
from index.documents.zipped import opened

MOST_CELLS = 2_000_000  # that hold something
MOST_PLACES = 20_000_000  # empty ones included
MOST_ROWS = 1_048_576  # of a sheet: Excel's own limit


def load(data: bytes) -> Content:
    """A workbook's sheets, those that are hidden left out."""
    with opened(data) as archive:
        metadata, sheets = properties(archive), list(_Reader().sheets(data))
    draft = Draft()
    write_front(draft, metadata)
    pages = write_sheets(draft, sheets)
    return draft.content(metadata, pages)


class _Reader:
    """Reads sheets, and counts their cells."""

    def __init__(self) -> None:
        self._cells = self._places = 0

    def sheets(self, data: bytes) -> Iterator[Sheet]:
        """The sheets that are not hidden; Unreadable where they are too large."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of features that only Excel has
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                for sheet in book.worksheets:
                    if sheet.sheet_state == "visible":
                        yield sheet.title, self._rows(sheet)
            finally:
                book.close()

    def _rows(self, sheet: Any) -> list[list[str]]:
        sheet.reset_dimensions()  # what a file says of its size is often wrong
        found: list[list[str]] = []
        for number, row in enumerate(sheet.iter_rows(), 1):
            texts = ["" if cell.value is None else shown(cell.value, cell.number_format).strip() for cell in row]
            if any(texts) or (found and found[-1]):  # of many empty rows one is kept: a file can claim millions
                found.append(texts if any(texts) else [])
            self._places += len(row) + 1
            self._cells += sum(map(bool, texts))
            if self._cells > MOST_CELLS or self._places > MOST_PLACES or number > MOST_ROWS:
                raise Unreadable(f"has more than the {MOST_CELLS:,} cells that are read. Save it in parts, or as .csv.")
        return found
