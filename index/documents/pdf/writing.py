"""Blocks of a PDF → a document's text, block by block, with the pages and the words that stand on them."""

from collections.abc import Mapping, Sequence
from itertools import groupby

import numpy as np

from index.documents.document import Content, Page
from index.documents.draft import Draft
from index.documents.pdf.blocks import Block, Item, Listing, Text, lines_of, pages_of
from index.documents.pdf.hyphens import Hyphens
from index.documents.pdf.lines import Line
from index.documents.pdf.pen import Pen, Sheet
from index.documents.pdf.tables import Table


class Writing:
    """Writes a document's blocks and keeps account of the page that each character stands on.

    A page begins with its running head and ends with its footnotes and its foot. Where a block runs over the end of a
    page, the end of the one page is written before it and the head of the next behind it, so that no sentence is
    interrupted; on a page that it fills, they stand within it.
    """

    def __init__(self, sheets: Sequence[Sheet], hyphens: Hyphens) -> None:
        self._sheets = sheets
        self._draft = Draft()
        self._pen = Pen(self._draft, sheets, hyphens, self._turn)
        self._page = 0
        self._inside = False
        self._begun: set[int] = set()
        """Pages whose head is written."""
        self._ended: set[int] = set()

    def write(self, blocks: Sequence[Block], front: Mapping[str, str]) -> Content:
        """The document's content."""
        self._draft.leaf("front", "\n".join(f"{key.capitalize()}: {value}" for key, value in front.items()))
        pieces = [piece for block in blocks for piece in _by_page(block)]
        for place, block in enumerate(pieces):
            first, last = pages_of(block)
            self._turn(first)
            self._begin(first)
            if last > first or _introduces(block, pieces[place + 1 : place + 2]):
                self._end(first)
            self._draft.gap()
            self._inside = True
            self._block(block)
            self._inside = False
            self._begin(self._page)
        self._turn(len(self._sheets) - 1)
        self._begin(self._page)
        self._end(self._page)
        return self._draft.content(front, self._pages())

    def _turn(self, page: int) -> None:
        """Begin a page; those before it end."""
        while self._page < page:
            self._begin(self._page)
            self._end(self._page)
            self._page += 1
            self._sheets[self._page].start = self._draft.length

    def _begin(self, page: int) -> None:
        if page not in self._begun:
            self._begun.add(page)
            self._furniture(self._sheets[page].top)

    def _end(self, page: int) -> None:
        if page in self._ended:
            return
        self._ended.add(page)
        sheet = self._sheets[page]
        if self._inside:
            self._furniture([*(line for note in sheet.notes for line in note.lines), *sheet.bottom])
            return
        for note in sheet.notes:
            self._draft.gap()
            self._pen.text(note)
        self._furniture(sheet.bottom)

    def _furniture(self, lines: Sequence[Line]) -> None:
        if lines:
            self._draft.gap(1 if self._inside else 2)
            self._pen.text(Text("furniture", list(lines)))
            if self._inside:
                self._draft.write("\n")

    def _block(self, block: Block) -> None:
        if isinstance(block, Text):
            self._pen.text(block)
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._list(block, 0)

    def _list(self, block: Listing, depth: int) -> None:
        with self._draft.block("list", int(block.numbered)):
            for item in block.items:
                self._turn(next(lines_of(item)).page)
                self._draft.gap(1)
                self._draft.write("  " * depth)
                with self._draft.block("item"):
                    self._item(item, depth)

    def _item(self, item: Item, depth: int) -> None:
        self._pen.marker(item)
        for place, child in enumerate(item.children):
            if isinstance(child, Listing):
                self._list(child, depth + 1)
            else:
                if place:
                    self._turn(child.lines[0].page)
                    self._draft.gap(1)
                    self._draft.write("  " * (depth + 1))
                self._pen.text(child)

    def _table(self, block: Table) -> None:
        columns = 1 + max(max(row) for row in block.rows)
        with self._draft.block("table"):
            for place, row in enumerate(block.rows):
                self._turn(next(iter(row.values()))[0].page)
                self._draft.gap(1)
                with self._draft.block("head" if place < block.heads else "row"):
                    for column in range(columns):
                        self._draft.write(" | " if column else "")
                        if column in row:
                            with self._draft.block("cell", column):
                                self._pen.running(row[column])

    def _pages(self) -> list[Page]:
        ends = [*(sheet.start for sheet in self._sheets[1:]), self._draft.length]
        return [
            Page(
                s.start,
                end,
                s.name,
                s.width,
                s.height,
                tuple(map(tuple, np.concatenate(s.words).tolist())) if s.words else (),
            )
            for s, end in zip(self._sheets, ends, strict=True)
        ]


def _by_page(block: Block) -> list[Block]:
    """A list or table of more than two pages by the page that its items or rows begin on; contents by page."""
    first, last = pages_of(block)
    if isinstance(block, Text):
        if block.kind != "furniture":
            return [block]
        return [Text("furniture", list(group)) for _, group in groupby(block.lines, key=lambda line: line.page)]
    if last - first < 2:
        return [block]
    if isinstance(block, Listing):
        items = groupby(block.items, key=lambda item: next(lines_of(item)).page)
        return [Listing(block.numbered, list(group)) for _, group in items]
    rows = groupby(block.rows, key=lambda row: next(iter(row.values()))[0].page)
    parts = [list(group) for _, group in rows]
    return [
        Table(
            block.page, block.left, block.top, block.right, block.bottom, block.order, part, block.heads * (not place)
        )
        for place, part in enumerate(parts)
    ]


def _introduces(block: Block, following: Sequence[Block]) -> bool:
    """Whether it introduces a list that runs over the end of its page."""
    if not (following and isinstance(following[0], Listing) and isinstance(block, Text)):
        return False
    first, last = pages_of(following[0])
    return last > first == pages_of(block)[1]
