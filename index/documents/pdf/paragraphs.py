"""Lines below each other → where one paragraph ends and the next begins."""

from dataclasses import dataclass

import numpy as np

from index.documents.pdf.lines import Line
from index.documents.pdf.tables import is_full
from index.documents.pdf.type import Type, ends_sentence, starts_lower

HYPHENS = ("-", "\u00ad", "\u2010")
_INDENT = 0.6
"""Of the type's size."""
_APART = 1.4
"""Of the usual leading: lines that are further apart are of two paragraphs whatever they say."""
_LOOSE = 1.12
_CLOSE = 0.75
"""Lines that are closer are parts of one formula."""


@dataclass(frozen=True)
class Seam:
    """Two lines below each other in a column."""

    above: Line
    line: Line
    below: Line | None
    """The line behind them."""
    is_first: bool
    """`above` is the first of its paragraph."""
    is_item: bool
    """Its paragraph is an item's."""

    @property
    def full(self) -> bool:
        """The next word would not have found room above."""
        return is_full(self.above, self.line, self.line.margins[1])

    @property
    def ended(self) -> bool:
        return ends_sentence(self.above)

    @property
    def indent(self) -> float:
        """How far the second line stands in from the first, of the type's size."""
        return (self.line.left - self.above.left) / self.line.size

    def is_new(self, known: Type) -> bool:
        """Whether a paragraph begins with the second line."""
        step = (self.line.base - self.above.base) / known.leading(self.line)
        if 0 <= step < _CLOSE:
            return False
        if step < 0 or step > _APART or self._is_other():
            return True
        if self.above.text.endswith(HYPHENS) and starts_lower(self.line):
            return False
        loose = step > _LOOSE and not (self.full and not self.ended) and not starts_lower(self.line)
        return loose or self._begins()

    def _is_other(self) -> bool:
        """Whether the lines are in two sizes, or one of them is no prose."""
        other = abs(self.line.size - self.above.size) > 0.08 * self.above.size
        return other or is_parted(self.line) or is_parted(self.above)

    def _begins(self) -> bool:
        """Whether the second line begins a paragraph by how far it stands in, and how the first ends."""
        if self.indent > _INDENT:
            return not self.is_item and self._stands_in()
        if self.indent < -_INDENT:
            return self.is_item or not self.is_first or (self.ended and not self.full)
        below = self.below
        dialogue = self.is_first and below and (self.above.left - below.left) / self.line.size > _INDENT
        return self.ended and (bool(dialogue) or not self.full)

    def _stands_in(self) -> bool:
        """Whether a line that stands in begins a paragraph; it may as well go on below a first line that stands out."""
        if not self.is_first:
            return not starts_lower(self.line) or self.ended
        hangs = self.below is not None and abs(self.below.left - self.line.left) < 0.3 * self.line.size
        return not (self.full and (hangs or not self.ended))


def is_parted(line: Line) -> bool:
    """Whether a line is no prose: it has one wide gap, as a formula has before its number."""
    gaps = line.edges[1:, 0] - line.edges[:-1, 1]
    widest = float(gaps.max(initial=0))
    return widest > 2 * line.size and widest > 3 * float(np.median(gaps))  # the median is slow, and seldom needed


def goes_on(last: Line, line: Line, indents: bool) -> bool:
    """Whether a paragraph that stood at the end of a column goes on with a line at the top of the next.

    `indents` says that first lines stand in, in this document.
    """
    same = abs(last.size - line.size) <= 0.08 * last.size and last.bold == line.bold and last.mono == line.mono
    if not same or last.text.endswith(HYPHENS):
        return same
    full, ended = is_full(last, line, last.margins[1]), ends_sentence(last)
    stands_in = (line.left - line.margins[0]) / line.size > _INDENT
    if starts_lower(line):
        return not ended or (full and not stands_in)
    return full and not stands_in and (not ended or indents)
