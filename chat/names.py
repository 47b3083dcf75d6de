"""A name for a file where others may have it already."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path


def numbered(path: Path) -> Iterator[Path]:
    """The path, then the same with a number: "a.txt", "a (2).txt", "a (3).txt"…"""
    yield path
    yield from (path.with_stem(f"{path.stem} ({number})") for number in count(2))


def free(path: Path) -> Path:
    """The first of these where no file is yet."""
    return next(other for other in numbered(path) if not other.exists())
