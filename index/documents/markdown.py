"""Markdown → blocks at their exact places."""

from index.documents.document import Content
from index.documents.text import load as load_text


def load(data: bytes) -> Content:
    """A Markdown text's content."""
    return load_text(data)
