"""Presentations of PowerPoint (.pptx) → a page a slide: its title, texts, lists, tables and notes."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.shapes.group import GroupShape

from index.documents.document import Content, Page
from index.documents.draft import Draft
from index.documents.office.flow import Piece, write_flow
from index.documents.office.front import write_front
from index.documents.office.openxml import properties
from index.documents.rows import count_heads, without_title
from index.documents.zipped import opened

TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE)
LISTED = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY, PP_PLACEHOLDER.VERTICAL_OBJECT)
"""Places for texts whose paragraphs have bullets unless they say otherwise."""
SILENT = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.HEADER, PP_PLACEHOLDER.SLIDE_NUMBER)
LONGEST_TITLE = 100  # characters
LINE = 228_600  # a quarter of an inch, in PowerPoint's units: what is no further apart stands side by side
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def load(data: bytes) -> Content:
    """A presentation's slides, each with its notes behind it."""
    with opened(data) as archive:
        metadata = properties(archive)
        slides = [list(_pieces(slide, number)) for number, slide in enumerate(Presentation(BytesIO(data)).slides, 1)]
    draft = Draft()
    write_front(draft, metadata)
    pages = []
    for number, pieces in enumerate(slides, 1):
        start = draft.length
        write_flow(draft, pieces)
        if draft.length > start:
            pages.append(Page(start, draft.length, f"slide {number}"))
    return draft.content(metadata, pages)


def _pieces(slide: Any, number: int) -> Iterator[Piece]:
    """The slide's title, then what stands on it from top to bottom, then its notes."""
    shapes = [shape for shape in _shapes(slide.shapes) if _kind(shape) not in SILENT]
    titles = [shape for shape in shapes if _kind(shape) in TITLES and _said(shape)] or _first_line(shapes)
    yield from (Piece("heading", _said(title), 1) for title in titles)
    if not titles and number > 1:  # else it would stand under the title of the slide before
        yield Piece("heading", f"Slide {number}", 1)
    for shape in (shape for shape in shapes if shape not in titles):
        if getattr(shape, "has_table", False):
            yield from _table(shape.table)
        elif shape.has_text_frame:
            yield from _texts(shape)
    if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame) is not None:
        yield from (Piece("paragraph", _tidy(paragraph.text)) for paragraph in notes.paragraphs)


def _first_line(shapes: Sequence[Any]) -> list[Any]:
    """The shape on top where it holds a short line, and others more: the title of a slide that has no place for one."""
    filled = [shape for shape in shapes if _said(shape)]
    is_line = len(filled) > 1 and len(_said(filled[0])) <= LONGEST_TITLE and "\n" not in _said(filled[0])
    return filled[:1] if is_line else []


def _said(shape: Any) -> str:
    return _tidy(shape.text_frame.text) if shape.has_text_frame else ""


def _shapes(shapes: Any) -> Iterator[Any]:
    """The shapes from top to bottom and left to right, those of groups one by one."""
    for shape in sorted(shapes, key=_position):
        if isinstance(shape, GroupShape):
            yield from _shapes(shape.shapes)
        else:
            yield shape


def _kind(shape: Any) -> Any:
    """What a shape has its place for; None where it has its own place."""
    return shape.placeholder_format.type if shape.is_placeholder else None


def _position(shape: Any) -> tuple[int, int]:
    return (shape.top or 0) // LINE, shape.left or 0


def _texts(shape: Any) -> Iterator[Piece]:
    """The paragraphs of a shape, those with bullets or numbers as items."""
    usual = (
        "-" if _kind(shape) in LISTED and len([p for p in shape.text_frame.paragraphs if p.text.strip()]) > 1 else ""
    )
    numbers: dict[int, int] = {}
    for paragraph in shape.text_frame.paragraphs:
        text, level = _tidy(paragraph.text), paragraph.level
        marker = _marker(paragraph, usual, numbers) if text else ""
        if marker:
            yield Piece("item", text, level, marker, f"{shape.shape_id} {marker == '-'}")
        else:
            yield Piece("paragraph", text)


def _marker(paragraph: Any, usual: str, numbers: dict[int, int]) -> str:
    """What stands before a paragraph; `numbers` are those that are counted so far, by level."""
    form = paragraph._p.pPr
    for deeper in [level for level in numbers if level > paragraph.level]:
        del numbers[deeper]
    numbering = form.find(f"{A}buAutoNum") if form is not None else None
    if numbering is not None:
        start = int(numbering.get("startAt", "1"))
        numbers[paragraph.level] = numbers.get(paragraph.level, start - 1) + 1
        return f"{numbers[paragraph.level]}."
    numbers.pop(paragraph.level, None)
    if form is not None and form.find(f"{A}buNone") is not None:
        return ""
    has_bullet = form is not None and any(form.find(f"{A}{name}") is not None for name in ("buChar", "buBlip"))
    return "-" if has_bullet else usual


def _table(table: Any) -> Iterator[Piece]:
    texts = [[_tidy(cell.text) for cell in row.cells] for row in table.rows]
    caption, rows = without_title([row for row in texts if any(row)])
    if caption:
        yield Piece("caption", caption)
    yield Piece("table", rows=rows, heads=max(int(table.first_row and len(rows) > 1), count_heads(rows)))


def _tidy(text: str) -> str:
    """The text with its line breaks, which come as vertical tabs, as such."""
    return re.sub(r"\s*[\v\n]\s*", "\n", text).strip()
