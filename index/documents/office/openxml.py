"""Office Open XML (.docx, .xlsx, .pptx): its parts, the relationships between them, and its properties."""

from posixpath import dirname, join, normpath
from typing import Any
from zipfile import ZipFile

from index.documents.office.front import stated
from index.documents.zipped import parse

STRICT = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
)
"""The name of Word's elements in files that are saved as "Strict Open XML", and the usual one."""


def related(archive: ZipFile, source: str, kind: str) -> str:
    """The name of the part to which a part points with a relationship of this kind ("styles"), or ""; source "" is
    the file itself."""
    folder, name = dirname(source), source.rpartition("/")[2]
    root = part(archive, join(folder, "_rels", f"{name}.rels"))
    for relationship in root if root is not None else ():
        if relationship.get("Type", "").endswith(f"/{kind}") and relationship.get("TargetMode") != "External":
            return normpath(join("/", folder, relationship.get("Target", ""))).lstrip("/")
    return ""


def properties(archive: ZipFile) -> dict[str, str]:
    """What the file states of itself: title, author, date."""
    root = part(archive, related(archive, "", "core-properties"))
    values = {local(element): element.text for element in root} if root is not None else {}
    return stated(values.get("title"), values.get("creator"), values.get("created"))


def part(archive: ZipFile, name: str) -> Any:
    """The root element of a part; None where there is none."""
    return parse(archive.read(name).replace(*STRICT)) if name in archive.namelist() else None


def local(element: Any) -> str:
    """An element's name without its namespace; "" of what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
