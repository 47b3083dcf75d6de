"""A document → what the panel draws of it: its blocks as a tree of plain data. Text stays text, never markup."""

from collections.abc import Iterator
from typing import Any

from index.documents.document import LEAVES, SILENT, Block, Document

Node = dict[str, Any]
"""`kind` and `level` of a block; a leaf's `parts`: where each begins in the document's text, and its text; what holds
blocks has `children`."""


def shown(document: Document) -> Node:
    """The whole document: `pages` with their names and sizes, and its blocks as `nodes`."""
    pages = [
        {"name": page.name, "start": page.start, "end": page.end, "width": page.width, "height": page.height}
        for page in document.pages
    ]
    return {"pages": pages, "nodes": list(_nodes(document, -1))}


def _nodes(document: Document, parent: int) -> Iterator[Node]:
    for place in document.children.get(parent, []):
        block = document.blocks[place]
        about = {"kind": block.kind, "level": block.level}
        if block.kind not in LEAVES:
            yield about | {"children": list(_nodes(document, place))}
        elif block.kind != "markup" or _is_number(document, block):
            yield about | {"parts": list(_parts(document, place))}


def _is_number(document: Document, markup: Block) -> bool:
    """Whether it says which item of a list this is: "1.", "(a)"; a mere bullet is drawn by the panel."""
    return any(c.isalnum() for c in document.text[markup.start : markup.end])


def _parts(document: Document, place: int) -> Iterator[tuple[int, str]]:
    """A leaf's text, without the markup and furniture in it."""
    block = document.blocks[place]
    at = block.start
    for child in document.children.get(place, []):
        inner = document.blocks[child]
        if inner.kind in SILENT:
            if at < inner.start:
                yield at, document.text[at : inner.start]
            at = inner.end
    if at < block.end:
        yield at, document.text[at : block.end]
