"""PDF → its text in reading order: columns, headings, paragraphs, lists, tables, notes, page by page."""

import re
from collections.abc import Sequence
from threading import Lock

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from index.documents.document import Content, Unreadable
from index.documents.exchanges import exchanges
from index.documents.pdf.flow import Flow
from index.documents.pdf.furniture import furniture
from index.documents.pdf.gaps import Row
from index.documents.pdf.hyphens import Hyphens
from index.documents.pdf.layout import Element, in_order
from index.documents.pdf.lines import Line, joined
from index.documents.pdf.notes import first_mark, notes_of, pointing, without_notes
from index.documents.pdf.pages import PageText, page_texts
from index.documents.pdf.pen import Sheet
from index.documents.pdf.rules import NONE
from index.documents.pdf.tables import Table
from index.documents.pdf.type import Type, type_of
from index.documents.pdf.writing import Writing

PDFIUM = Lock()
"""pdfium does one thing at a time: whoever calls it holds this."""

_RUBBISH = re.compile(r"untitled|anonymous|unspecified|.*\.\w{2,4}|microsoft \w+( - .*)?|\W*", re.IGNORECASE)
_DATE = re.compile(r"(?:D:)?(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")


def load(data: bytes) -> Content:
    """A PDF's text with its pages. Unreadable where it is encrypted, broken, or only holds pictures of pages."""
    with PDFIUM:
        document = _opened(data)
        try:
            pages, front = list(page_texts(document)), _stated(document)
        finally:
            document.close()
    if not any(page.pieces or page.asides for page in pages):
        if any(page.has_picture for page in pages):
            raise Unreadable(
                "holds pictures of pages and no text. Make its text readable with OCR first (make install WITH=ocr)."
            )
        return Content("", ())
    return _content(pages, front)


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        if pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD:
            raise Unreadable("is encrypted. Save a copy without a password.") from None
        raise _broken(str(error)) from None
    if not count:
        document.close()
        raise _broken("it has no pages")
    return document


def _broken(why: str) -> Unreadable:
    return Unreadable(f"is no PDF that can be read ({why.rstrip('.')}). Open it in a viewer and save it again.")


def _stated(document: pdfium.PdfDocument) -> dict[str, str]:
    """What the file states of itself: title, author, date (of its making, YYYY-MM-DD), those that say something."""
    said = {key: " ".join(document.get_metadata_value(key).split()) for key in ("Title", "Author", "CreationDate")}
    date = _DATE.match(said["CreationDate"])
    values = {
        "title": "" if _RUBBISH.fullmatch(said["Title"]) else said["Title"],
        "author": "" if _RUBBISH.fullmatch(said["Author"]) else said["Author"],
        "date": "-".join(date.groups()) if date else "",
    }
    return {key: value for key, value in values.items() if value}


def _content(pages: Sequence[PageText], front: dict[str, str]) -> Content:
    edges = furniture([page.pieces for page in pages], [page.depth for page in pages])
    sheets, zones = list[Sheet](), list[list[list[Element]]]()
    for page, edge in zip(pages, edges, strict=True):
        gone = {id(piece) for row in (*edge.top, *edge.bottom) for piece in row}
        found = in_order([piece for piece in page.pieces if id(piece) not in gone], page.ruled)
        zones.append([*found, *(zone for pieces in page.turned for zone in in_order(pieces, NONE))])
        sheets.append(Sheet(page.name, page.width, page.height, _joined(edge.top), _joined(edge.bottom) + page.asides))
    known = type_of([item for item in zone if isinstance(item, Line)] for page_zones in zones for zone in page_zones)
    flow = Flow(
        [zone for sheet, found in zip(sheets, zones, strict=True) for zone in _body(sheet, found, known)], known
    )
    blocks = flow.blocks()
    hyphens = Hyphens([line for found in zones for zone in found for line in zone if isinstance(line, Line)])
    return exchanges(Writing(sheets, hyphens).write(blocks, front))


def _joined(rows: Sequence[Row]) -> list[Line]:
    return [joined(row) for row in rows]


def _body(sheet: Sheet, zones: Sequence[Sequence[Element]], known: Type) -> list[list[Element]]:
    """A page's zones less its footnotes, which are the sheet's; what is raised in them is what points to notes."""
    kept, notes = without_notes(zones, known)
    marks = {mark for line in notes if (mark := first_mark(line))}
    sheet.notes = notes_of([pointing(line, marks) for line in notes], known)
    return [[item if isinstance(item, Table) else pointing(item, marks) for item in zone] for zone in kept]
