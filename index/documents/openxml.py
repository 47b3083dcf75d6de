"""Office Open XML (.docx, .xlsx, .pptx): its parts, the relationships between them, and its properties."""

from posixpath import dirname, join, normpath
from typing import Any
from zipfile import ZipFile

from index.documents.front import stated
from index.documents.zipped import parse


def related(archive: ZipFile, source: str, kind: str) -> str:
    """The name of the part to which a part points with a relationship of this kind ("styles"), or ""; source "" is
    the file itself."""
    folder, name = dirname(source), source.rpartition("/")[2]
    root = parse(archive, join(folder, "_rels", f"{name}.rels"))
    for relationship in root if root is not None else ():
        if relationship.get("Type", "").endswith(f"/{kind}") and relationship.get("TargetMode") != "External":
            return normpath(join("/", folder, relationship.get("Target", ""))).lstrip("/")
    return ""


def properties(archive: ZipFile) -> dict[str, str]:
    """What the file states of itself: title, author, date."""
    root = parse(archive, related(archive, "", "core-properties"))
    values = {local(element): element.text for element in root} if root is not None else {}
    return stated(values.get("title"), values.get("creator"), values.get("created"))


def local(element: Any) -> str:
    """An element's name without its namespace; "" of what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
