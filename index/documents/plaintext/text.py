"""Plain text → blocks: what is plainly a heading, list, table, question… ; else paragraphs."""

from index.documents.document import Content
from index.documents.encoding import decode
from index.documents.plaintext.front import HEADER_KEYS, front_of, header_line
from index.documents.plaintext.furniture import furniture_of
from index.documents.plaintext.lines import lines_of
from index.documents.plaintext.tree import flatten
from index.documents.plaintext.walk import blocks_of

__all__ = ["HEADER_KEYS", "header_line", "load"]


def load(data: bytes) -> Content:
    """A plain text's content."""
    text, encoding = decode(data)
    front, metadata, lines = front_of(lines_of(text), text)
    kept, furniture = furniture_of(lines, text)
    apart = sorted([*front, *furniture], key=lambda node: node.start)
    return Content(text, flatten(blocks_of(kept, text), apart), (), metadata, encoding)
