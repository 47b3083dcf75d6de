"""Documents of Word (.docx) → headings, lists with their numbers, tables, quotations, notes.

Read from their XML: what python-docx offers lacks notes, insertions, text boxes and numbers.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any
from zipfile import ZipFile

from index.documents.document import Content, Unreadable
from index.documents.draft import Draft
from index.documents.exchanges import exchanges
from index.documents.office.docx_numbering import BULLET, Numbering, W, value
from index.documents.office.docx_styles import Styles, is_on, numbered, outline
from index.documents.office.flow import DEEPEST_HEADING, LONGEST_BOLD, LONGEST_HEADING, Piece, write_flow
from index.documents.office.front import write_front
from index.documents.office.openxml import local, part, properties, related
from index.documents.rows import Row, count_heads, without_title
from index.documents.zipped import opened

MOST_COLUMNS = 63  # Word's own limit
WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "AlternateContent", "Choice"))
"""What stands around paragraphs, rows and cells, and is nothing itself."""
SKIPPED = frozenset(("del", "moveFrom", "pPr", "rPr", "sdtPr", "Fallback", "rt", "drawing", "pict", "object"))
"""What holds no text of the paragraph: deleted text, formats, older twins, pictures."""
CHARACTERS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_BREAKS = re.compile(r"[ \t]*\n[ \t]*")


def load(data: bytes) -> Content:
    """A document's text, with insertions and without deletions, comments, headers and footers; notes at its end."""
    with opened(data) as archive:
        metadata, pieces = properties(archive), list(_Reader(archive).pieces())
    draft = Draft()
    write_front(draft, metadata)
    write_flow(draft, pieces)
    return exchanges(draft.content(metadata))


class _Reader:
    """Goes through a document in reading order, as its numbers want it."""

    def __init__(self, archive: ZipFile) -> None:
        main = related(archive, "", "officeDocument")
        self._document = part(archive, main)
        if self._document is None or local(self._document) != "document":
            raise Unreadable("is no document of Word. Open it in the program that made it, and save it as .docx.")
        self._notes = [part(archive, related(archive, main, kind)) for kind in ("footnotes", "endnotes")]
        self._styles = Styles(part(archive, related(archive, main, "styles")))
        self._numbering = Numbering(part(archive, related(archive, main, "numbering")))
        styles = (self._styles.of(value(form, "pStyle")) for form in self._document.iter(f"{W}pPr"))
        self._has_headings = sum(style.kind == "heading" for style in styles) > 1  # one may be the title
        self._is_first = True

    def pieces(self) -> Iterator[Piece]:
        """The document's paragraphs, items and tables, then those of its notes."""
        for body in self._document:
            yield from self._inside(body)
        for note in (note for notes in self._notes if notes is not None for note in notes):
            if note.get(f"{W}type", "normal") == "normal":  # others are the lines above the notes
                yield from self._inside(note)

    def _inside(self, element: Any) -> Iterator[Piece]:
        for child in element:
            name = local(child)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "tbl":
                yield from self._table(child)
            elif name == "sdt" and "Table of Contents" in _galleries(child):
                yield from (Piece("furniture", _text(p)) for p in child.iter(f"{W}p"))
            elif name in WRAPPERS:
                yield from self._inside(child)

    def _paragraph(self, paragraph: Any) -> Iterator[Piece]:
        """The paragraph, then the text boxes that hang on it."""
        text, form = _text(paragraph), paragraph.find(f"{W}pPr")
        is_deleted = not text and form is not None and form.find(f"{W}rPr/{W}del") is not None
        if not is_deleted:  # it counts, even if it is empty
            yield from self._pieces(text, paragraph, form)
        for box in _boxes(paragraph):
            yield from self._inside(box)

    def _pieces(self, text: str, paragraph: Any, form: Any) -> Iterator[Piece]:
        style = self._styles.of(value(form, "pStyle"))
        kind, level = outline(form, style.kind, style.level)
        number, depth = numbered(form, style.number, style.depth)
        marker = self._numbering.marker(number, depth) if number else ""
        shown = "" if marker == BULLET else marker
        if kind == "paragraph" and self._is_heading(text, paragraph) and marker != BULLET:
            is_title = self._is_first and value(form, "jc") == "center"
            kind, level = "heading", DEEPEST_HEADING if self._has_headings else 1 if is_title else 2
        self._is_first = self._is_first and not text
        if kind == "heading" and len(text) <= LONGEST_HEADING:
            yield Piece("heading", f"{shown} {text}" if text else "", level)
        elif number and kind in ("heading", "paragraph"):
            yield Piece("item", text, depth + style.deeper, marker or BULLET, number)
        elif kind in ("heading", "paragraph"):
            yield from (Piece("paragraph", words) for words in re.split(r"\n{2,}", text))
        else:
            yield Piece(kind, re.sub(r"\n+", "\n", text))

    def _is_heading(self, text: str, paragraph: Any) -> bool:
        """Whether it is a short bold line: a question, or any where the document has no headings that say so."""
        is_line = 0 < len(text) <= LONGEST_BOLD and "\n" not in text and text[-1] not in ".,;"
        return is_line and (not self._has_headings or text.endswith("?")) and self._is_bold(paragraph)

    def _is_bold(self, paragraph: Any) -> bool:
        """Whether all text of a paragraph, or of a cell's paragraphs, is bold."""
        runs = [run for text, run in _texts(paragraph) if text.strip()]
        return bool(runs) and all(run is not None and self._is_bold_run(run) for run in runs)

    def _is_bold_run(self, run: Any) -> bool:
        form = run.find(f"{W}rPr")
        paragraph = next(run.iterancestors(f"{W}p"), None)
        own = is_on(form, "b")
        of_style = self._styles.of(value(form, "rStyle"), usual=False).is_bold
        of_paragraph = self._styles.of(_style_id(paragraph)).is_bold
        return next((said for said in (own, of_style, of_paragraph) if said is not None), False)

    def _table(self, table: Any) -> Iterator[Piece]:
        """A table; one of a single column is only a frame around what is in it."""
        rows = [(row, list(_within(row, "tc"))) for row in _within(table, "tr") if row.find(f"{W}trPr/{W}del") is None]
        if all(len(cells) <= 1 for _, cells in rows):
            for cell in (cell for _, cells in rows for cell in cells):
                yield from self._inside(cell)
            return
        filled = [(row, cells, texts) for row, cells in rows if any(texts := _row(row, cells))]
        caption, body = without_title([texts for _, _, texts in filled])
        if caption:
            yield Piece("caption", caption)
            del filled[0]
        marked = takewhile(lambda row: row[0].find(f"{W}trPr/{W}tblHeader") is not None, filled[:-1])
        heads = len(list(marked)) or self._heads([cells for _, cells, _ in filled], body)
        yield Piece("table", rows=body, heads=heads)

    def _heads(self, rows: Sequence[Sequence[Any]], texts: Sequence[Row]) -> int:
        """How many rows are heads, if none is marked: the first if it is bold; those that name the columns, but not
        where the names are in bold in the first column."""
        if len(rows) < 2:
            return 0
        if all(self._is_bold(cell) for cell in rows[0] if _text(cell)):
            return max(1, count_heads(texts))
        return 0 if all(self._is_bold(cells[0]) for cells in rows) else count_heads(texts)


