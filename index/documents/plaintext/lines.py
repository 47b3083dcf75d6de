"""A text → its lines, and what a line's shape says."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

TAB = 8
WIDE = 4  # blanks in a row that set words apart on purpose
EARLY = 0.8  # of the usual width: a line that would be shorter with the next word ends on purpose
SLACK = 6  # columns by which lines that are wrapped by hand differ besides
LONGEST_VERSE = 50
LONGEST_LINE = 100  # columns: longer lines are whole paragraphs
LONGEST_WORD = 40  # characters

_BREAK = re.compile(r"[\n\f]")
_GAP = re.compile(r"[ \t\u00a0]{2,}|\t")
_STOPS = frozenset(".!?…。！？")
_CLOSERS = "\"'”’»)]*_›"
_STAMP = re.compile(r"\[?(?:\d{4}[-/.]\d\d[-/.]\d\d|[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d|\d\d:\d\d:\d\d)\b")
_BAR = re.compile(r"([-=_~^\"'`#*+:.])\1{2,}")


class Line(NamedTuple):
    """A line, less the marks that were taken off it (`> `, `- `)."""

    start: int
    words: str
    """Without the white space around them; empty where the line is blank."""
    indent: int
    """Columns before them."""
    first: int
    """Where its first character stands that is no white space, marks included."""

    @property
    def end(self) -> int:
        return self.start + len(self.words)

    @property
    def width(self) -> int:
        """The column behind its last character."""
        return self.indent + len(self.words)

    def without(self, count: int) -> "Line":
        """What stands behind its first `count` characters."""
        words = self.words[count:].lstrip()
        taken = len(self.words) - len(words)
        columns = self.indent + len(self.words[:taken].expandtabs(TAB)) if taken <= 80 else self.indent
        return Line(self.start + taken, words, columns, self.first)


class Cell(NamedTuple):
    """Words that wide gaps part from others of their line."""

    start: int
    end: int
    left: int
    """Columns from its first character to behind its last."""
    right: int


def lines_of(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The lines of a stretch of text; a form feed ends one, too."""
    stop = len(text) if end is None else end
    breaks = [m.start() for m in _BREAK.finditer(text, start, stop)]
    return [_line(text, a, b) for a, b in zip([start, *(b + 1 for b in breaks)], [*breaks, stop], strict=True)]


def _line(text: str, start: int, end: int) -> Line:
    whole = text[start:end]
    words = whole.lstrip()
    before = len(whole) - len(words)
    indent = len(whole[:before].expandtabs(TAB)) if "\t" in whole[:before] else before
    return Line(start + before, words.rstrip(), indent, start + before)


def cells_of(line: Line) -> list[Cell]:
    """Its words as wide gaps part them; two blanks behind a sentence's stop are no gap."""
    found, begin = [], 0
    words = line.words
    tabs = "\t" in words
    for gap in _GAP.finditer(words):
        if gap.end() - gap.start() == 2 and words[gap.start() - 1] in ".?!" and not tabs:
            continue
        found.append((begin, gap.start()))
        begin = gap.end()
    found.append((begin, len(words)))
    return [Cell(line.start + a, line.start + b, line.indent + a, line.indent + b) for a, b in found if a < b]


def has_wide_gap(line: Line) -> bool:
    """Whether words of it stand far apart: it was laid out by hand."""
    return " " * WIDE in line.words or "\t" in line.words


def is_spoken(line: Line) -> bool:
    """Whether it has a letter or digit: others are rules and ornaments."""
    words = line.words
    return words[:1].isalnum() or any(map(str.isalnum, words))


def is_rule(line: Line) -> bool:
    """Whether marks alone stand in it: it parts what is above from what is below."""
    return len(line.words) > 1 and not is_spoken(line)


def bar(line: Line) -> str:
    """The mark of which alone the line consists, three times or more; else nothing."""
    return line.words[0] if _BAR.fullmatch(line.words) else ""


def ends_sentence(line: Line) -> bool:
    """Whether a full stop or its like ends it."""
    return line.words[-8:].rstrip(_CLOSERS)[-1:] in _STOPS and bool(line.words[-8:].rstrip(_CLOSERS))


def opens_low(line: Line) -> bool:
    """Whether it begins in lower case: it goes on with what is above it."""
    first = line.words[:1]
    return first.islower() if first.isalnum() else next(filter(str.isalnum, line.words), "A").islower()


def opens_high(line: Line) -> bool:
    """Whether it begins with a capital, perhaps in quotation marks."""
    return line.words[:3].lstrip("\"'“‘«„*_ ")[:1].isupper()


def is_stamped(line: Line) -> bool:
    """Whether a program wrote the time before it: a line of a log."""
    return bool(_STAMP.match(line.words))


def text_width(lines: Sequence[Line]) -> int:
    """The column that a line and the next word would pass where the writer wraps; 0 where nothing shows wrapping.

    It is told by the lines that go on in lower case, some of which may be short for another reason; else by the
    longest ones. 1, which all lines pass, in verse.
    """
    open_lines = [(a, b) for a, b in pairwise(lines) if a.words and is_spoken(b) and not ends_sentence(a)]
    wrapped = sorted(with_word(a, b) for a, b in open_lines if b.words[0].islower() and " " in a.words)
    if len(wrapped) >= 10:
        return wrapped[len(wrapped) // 10] - SLACK
    if wrapped:
        return int(EARLY * wrapped[len(wrapped) // 2])
    if any(a.width > LONGEST_VERSE for a, _ in open_lines):
        long = [with_word(a, b) for a, b in open_lines if a.width <= LONGEST_LINE and not has_wide_gap(a)]
        return int(EARLY * max(long, default=0))
    return 1 if _is_verse(lines) else 0


def _is_verse(lines: Sequence[Line]) -> bool:
    """Whether short lines make sentences together: most groups of three and more end as sentences do, few lines do."""
    groups = [list(group) for words, group in groupby(lines, lambda line: bool(line.words)) if words]
    stanzas = [group for group in groups if len(group) > 2]
    stopped = sum(ends_sentence(line) for stanza in stanzas for line in stanza[:-1])
    inner = sum(len(stanza) - 1 for stanza in stanzas)
    whole = sum(ends_sentence(stanza[-1]) for stanza in stanzas)
    return len(stanzas) > 1 and 2 * whole > len(stanzas) and 2 * stopped < inner


def with_word(line: Line, below: Line) -> int:
    """The column behind a line and the first word of the next."""
    return line.width + 1 + len(below.words[:LONGEST_WORD].partition(" ")[0])


def ends_early(line: Line, below: Line, width: int) -> bool:
    """Whether a line ends before it is full: whoever wrote it wanted what is below on a line of its own."""
    return with_word(line, below) < width if width else True
