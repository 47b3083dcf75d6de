"""A file's name: as the id of its document, and as it may be printed."""

from pathlib import Path
from unicodedata import category

JOINERS = "\u200c\u200d"  # stand in Persian words and in emoji, and change nothing around them


def id_of(path: Path, folder: Path) -> str:
    """The id of the document that this file of the corpus folder holds."""
    return path.relative_to(folder).as_posix()


def printable(text: object) -> str:
    """The text in a line that can be printed anywhere: what steers a terminal, or is no character, is escaped."""
    return "".join(c if c.isprintable() or c in JOINERS or category(c) == "Zs" else _escaped(c) for c in str(text))


def _escaped(character: str) -> str:
    return character.encode("unicode_escape", "backslashreplace").decode()
