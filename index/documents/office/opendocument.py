"""OpenDocument (.odt, .ods): its text, styles and properties."""

import re
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from index.documents.document import Unreadable
from index.documents.office.front import stated
from index.documents.office.openxml import local
from index.documents.zipped import parse

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"

SKIPPED = frozenset(("note", "annotation", "tracked-changes", "ruby-text", "frame", "custom-shape", "sequence-decls"))
"""What stands within a paragraph and is not its text: notes, comments, deleted text, pictures and boxes."""
CHARACTERS = {"tab": " ", "line-break": "\n"}
MOST_COLUMNS = 16_384  # of a sheet: LibreOffice's own limit
MOST_REPEATED = 100  # times that a cell with words is written once and stands for
MOST_SPACES = 1000  # that one element may stand for
_SPACES = re.compile(r"[ \t\r\n]+")


def body(archive: ZipFile, kind: str) -> tuple[Any, Any]:
    """The root element of the content, and in it the body of this kind ("text", "spreadsheet")."""
    names = archive.namelist()
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Unreadable("is encrypted. Save a copy without a password.")
    root = parse(archive.read("content.xml"))
    found = root.find(f"{OFFICE}body/{OFFICE}{kind}")
    if found is None:
        raise Unreadable(f"is no OpenDocument {kind}. Open it in the program that made it, and save it again.")
    return root, found


def properties(archive: ZipFile) -> dict[str, str]:
    """What the file states of itself: title, author, date."""
    if "meta.xml" not in archive.namelist():
        return {}
    values = {local(element): element.text for element in parse(archive.read("meta.xml")).iter()}
    return stated(
        values.get("title"), values.get("initial-creator") or values.get("creator"), values.get("creation-date")
    )


def said(element: Any) -> str:
    """What a paragraph or heading says."""
    return re.sub(r" *\n *", "\n", "".join(_texts(element))).strip()


def _texts(element: Any) -> Iterator[str]:
    yield _SPACES.sub(" ", element.text or "")
    for child in element:
        name = local(child)
        if name == "s":
            yield " " * min(int(child.get(f"{TEXT}c", "1")), MOST_SPACES)
        elif name in CHARACTERS:
            yield CHARACTERS[name]
        elif name and name not in SKIPPED:
            yield from _texts(child)
        yield _SPACES.sub(" ", child.tail or "")


def cells(row: Any) -> list[str]:
    """The texts of a row's cells, by column; of one that spans several, at the first."""
    found: list[str] = []
    empty = 0
    for cell in row:
        if local(cell) in ("table-cell", "covered-table-cell"):
            text = " ".join(said(p) for p in cell.iter(f"{TEXT}p", f"{TEXT}h") if _is_shown(p)).strip()
            times = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
            if text:
                found += [""] * min(empty, MOST_COLUMNS) + [text] * min(times, MOST_REPEATED)
            empty = 0 if text else empty + times
    return found


def _is_shown(paragraph: Any) -> bool:
    """Whether it is none of a comment or note."""
    return next(paragraph.iterancestors(f"{OFFICE}annotation", f"{TEXT}note"), None) is None