def _style_id(paragraph: Any) -> str:
    return value(paragraph.find(f"{W}pPr"), "pStyle") if paragraph is not None else ""


def _galleries(block: Any) -> list[str]:
    """The kinds of building blocks that this is one of: "Table of Contents"."""
    return [gallery.get(f"{W}val", "") for gallery in block.findall(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")]


def _within(element: Any, name: str) -> Iterator[Any]:
    """The rows of a table, or the cells of a row, whatever stands around them."""
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) in WRAPPERS:
            yield from _within(child, name)


def _row(row: Any, cells: Sequence[Any]) -> list[str]:
    """Each column's text; of one that spans several, at the first."""
    texts = [""] * _columns(row.find(f"{W}trPr"), "gridBefore", 0)
    for cell in cells:
        texts += [_text(cell), *[""] * (_columns(cell.find(f"{W}tcPr"), "gridSpan", 1) - 1)]
    return texts


def _columns(form: Any, name: str, usual: int) -> int:
    number = value(form, name)
    return min(int(number), MOST_COLUMNS) if number.isdecimal() else usual


def _boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes of a paragraph; not those within them, nor the older twins that Word adds."""
    for child in paragraph:
        if local(child) == "txbxContent":
            yield child
        elif local(child) not in ("Fallback", "del", "moveFrom", "pPr", "rPr"):
            yield from _boxes(child)


def _text(element: Any) -> str:
    """What a paragraph says, or a cell with all its paragraphs."""
    return _BREAKS.sub("\n", "".join(text for text, _ in _texts(element))).strip()


def _texts(element: Any, run: Any = None) -> Iterator[tuple[str, Any]]:
    """Pieces of text in order, each with the run that it is in."""
    for child in element:
        name = local(child)
        if name == "t":
            yield child.text or "", run
        elif name in CHARACTERS:
            yield CHARACTERS[name], run
        elif name not in SKIPPED and not _is_unseen(child):
            yield from _texts(child, child if name == "r" else run)
            if name == "p":
                yield "\n", None


def _is_unseen(element: Any) -> bool:
    """Whether it is hidden text, or what stands in a form until someone fills it."""
    is_hidden = local(element) == "r" and is_on(element.find(f"{W}rPr"), "vanish")
    return is_hidden or element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
