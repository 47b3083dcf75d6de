"""What the tests of the office formats share: to read a file, to see its outline, to change a part of it."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

from index.documents.document import Content, faults

SHOWN = frozenset(("heading", "paragraph", "furniture", "caption", "head", "row", "question", "code", "front", "term"))

Load = Callable[[bytes], Content]


def sound(load: Load, data: bytes) -> Content:
    """What is in the file; its blocks are sound."""
    content = load(data)
    assert not faults(content.text, content.blocks)
    return content


def outline(content: Content) -> list[tuple[str, str]]:
    """Every block that holds text, and its text; rows whole."""
    return [(b.kind, content.text[b.start : b.end]) for b in content.blocks if b.kind in SHOWN]


def top(content: Content) -> list[str]:
    """The kinds of the blocks that are in no other."""
    return [b.kind for b in content.blocks if b.parent == -1]


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The zip with one member changed, or added: then the change is one of nothing."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(file, "w") as new:
        for member in [*old.namelist(), *({name} - set(old.namelist()))]:
            found = old.read(member) if member in old.namelist() else b""
            new.writestr(member, change(found) if member == name else found)
    return file.getvalue()


def damaged(data: bytes, place: int, piece: bytes) -> bytes:
    """The bytes with a piece of them overwritten."""
    place %= len(data)
    return data[:place] + piece + data[place + len(piece) :]
