"""Texts of OpenDocument (.odt) → headings, lists with their numbers, tables, quotations, notes.

Read from their XML: odfdo would add a tree of its own, and no numbers.
"""

import re
from collections.abc import Iterator
from itertools import count, takewhile
from typing import Any
from zipfile import ZipFile

from index.documents.document import Content
from index.documents.draft import Draft
from index.documents.exchanges import exchanges
from index.documents.office.docx_numbering import BULLET
from index.documents.office.flow import DEEPEST_HEADING, LONGEST_BOLD, LONGEST_HEADING, Piece, write_flow
from index.documents.office.front import write_front
from index.documents.office.odt_styles import Counts, Styles
from index.documents.office.opendocument import TABLE, TEXT, body, cells, properties, said
from index.documents.office.openxml import local
from index.documents.rows import count_heads, without_title
from index.documents.zipped import opened, parse

WRAPPERS = frozenset(("section", "frame", "text-box", "index-body", "bibliography", "numbered-paragraph"))
CONTENTS = re.compile(r"table-of-content|(alphabetical|illustration|table|object|user)-index")


def load(data: bytes) -> Content:
    """A text without what is deleted, comments, headers and footers; notes at its end."""
    with opened(data) as archive:
        metadata, pieces = properties(archive), list(_Reader(archive).pieces())
    draft = Draft()
    write_front(draft, metadata)
    write_flow(draft, pieces)
    return exchanges(draft.content(metadata))


class _Reader:
    """Goes through a text in reading order, as its numbers want it."""

    def __init__(self, archive: ZipFile) -> None:
        content, self._body = body(archive, "text")
        has_styles = "styles.xml" in archive.namelist()
        self._styles = Styles([content, parse(archive.read("styles.xml"))] if has_styles else [content])
        self._counts = Counts(self._styles)
        self._families = count()
        self._has_headings = next(self._body.iter(f"{TEXT}h"), None) is not None

    def pieces(self) -> Iterator[Piece]:
        """The text's paragraphs, items and tables, then those of its notes."""
        yield from self._inside(self._body)
        for note in self._body.iter(f"{TEXT}note-body"):
            yield from self._inside(note)

    def _inside(self, element: Any) -> Iterator[Piece]:
        for child in element:
            name = local(child)
            if name in ("p", "h"):
                yield from self._paragraph(child)
            elif name == "list":
                yield from self._list(child, "", 0)
            elif name == "table":
                yield from self._table(child)
            elif CONTENTS.fullmatch(name):
                yield from (Piece("furniture", said(p)) for p in child.iter(f"{TEXT}p", f"{TEXT}h"))
            elif name in WRAPPERS:
                yield from self._inside(child)

    def _paragraph(self, element: Any, marker: str = "") -> Iterator[Piece]:
        """The paragraph or heading, then the text boxes that hang on it."""
        text, kind = said(element), self._styles.kind(element.get(f"{TEXT}style-name", ""))
        level = int(element.get(f"{TEXT}outline-level", "1" if local(element) == "h" else "0"))
        if local(element) == "h":
            kind = "heading"
        elif kind == "paragraph" and self._is_heading(text, element):
            kind, level = "heading", DEEPEST_HEADING if self._has_headings else 2
        if kind == "heading" and len(text) <= LONGEST_HEADING:
            yield Piece("heading", f"{marker} {text}" if text else "", level)
        elif kind in ("heading", "paragraph"):
            yield from (Piece("paragraph", words) for words in re.split(r"\n{2,}", text))
        else:
            yield Piece(kind, text)
        for box in _boxes(element):
            yield from self._inside(box)

    def _is_heading(self, text: str, element: Any) -> bool:
        """Whether it is a short bold line: a question, or any where the document has no headings that say so."""
        is_line = 0 < len(text) <= LONGEST_BOLD and "\n" not in text and text[-1] not in ".,;"
        return is_line and (not self._has_headings or text.endswith("?")) and self._is_bold(element)

    def _is_bold(self, element: Any) -> bool:
        """Whether all text of a paragraph is bold, by its own style or by those of its spans."""
        if self._styles.is_bold(element.get(f"{TEXT}style-name", "")):
            return True
        spans = list(element.iterchildren(f"{TEXT}span"))
        between = [element.text, *(child.tail for child in element)]
        is_covered = bool(spans) and not any(text and text.strip() for text in between)
        return is_covered and all(self._is_bold(span) for span in spans if said(span))

    def _list(self, element: Any, style: str, depth: int) -> Iterator[Piece]:
        """The items of a list and of those within it; `style` is that of the list around it."""
        style, family = element.get(f"{TEXT}style-name") or style, str(next(self._families))
        goes_on = element.get(f"{TEXT}continue-numbering") == "true" or element.get(f"{TEXT}continue-list")
        if depth == 0 and not goes_on:
            self._counts.begin(style)
        for item in element:
            has_words = any(local(child) in ("p", "h") for child in item)
            is_counted = local(item) == "list-item" and has_words
            marker = self._counts.marker(style, depth, item.get(f"{TEXT}start-value")) if is_counted else ""
            yield from self._item(item, style, depth, (marker or BULLET if is_counted else "", family))

    def _item(self, item: Any, style: str, depth: int, mark: tuple[str, str]) -> Iterator[Piece]:
        marker, family = mark
        for child in item:
            if local(child) == "list":
                yield from self._list(child, style, depth + 1)
            elif local(child) == "h":  # a heading with a number
                yield from self._paragraph(child, marker.removeprefix(BULLET))
            elif local(child) == "p":
                if text := said(child):
                    yield Piece("item", text, depth, marker, family)
                    marker = ""
                for box in _boxes(child):
                    yield from self._inside(box)
            else:
                yield from self._inside([child])

    def _table(self, table: Any) -> Iterator[Piece]:
        """A table; one of a single column is only a frame around what is in it."""
        rows = [(row, cells(row)) for row in table.iter(f"{TABLE}table-row") if _table_of(row) is table]
        if all(len(row.findall(f"{TABLE}table-cell")) <= 1 for row, _ in rows):
            for row, _ in rows:
                for cell in row:
                    yield from self._inside(cell)
            return
        filled = [(row, texts) for row, texts in rows if any(texts)]
        caption, texts = without_title([texts for _, texts in filled])
        if caption:
            yield Piece("caption", caption)
            del filled[0]
        heads = list(takewhile(lambda row: local(row[0].getparent()) == "table-header-rows", filled[:-1]))
        is_bold = len(filled) > 1 and all(self._is_bold(p) for p in filled[0][0].iter(f"{TEXT}p") if said(p))
        yield Piece("table", rows=texts, heads=len(heads) or max(int(is_bold), count_heads(texts)))


def _table_of(row: Any) -> Any:
    """The table that a row is in."""
    return next(row.iterancestors(f"{TABLE}table"), None)


def _boxes(element: Any) -> Iterator[Any]:
    """The text boxes of a paragraph, not those within them."""
    for child in element:
        if local(child) == "text-box":
            yield child
        elif local(child) not in ("note", "annotation"):
            yield from _boxes(child)
