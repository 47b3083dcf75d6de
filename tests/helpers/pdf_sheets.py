"""PDFs that tests draw, line by line, measured from the page's upper left corner; and what is read of them."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from index.documents.document import Block, Content, Kind
from index.documents.pdf.pdf import load

FONT, BOLD = "Times-Roman", "Times-Bold"
LEADING = 13.0


class Sheets:
    """Pages to draw on."""

    def __init__(self, size: tuple[float, float] = A4, dated: bool = False, **options: Any) -> None:
        self._out = BytesIO()
        self.height = size[1]
        self._dated = dated
        self.canvas = Canvas(self._out, pagesize=size, invariant=True, **options)

    def lines(
        self, x: float, y: float, lines: Sequence[str], *, font: str = FONT, size: float = 11, leading: float = LEADING
    ) -> float:
        """Lines below each other, the first with its baseline at `y`; where the one behind them would be."""
        for line in lines:
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, self.height - y, line)
            y += leading
        return y

    def rule(self, x: float, y: float, x2: float, y2: float) -> None:
        """A ruled line."""
        self.canvas.line(x, self.height - y, x2, self.height - y2)

    def turn(self) -> None:
        """Go on with the next page."""
        self.canvas.showPage()

    def pdf(self) -> bytes:
        """The file."""
        self.canvas.save()
        data = self._out.getvalue()
        return data if self._dated else data.replace(b"/CreationDate", b"/NoDateOfThis")

    def read(self) -> Content:
        """What is read of it."""
        return load(self.pdf())


def texts(content: Content, *kinds: Kind) -> list[str]:
    """The text of each block of these kinds, in order."""
    return [text_of(content, block) for block in content.blocks if block.kind in kinds]


def text_of(content: Content, block: Block) -> str:
    return content.text[block.start : block.end]
