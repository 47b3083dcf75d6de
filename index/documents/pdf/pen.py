"""Lines of a PDF → a document's text: running text, or line by line; and where their words stand on the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.documents.draft import Draft
from index.documents.pdf.blocks import Item, Text
from index.documents.pdf.hyphens import Hyphens
from index.documents.pdf.lines import Line
from index.documents.pdf.tables import is_full
from index.documents.pdf.type import ends_sentence, starts_lower


@dataclass
class Sheet:
    """A page, and what stands on it beside the text."""

    name: str
    width: float
    height: float
    top: list[Line] = field(default_factory=list)
    """Its running head."""
    bottom: list[Line] = field(default_factory=list)
    """Its foot, and what is written across the page."""
    notes: list[Text] = field(default_factory=list)
    start: int = 0
    words: list[NDArray[np.int32]] = field(default_factory=list)


class Pen:
    """Writes lines into a draft. `turn` is called with the page of each before it is written."""

    def __init__(self, draft: Draft, sheets: Sequence[Sheet], hyphens: Hyphens, turn: Callable[[int], None]) -> None:
        self._draft = draft
        self._sheets = sheets
        self._hyphens = hyphens
        self._turn = turn

    def marker(self, item: Item) -> None:
        """What marks an item."""
        first = item.children[0]
        if isinstance(first, Text):
            line = first.lines[0]
            rows = line.words[line.words[:, 0] < first.marker]
            start, written = self._draft.length, item.marker.strip()
            place = [start, start + len(written), *rows[:, 2:4].min(axis=0), *rows[:, 4:].max(axis=0)]
            self._sheets[line.page].words.append(np.array([place], np.int32))
            self._draft.leaf("markup", written)
            self._draft.write(" ")

    def text(self, block: Text) -> None:
        """A block of text, with its markup."""
        with self._draft.block(block.kind, block.level):
            if block.kind in ("code", "furniture"):
                self._rows(block)
            else:
                self.running(block.lines, block.marker, stays=block.kind == "paragraph")

    def _rows(self, block: Text) -> None:
        """Lines that stay lines; those of code stand in as far as they do on the page."""
        left = min(line.left for line in block.lines)
        for above, line in pairwise([block.lines[0], *block.lines]):
            self._turn(line.page)
            if line is not above:
                self._draft.write("\n")
            if block.kind == "code":
                wide = (line.right - line.left) / len(line.text)
                self._draft.write(" " * min(round((line.left - left) / wide), 40) if wide > 0 else "")
            self._line(line, 0, len(line.text))

    def running(self, lines: Sequence[Line], marker: int = 0, stays: bool = False) -> None:
        """Lines as running text: words that are broken at a line's end are made whole.

        `stays` says that a line may end where its writer wanted it to.
        """
        start = marker
        for place, line in enumerate(lines):
            following = lines[place + 1] if place + 1 < len(lines) else None
            gone, glue = self._hyphens.between(line.text, following.text) if following else (0, "")
            self._turn(line.page)
            self._line(line, start, len(line.text) - gone)
            self._draft.write("\n" if stays and following and glue == " " and _stays(line, following) else glue)
            start = 0

    def _line(self, line: Line, start: int, end: int) -> None:
        """Characters of a line, and where its words stand; its pointers to notes are markup."""
        shift = self._draft.length - start
        rows = line.words[(line.words[:, 1] > start) & (line.words[:, 0] < end)]
        rows[:, 0], rows[:, 1] = np.maximum(rows[:, 0], start) + shift, np.minimum(rows[:, 1], end) + shift
        self._sheets[line.page].words.append(rows)
        at = start
        for a, b in line.notes:
            if at <= a < b <= end:
                self._draft.write(line.text[at:a])
                self._draft.leaf("markup", line.text[a:b])
                at = b
        self._draft.write(line.text[at:end])


def _stays(line: Line, following: Line) -> bool:
    """Whether a line ends where its writer wanted it to, as in an address."""
    return not is_full(line, following, line.margins[1] - 2 * line.size) and not (
        starts_lower(following) or ends_sentence(line)
    )
