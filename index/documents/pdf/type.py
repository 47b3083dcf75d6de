"""The type of a document: the size of its body, how far its lines stand apart, and what is set as a heading."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.documents.pdf.lines import Line

SMALL = 0.93
"""Of the body's size: what is smaller is a note, a caption…"""
_LARGE = 1.15
_FEWEST_LETTERS = 3
_FIRST_PAGES = 2
_ALL = 0.85
"""Share of a document in a typewriter face that is no code."""
_LEADING = 1.2
"""Of a type's size: how far lines stand apart where too few tell."""

Style = tuple[float, bool]
"""Size, in half points, and whether it is bold."""


@dataclass(frozen=True)
class Type:
    """What is usual in a document."""

    size: float
    """Of the body, in points."""
    bold: bool
    mono: bool
    leadings: dict[float, float] = field(default_factory=dict)
    """By size, from baseline to baseline."""

    def leading(self, line: Line) -> float:
        """How far the line below it is, in points."""
        return self.leadings.get(_half(line.size), _LEADING * line.size)

    def is_small(self, line: Line) -> bool:
        return line.size < SMALL * self.size

    def is_display(self, line: Line) -> bool:
        """Larger or bolder than the body, as headings are."""
        bolder = line.bold and not self.bold and line.size > 0.85 * self.size
        return (bolder or self.is_large(line)) and sum(c.isalpha() for c in line.text) >= _FEWEST_LETTERS

    def is_large(self, line: Line) -> bool:
        return line.size >= _LARGE * self.size

    def style(self, line: Line) -> Style:
        """What tells the levels of headings apart."""
        return _half(line.size), line.bold


def _half(size: float) -> float:
    return round(size * 2) / 2


def type_of(zones: Iterable[Sequence[Line]]) -> Type:
    """What most of the characters are set in, and how far most of the lines stand apart."""
    sizes, bold, mono = Counter[float](), Counter[bool](), Counter[bool]()
    steps: dict[float, Counter[float]] = defaultdict(Counter)
    for zone in zones:
        for line in zone:
            sizes[_half(line.size)] += len(line.text)
            bold[line.bold] += len(line.text)
            mono[line.mono] += len(line.text)
        for above, line in pairwise(zone):
            if _half(above.size) == _half(line.size) and 0.9 < (line.base - above.base) / line.size < 3:
                steps[_half(line.size)][_half(line.base - above.base)] += 1
    size = max(sizes, key=lambda s: sizes[s], default=10.0)
    leadings = {s: max(found, key=lambda step: (found[step], -step)) for s, found in steps.items() if found.total() > 2}
    return Type(size, bold[True] > bold[False], mono[True] > _ALL * mono.total(), leadings)


def levels(headings: Sequence[Line], known: Type) -> dict[Style, int]:
    """The level of each style of heading, 1 to 6: the largest is the first, and bold before plain.

    What is set so only once, and not on the first pages, is a label in a picture: it tells nothing of the others.
    """
    counts = Counter(known.style(line) for line in headings)
    usual = {style for style, count in counts.items() if count > 1}
    usual |= {known.style(line) for line in headings if line.page < _FIRST_PAGES}
    found: dict[Style, int] = {}
    level, last = 0, (0.0, False)
    for style in sorted(counts, key=lambda s: (-s[0], not s[1])):
        apart = not level or last[0] - style[0] > 0.5 or last[1] != style[1]
        if style in usual and apart:
            level, last = level + 1, style
        found[style] = min(max(level, 1), 6)
    return found


_ENDS = re.compile(r"[.!?:…。！？][\"'”’»)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡]*$")


def ends_sentence(line: Line) -> bool:
    """Whether a sentence ends where the line does."""
    return _ENDS.search(line.text) is not None


def starts_lower(line: Line) -> bool:
    """Whether it begins in the middle of a sentence, by its first letter."""
    return line.text.lstrip("\"'“‘«([")[:1].islower()
