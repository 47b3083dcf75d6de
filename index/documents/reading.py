"""A file → a Document: the loader of its format, its title, and what it states of itself."""

import re
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from index.documents.document import SILENT, Block, Content, Document, Unreadable
from index.documents.isolated import AT_ONCE, Harmful, Readers
from index.documents.names import id_of, printable
from index.documents.source import NO_TEXT, Loaded, load_file
from index.errors import CorpusError

LOADERS = {
    ".txt": "plaintext.text",
    ".text": "plaintext.text",
    ".log": "plaintext.text",
    ".rst": "plaintext.text",
    ".md": "markdown.markdown",
    ".markdown": "markdown.markdown",
    ".mdx": "markdown.markdown",
    ".csv": "delimited",
    ".tsv": "delimited",
    ".json": "records",
    ".jsonl": "records",
    ".ndjson": "records",
    ".pdf": "pdf.pdf",
    ".xlsx": "office.xlsx",
    ".docx": "office.docx",
    ".odt": "office.odt",
    ".ods": "office.ods",
    ".pptx": "office.pptx",
    ".html": "html.html",
    ".htm": "html.html",
    ".xhtml": "html.html",
    ".epub": "html.epub",
    ".eml": "mail.mail",
}
"""By suffix, the module of this room whose `load` reads it."""
OUR_OWN = frozenset(("plaintext.text", "markdown.markdown", "delimited", "records"))
"""Loaders that need no process of their own: they read text, in linear time, and no library reads it for them."""

MAX_FILE = 50  # MB
AHEAD = 4  # files that are read before they are asked for
LONGEST_TITLE = 200  # characters

_HALF = re.compile("[\ud800-\udfff]")  # of a surrogate pair: no text, and cannot be stored
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


class NotRead(CorpusError):
    """A file that cannot be read."""

    def __init__(self, path: Path, reason: str, harmful: bool = False) -> None:
        super().__init__(f"{printable(path)} {printable(reason)}")
        self.reason = printable(reason)
        """The rest of a sentence that begins with its name, and what to do."""
        self.harmful = harmful
        """Whether it costs much each time that it is tried."""


def read_document(path: Path, folder: Path, max_file: int = MAX_FILE) -> Document:
    """Read one file of the corpus folder, of at most so many MB; CorpusError says why it cannot be read, what to do."""
    with closing(Readers(1)) as readers:
        read = _read(path, folder, max_file, readers)
    if isinstance(read, CorpusError):
        raise read
    return read


def read_documents(
    paths: Iterable[Path], folder: Path, max_file: int = MAX_FILE
) -> Generator[Document | NotRead, None, None]:
    """Read files as `read_document` does: for each, in their order, its document or why there is none.

    A few are read ahead while the caller is busy with the one before; close the iterator where not all are wanted.
    """
    readers, threads = Readers(), ThreadPoolExecutor(AT_ONCE, "reader")
    ahead: deque[Future[Document | NotRead]] = deque()
    try:
        for path in paths:
            ahead.append(threads.submit(_read, path, folder, max_file, readers))
            if len(ahead) > AHEAD:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()
    finally:
        readers.close()
        threads.shutdown(cancel_futures=True)


def kinds() -> str:
    """The suffixes of the files that are read, for people."""
    return ", ".join(sorted(LOADERS))


def _read(path: Path, folder: Path, max_file: int, readers: Readers) -> Document | NotRead:
    try:
        document_id = id_of(path, folder)
        if _HALF.search(document_id):  # bytes that are no UTF-8: neither hashed nor stored
            raise Unreadable("has a name that is not UTF-8. Rename the file.")
        return _document(document_id, path, _load(path, max_file, readers))
    except Unreadable as reason:
        return NotRead(path, str(reason), isinstance(reason, Harmful))
    except MemoryError:
        return NotRead(path, "needs more memory to read than there is. Split it, or remove it.")


def _load(path: Path, max_file: int, readers: Readers) -> Loaded:
    loader = LOADERS.get(path.suffix.lower())
    if loader is None:
        raise Unreadable(f"is of no kind that is read ({kinds()}).")
    if loader in OUR_OWN:
        return load_file(path, _module(loader), max_file)
    with readers.one() as reader:
        return reader.read(path, _module(loader), max_file)


def _module(loader: str) -> str:
    return f"index.documents.{loader}"


def _document(document_id: str, path: Path, loaded: Loaded) -> Document:
    content = _storable(loaded.content)
    if not content.text.replace("\0", " ").strip():
        raise Unreadable(NO_TEXT)
    return Document(
        id=document_id,
        title=_title(content, path),
        text=content.text,
        source=document_id,
        metadata=dict(content.metadata),
        blocks=content.blocks,
        pages=content.pages,
        encoding=content.encoding,
        file_sha256=loaded.file_sha256,
    )


def _storable(content: Content) -> Content:
    """Without halves of surrogate pairs, which a format may hold that is no Unicode."""
    if not any(_HALF.search(text) for text in (content.text, *content.metadata.values())):
        return content
    metadata = {key: _HALF.sub("\ufffd", value) for key, value in content.metadata.items()}
    return replace(content, text=_HALF.sub("\ufffd", content.text), metadata=metadata)


def _title(content: Content, path: Path) -> str:
    title = _CONTROLS.sub(" ", _best_title(content, path)).strip()
    return title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE].rstrip()}…"


def _best_title(content: Content, path: Path) -> str:
    """What it states; else its first heading of the first level; else publication and number; else its file's name."""
    metadata = content.metadata
    if "title" in metadata:
        return metadata["title"]
    if heading := next((b for b in content.blocks if b.kind == "heading" and b.level == 1), None):
        return _words(content, heading)
    if "publication" in metadata:
        parts = [f"{key} {metadata[key]}" for key in ("volume", "issue", "number") if key in metadata]
        return ", ".join([metadata["publication"], *parts])
    return re.sub(r"[-_]+", " ", path.stem)


def _words(content: Content, block: Block) -> str:
    """A block's text without the marks in it."""
    silent = [b for b in content.blocks if b.kind in SILENT and block.start <= b.start and b.end <= block.end]
    parts, at = [], block.start
    for mark in silent:
        parts.append(content.text[at : mark.start])
        at = max(at, mark.end)
    return " ".join("".join([*parts, content.text[at : block.end]]).split())
