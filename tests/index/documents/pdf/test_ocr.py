"""Pictures of pages are read where character recognition is installed: lines, paragraphs and the places of words."""

from io import BytesIO

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth

from index.documents.document import Content, faults
from index.documents.pdf.ocr import ocr_is_installed
from pdf_sheets import BOLD, FONT, Sheets, texts

pytestmark = [
    pytest.mark.skipif(not ocr_is_installed(), reason="rapidocr is not installed"),
    pytest.mark.timeout(600),
]

LINES = ["The bees of Honeyton were counted in the spring of last year, and there", "were forty thousand of them."]


@pytest.fixture(scope="module")
def scanned() -> Content:
    """What is read of a picture of a page."""
    page = Sheets()
    page.lines(60, 80, ["Of Bees"], font=BOLD, size=24)
    page.lines(60, 130, LINES, size=12, leading=15)
    page.lines(60, 190, ["Then they flew away."], size=12)
    picture, scan = BytesIO(), Sheets()
    document = pypdfium2.PdfDocument(page.pdf())
    document[0].render(scale=150 / 72).to_pil().save(picture, "PNG")
    document.close()
    scan.canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    return scan.read()


def test_its_lines_are_put_together_to_a_heading_and_paragraphs(scanned: Content) -> None:
    assert texts(scanned, "heading") == ["Of Bees"]
    assert texts(scanned, "paragraph") == [" ".join(LINES), "Then they flew away."]
    assert faults(scanned.text, scanned.blocks) == []


def test_its_words_stand_where_they_are_seen(scanned: Content) -> None:
    start = scanned.text.index("Honeyton")
    ((left, top, right, bottom),) = [box for a, b, *box in scanned.pages[0].words if a == start]

    starts, width = (10 * stringWidth(words, FONT, 12) for words in ("The bees of ", "Honeyton"))
    assert left == pytest.approx(600 + starts, abs=40)  # tenths of a point
    assert right - left == pytest.approx(width, abs=60)
    assert 1150 < top < 1300 < bottom < 1350
