"""What the lines of a PDF are put together to: the blocks of its text, before they are written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Union

from index.documents.document import Kind
from index.documents.pdf.lines import Line
from index.documents.pdf.tables import Table


@dataclass(slots=True, eq=False)
class Text:
    """A heading, a paragraph, code or furniture: lines, which may run over the end of a page."""

    kind: Kind
    lines: list[Line]
    level: int = 0
    marker: int = 0
    """Characters of its first line that mark it as an item of a list."""


@dataclass(slots=True, eq=False)
class Item:
    """An item of a list: its own paragraphs, and the lists in it."""

    marker: str
    """As it is written: "- ", "1. "."""
    children: list[Union[Text, "Listing"]]


@dataclass(slots=True, eq=False)
class Listing:
    """A list."""

    numbered: bool
    items: list[Item] = field(default_factory=list)


Block = Text | Listing | Table


def lines_of(block: Block | Item) -> Iterator[Line]:
    """All lines of a block, in order."""
    if isinstance(block, Text):
        yield from block.lines
    elif isinstance(block, Table):
        for row in block.rows:
            for column in sorted(row):
                yield from row[column]
    else:
        for part in block.items if isinstance(block, Listing) else block.children:
            yield from lines_of(part)


def pages_of(block: Block | Item) -> tuple[int, int]:
    """The first and the last page that a block stands on."""
    pages = [line.page for line in lines_of(block)]
    return min(pages), max(pages)
