"""What those that look for one form among lines know of the rest of the text."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property

from index.documents.plaintext.lines import Line
from index.documents.plaintext.marks import Speech
from index.documents.plaintext.shapes import Title
from index.documents.plaintext.tree import Node

DEEPEST = 12  # levels of lists and quotations; what is further down is paragraphs

Found = tuple[list[Node], int]
"""Blocks, and the number of the line behind them."""


@dataclass(frozen=True)
class Setting:
    text: str
    width: int
    """The column at which lines are wrapped; 0 where none is."""
    titles: Mapping[int, Title]
    """The headings, by the start of the line that each begins with."""
    speech: Speech
    begun: AbstractSet[int]
    """The starts of all lines with which a heading, a turn, a message, an exchange or an answer begins."""
    depth: int
    walk: "Callable[[Sequence[Line], Setting], list[Node]]"
    begin: Callable[[Sequence[Line], str, int], list[Node]]

    @cached_property
    def deeper(self) -> "Setting":
        return replace(self, depth=self.depth + 1)

    def inside(self, lines: Sequence[Line]) -> list[Node]:
        """The blocks of what a block holds, one level further down."""
        return self.walk(lines, self.deeper)

    def afresh(self, lines: Sequence[Line]) -> list[Node]:
        """The same for what is a text of its own, with headings and turns of its own."""
        return self.begin(lines, self.text, self.depth + 1)
