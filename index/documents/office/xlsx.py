"""Workbooks of Excel (.xlsx) → a page a sheet, with tables."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from index.documents.document import Content
from index.documents.draft import Draft
from index.documents.office.front import write_front
from index.documents.office.numbers import shown
from index.documents.office.openxml import properties
from index.documents.office.sheets import Rows, Sheet, write_sheets
from index.documents.zipped import opened

MOST_ROWS = 1_048_576  # of a sheet: Excel's own limit


def load(data: bytes) -> Content:
    """A workbook's sheets, those that are hidden left out."""
    with opened(data) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of features that only Excel has
        metadata, sheets = properties(archive), list(_sheets(data))
    draft = Draft()
    write_front(draft, metadata)
    pages = write_sheets(draft, sheets)
    return draft.content(metadata, pages)


def _sheets(data: bytes) -> Iterator[Sheet]:
    book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    rows = Rows()
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                sheet.reset_dimensions()  # what a file says of its size is often wrong
                for row in islice(sheet.iter_rows(), MOST_ROWS):
                    rows.add([_text(cell) for cell in row])
                yield sheet.title, rows.taken()
    finally:
        book.close()


def _text(cell: Any) -> str:
    return "" if cell.value is None else shown(cell.value, cell.number_format).strip()
