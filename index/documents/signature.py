"""What a file plainly is, whatever its name says: told by its first bytes."""

import io
import zipfile
from contextlib import suppress
from typing import NamedTuple

from index.documents.document import Unreadable


class Signature(NamedTuple):
    """A format that shows."""

    name: str
    suffixes: tuple[str, ...]
    """Those that such a file may have."""


ZIPPED = {
    "word/document.xml": Signature("a Word document", (".docx", ".docm", ".dotx", ".dotm")),
    "xl/workbook.xml": Signature("an Excel workbook", (".xlsx", ".xlsm", ".xltx", ".xltm")),
    "ppt/presentation.xml": Signature("a PowerPoint presentation", (".pptx", ".pptm", ".ppsx", ".potx")),
    "META-INF/container.xml": Signature("an EPUB book", (".epub",)),
    "content.xml": Signature("an OpenDocument file", (".odt", ".ott", ".ods", ".odp")),
}
"""By the member of the archive that only such have."""
_IN_ARCHIVES = tuple(suffix for signature in ZIPPED.values() for suffix in signature.suffixes)
FIRST_BYTES = (
    (b"%PDF-", Signature("a PDF", (".pdf",))),
    (b"PK\3\4", Signature("a ZIP archive", (".zip", *_IN_ARCHIVES))),
    # an encrypted .docx begins so, too: its loader says more
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Signature("an old Office document", (".doc", ".msg", *_IN_ARCHIVES))),
    (b"{\\rtf", Signature("a Rich Text document", (".rtf",))),
    (b"\x89PNG", Signature("a PNG picture", (".png",))),
    (b"\xff\xd8\xff", Signature("a JPEG picture", (".jpg", ".jpeg"))),
    (b"GIF8", Signature("a GIF picture", (".gif",))),
    (b"\x1f\x8b", Signature("a gzip archive", (".gz", ".tgz"))),
    (b"7z\xbc\xaf\x27\x1c", Signature("a 7-Zip archive", (".7z",))),
    (b"Rar!\x1a\x07", Signature("a RAR archive", (".rar",))),
    (b"SQLite format 3\0", Signature("an SQLite database", (".sqlite", ".db"))),
    (b"\x7fELF", Signature("a program", (".so",))),
)


def refuse_wrong_suffix(data: bytes, suffix: str) -> None:
    """Unreadable where the bytes are plainly of another format than the file's suffix says (HTML in a .txt may be)."""
    found = signature(data)
    if found and suffix not in found.suffixes:
        raise Unreadable(f"is {found.name} by its content, not {suffix or 'a text'}. Rename it.")


def signature(data: bytes) -> Signature | None:
    """The format that shows, or None: all texts, and formats that are their loader's to judge."""
    start = data[:1024].lstrip()
    found = next((signature for first, signature in FIRST_BYTES if start.startswith(first)), None)
    return _of_archive(data) or found if found and ".zip" in found.suffixes else found


def _of_archive(data: bytes) -> Signature | None:
    with suppress(Exception):  # a damaged one: its loader says so
        members = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
        return next((signature for member, signature in ZIPPED.items() if member in members), None)
    return None
