"""A document as a loader puts it together, where the file has no text of its own to point into."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from index.documents.document import Block, Content, Kind, Page


class Draft:
    """Text and blocks, written in reading order.

    Blocks at the top are parted by a blank line, those within others as they are written.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._open: list[int] = []
        self.length = 0
        """Characters written so far."""

    def write(self, text: str) -> None:
        """Add text as it is, to the block that is open."""
        self._parts.append(text)
        self.length += len(text)

    @contextmanager
    def block(self, kind: Kind, level: int = 0) -> Iterator[None]:
        """What is written meanwhile is a block of this kind, less white space at its ends; none where that is all."""
        place, start, parts = len(self._blocks), self.length, len(self._parts)
        self._blocks.append(Block(kind, start, start, self._open[-1] if self._open else -1, level))
        self._open.append(place)
        yield
        self._open.pop()
        written = "".join(self._parts[parts:])
        self._parts[parts:] = [written]
        if written.strip():
            begin = start + len(written) - len(written.lstrip())
            self._blocks[place] = self._blocks[place]._replace(start=begin, end=begin + len(written.strip()))
        else:
            del self._blocks[place:]

    def leaf(self, kind: Kind, text: str, level: int = 0) -> None:
        """A block that is just this text."""
        with self.block(kind, level):
            self.write(text)

    def paste(self, content: Content) -> None:
        """Add another text with its blocks, within the block that is open."""
        offset, first, outer = self.length, len(self._blocks), self._open[-1] if self._open else -1
        for kind, start, end, parent, level in content.blocks:
            place = parent + first if parent >= 0 else outer
            self._blocks.append(Block(kind, start + offset, end + offset, place, level))
        self.write(content.text)

    def gap(self, lines: int = 2) -> None:
        """Part what was written from what follows: by a blank line, or a line's end where `lines` is 1."""
        written = "".join(self._parts[-8:])[-2:]
        ends = len(written) - len(written.rstrip("\n"))
        if self.length and ends < lines:
            self.write("\n" * (lines - ends))

    def content(self, metadata: Mapping[str, str] | None = None, pages: Sequence[Page] = ()) -> Content:
        """What was written."""
        return Content("".join(self._parts), tuple(self._blocks), tuple(pages), dict(metadata or {}))
