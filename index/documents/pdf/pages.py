"""A page of a PDF → the pieces of lines on it, by the direction that they are written in, and its ruled lines."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from index.documents.pdf.characters import characters
from index.documents.pdf.lines import Line, lines, slanted
from index.documents.pdf.ocr import ocr_is_installed, recognized
from index.documents.pdf.rules import NONE, Rules, rules, turned

_OWN_TEXT = 200
"""Characters; what is written in another direction and is less is a label, a stamp, a watermark."""


@dataclass
class PageText:
    """What is read of a page."""

    name: str
    width: float
    height: float
    """In points, as it is shown."""
    pieces: list[Line] = field(default_factory=list)
    depth: float = 0.0
    """Height of the page when it is turned so that these are upright."""
    ruled: Rules = NONE
    turned: list[list[Line]] = field(default_factory=list)
    """Text in other directions, direction by direction."""
    asides: list[Line] = field(default_factory=list)
    has_picture: bool = False


def page_texts(document: pdfium.PdfDocument) -> Iterator[PageText]:
    """The pages of a document in turn; one that is broken is empty."""
    for number in range(len(document)):
        name = f"page {document.get_page_label(number).strip() or number + 1}"
        try:
            page = document[number]
        except pdfium.PdfiumError:
            yield PageText(name, 0.0, 0.0)
            continue
        try:
            yield _page_text(page, number, name)
        finally:
            page.close()


def _page_text(page: pdfium.PdfPage, number: int, name: str) -> PageText:
    width, height = page.get_size()
    found = characters(page)
    text = PageText(name, width, height)
    if not found.text:
        text.has_picture = next(page.get_objects([pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None
        if text.has_picture and ocr_is_installed():
            text.pieces, text.depth = recognized(page, number), height
        return text
    turns, counts = np.unique(found.turns, return_counts=True)
    by_size = [int(turn) for turn in turns[np.argsort(-counts, kind="stable")]]
    main = next((turn for turn in by_size if turn >= 0), -1)
    for turn in by_size:
        written = found.chosen(found.turns == turn)
        if turn == main and turn >= 0:
            text.ruled = turned(rules(page), turn, width, height)
            text.pieces = lines(written, number, width, height, text.ruled.dots)
            text.depth = width if turn % 2 else height
        elif turn < 0:
            text.asides += slanted(written, number)
        elif len(written.text) >= _OWN_TEXT:
            text.turned.append(lines(written, number, width, height))
        else:
            text.asides += lines(written, number, width, height)
    return text
