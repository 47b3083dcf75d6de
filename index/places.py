"""Where in a document something stands, as people say it: "page 12", "§ 4 Termination", "Ben", "row 14"."""

from bisect import bisect_right

from index.documents.document import Document
from index.units import said

LONGEST = 60  # characters of a heading
DEEPEST = 2  # headings that are named: the innermost


def place_of(document: Document, offset: int) -> str:
    """Where a character of the document stands; the number of its paragraph where there is nothing better."""
    page = document.page_at(offset)
    parts = [page.name if page else "", _headings(document, offset), *_within(document, offset)]
    return ", ".join(part for part in parts if part) or _paragraph(document, offset)


def _headings(document: Document, offset: int) -> str:
    """The innermost headings that it stands under, less the document's title."""
    names = [said(document, place).text for place in document.headings_over(offset)]
    named = [name for name in names if name.casefold() != document.title.casefold()]
    return " › ".join(_shortened(name) for name in named[-DEEPEST:])


def _within(document: Document, offset: int) -> list[str]:
    """The speaker, the sender and the date, the number of the row: what the blocks around it are called by."""
    parts, place = [], -1
    while (inner := _child_at(document, place, offset)) is not None:
        place = inner
        block = document.blocks[place]
        labels = {document.blocks[child].kind: child for child in document.children.get(place, [])}
        parts += [said(document, labels[kind]).text for kind in ("speaker", "sender", "date") if kind in labels]
        parts += ["front matter"] if block.kind == "front" else []
        parts += [f"row {block.level}"] if block.kind == "row" and block.level else []
    return parts


def _child_at(document: Document, parent: int, offset: int) -> int | None:
    """The block directly within another that holds a character."""
    children = document.children.get(parent, [])
    number = bisect_right(children, offset, key=lambda child: document.blocks[child].start) - 1
    return children[number] if number >= 0 and offset < document.blocks[children[number]].end else None


def _paragraph(document: Document, offset: int) -> str:
    counted = document.counted
    number = bisect_right(counted, offset, key=lambda place: document.blocks[place].start)
    return f"paragraph {max(number, 1)} of {max(len(counted), 1)}"


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST else name[:LONGEST].rsplit(" ", 1)[0] + "…"
