"""A file → a Document: the loader of its format, its title, and what it states of itself."""

import re
from importlib import import_module
from pathlib import Path

from index.documents.document import SILENT, Content, Document, Unreadable
from index.documents.files import id_of
from index.documents.nodes import Node, words
from index.errors import CorpusError

LOADERS = {".txt": "text", ".md": "markdown", ".markdown": "markdown", ".mdx": "markdown"}
"""By suffix, the module beside this one whose `load` reads it."""


def read_document(path: Path, folder: Path) -> Document:
    """Read one file of the corpus folder; CorpusError says why it cannot be read, and what to do."""
    try:
        content = _load(path.suffix.lower(), path.read_bytes())
    except Unreadable as reason:
        raise CorpusError(f"{path} {reason}") from None
    except OSError as error:
        raise CorpusError(f"{path} cannot be read: {error.strerror}. Check that it is there and may be read.") from None
    if not content.text.strip():
        raise CorpusError(f"{path} holds no text. Fill it, or remove it.")
    document_id = id_of(path, folder)
    if any("\ud800" <= c <= "\udfff" for c in document_id):  # bytes that are no UTF-8: neither hashed nor stored
        raise CorpusError(f"The name of {str(path)!r} is not UTF-8. Rename the file.")
    metadata = dict(content.metadata)
    title = _title(content, path)
    return Document(document_id, title, content.text, document_id, metadata, content.blocks, content.pages)


def _load(suffix: str, data: bytes) -> Content:
    content: Content = import_module(f"index.documents.{LOADERS[suffix]}").load(data)
    return content


def _title(content: Content, path: Path) -> str:
    """What it states; else its first heading of the first level; else publication and number; else its file's name."""
    metadata = content.metadata
    if "title" in metadata:
        return metadata["title"]
    if heading := next((b for b in content.blocks if b.kind == "heading" and b.level == 1), None):
        marks = [
            (b.kind, b.start, b.end)
            for b in content.blocks
            if b.kind in SILENT and heading.start <= b.start < heading.end
        ]
        return words(content.text, Node("heading", heading.start, heading.end, marks=marks))
    if "publication" in metadata:
        parts = [f"{key} {metadata[key]}" for key in ("volume", "issue", "number") if key in metadata]
        return ", ".join([metadata["publication"], *parts])
    return re.sub(r"[-_]+", " ", path.stem)
