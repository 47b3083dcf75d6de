"""Sheets of OpenDocument (.ods) → a page a sheet, with tables."""

from collections.abc import Iterator
from zipfile import ZipFile

from index.documents.document import Content
from index.documents.draft import Draft
from index.documents.office.front import write_front
from index.documents.office.opendocument import MOST_REPEATED, STYLE, TABLE, body, cells, properties
from index.documents.office.sheets import Rows, Sheet, write_sheets
from index.documents.zipped import opened


def load(data: bytes) -> Content:
    """A file's sheets, those that are hidden left out. Its cells hold what people see."""
    with opened(data) as archive:
        metadata, sheets = properties(archive), list(_sheets(archive))
    draft = Draft()
    write_front(draft, metadata)
    pages = write_sheets(draft, sheets)
    return draft.content(metadata, pages)


def _sheets(archive: ZipFile) -> Iterator[Sheet]:
    root, spreadsheet = body(archive, "spreadsheet")
    forms = ((e, e.find(f"{STYLE}table-properties")) for e in root.iter(f"{STYLE}style"))
    hidden = {e.get(f"{STYLE}name") for e, form in forms if form is not None and form.get(f"{TABLE}display") == "false"}
    rows = Rows()
    for table in spreadsheet.iterchildren(f"{TABLE}table"):
        if table.get(f"{TABLE}style-name") not in hidden:
            for row in table.iter(f"{TABLE}table-row"):
                times = int(row.get(f"{TABLE}number-rows-repeated", "1"))
                rows.add(cells(row), min(times, MOST_REPEATED))
            yield table.get(f"{TABLE}name", ""), rows.taken()
