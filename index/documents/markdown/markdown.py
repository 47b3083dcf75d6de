"""Markdown → blocks at their exact places."""

from index.documents.document import Block, Content
from index.documents.encoding import decode
from index.documents.markdown.front import front
from index.documents.markdown.nodes import lay_out
from index.documents.markdown.sections import arranged
from index.documents.markdown.tree import tree
from index.documents.plaintext.text import load as load_text

# What has more is data rather than writing, and takes longer than some ten seconds: it is read as plain text.
MOST_LINES = 80_000  # blank ones aside
MOST_MARKS = 1_000_000
_MARKS = "*_`[<|\\"


def load(data: bytes) -> Content:
    """A Markdown text's content."""
    text, encoding = decode(data)
    if text.count("\n") - text.count("\n\n") > MOST_LINES or sum(map(text.count, _MARKS)) > MOST_MARKS:
        return load_text(data)
    end, metadata = front(text)
    blocks = lay_out(text, arranged(text, tree(text, end)))
    if end:
        blocks = (
            Block("front", 0, end),
            *(block._replace(parent=block.parent + (block.parent >= 0)) for block in blocks),
        )
    return Content(text, blocks, (), dict(metadata), encoding)
