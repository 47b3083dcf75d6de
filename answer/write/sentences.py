"""A stream of pieces → whole sentences, each with the passages that it cites, as soon as they are whole."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from answer.errors import LLMError
from answer.write.markdown import (
    is_block,
    is_fence,
    is_heading,
    is_row,
    is_rule,
    line_text,
    opening,
    plain,
    without_controls,
)
from answer.write.markers import Numbers, Parsed, may_grow, parse
from index.sentences import Span, sentence_spans

LONGEST = 600  # characters without an end; more are no sentence, and are given out as they come

_STOP = re.compile("[.!?…。！？]")
_COUNT = re.compile(r"^\(\d{1,2}\)\s+")
_ENUMERATES = re.compile(r"^\s*\(\d{1,2}\)\s+\S")


@dataclass(frozen=True)
class Sentence:
    """What the model said, without markers and markup."""

    text: str
    numbers: Numbers
    """The passages that it cites, as the model numbers them: offered or not."""
    heading: bool = False
    """A heading is said of what follows, and claims nothing."""


def sentences(pieces: Iterable[str], offered: int) -> Iterator[Sentence]:
    """Whole sentences (also items of lists and rows of tables) of an answer, as soon as each is complete.

    An empty piece says that nothing has come for a while: what is complete then is not held back for a marker
    that may follow. Where the stream breaks off with an LLMError, what was complete is given out before it is raised.
    """
    cutter = Cutter(offered)
    try:
        for piece in pieces:
            yield from cutter.feed(piece) if piece else cutter.pause()
    except LLMError:
        yield from cutter.pause()
        raise
    yield from cutter.end()


class Cutter:
    """Holds what has been said and not yet given out."""

    def __init__(self, offered: int) -> None:
        self._offered = offered
        self._buffer = ""
        self._in_line = False  # something of the present line was given out already
        self._enumerated = False  # the present line counts its points: (1) …, (2) …
        self._late = False  # a sentence was given out unasked: a marker that comes now belonged to it
        self._head: list[Sentence] | None = None  # a table's first row, until it is known for its head
        self._in_table = False
        self._fenced = False  # within a block of code

    def feed(self, piece: str) -> Iterator[Sentence]:
        """Take in a piece; give out what it completes."""
        self._buffer += without_controls(piece.replace("\r\n", "\n").replace("\t", " "))
        while "\n" in self._buffer:
            line, _, rest = self._buffer.partition("\n")
            if line.strip() and self._may_be_cited_below(line, rest):
                return
            line, rest = self._with_markers_below(line, rest)
            yield from self._line(line)
            self._buffer, self._in_line, self._late = rest, False, False
        yield from self._begun()

    def pause(self) -> Iterator[Sentence]:
        """Give out what is complete, without waiting for markers."""
        if self._buffer.strip() and not self._waits_for_its_line():
            before = self._buffer
            yield from self._begun(" X" if not self._buffer.endswith("\n") else "X")
            self._late = self._late or before != self._buffer

    def end(self) -> Iterator[Sentence]:
        """Give out all that is left."""
        rest = self._buffer + "\n"
        while rest:
            line, _, rest = rest.partition("\n")
            line, rest = self._with_markers_below(line, rest)
            yield from self._line(line)
            self._in_line = False
        yield from self._head or ()
        self._buffer, self._head = "", None

    def _may_be_cited_below(self, line: str, rest: str) -> bool:
        """Whether its marker may come on a line of its own, and has not come yet."""
        if is_block(line) or parse(line, self._offered).markers:
            return False
        return may_grow(rest) or ("\n" not in rest.lstrip() and _only_markers(rest, self._offered))

    def _with_markers_below(self, line: str, rest: str) -> tuple[str, str]:
        below, newline, others = rest.lstrip("\n").partition("\n")
        if line.strip() and not is_block(line) and newline and _only_markers(below, self._offered):
            return f"{line} {below.strip()}", others
        return line, rest

    def _waits_for_its_line(self) -> bool:
        return self._fenced or (not self._in_line and is_block(self._buffer))

    def _line(self, line: str) -> Iterator[Sentence]:
        """The sentences of a whole line, or of what is left of it."""
        if self._fenced and not is_fence(line):
            yield from _whole(parse(f"`{line}`", self._offered))
            return
        if self._in_line or not is_block(line):
            heading = not self._in_line and is_heading(line)
            yield from self._in_turn(self._cut(line, final=True)[0], heading, row=False)
            return
        if is_rule(line):
            self._head = None
            return
        self._fenced ^= is_fence(line)
        parsed = parse(line_text(line), self._offered)
        yield from self._in_turn(_whole(parsed), is_heading(line), is_row(line))

    def _in_turn(self, said: list[Sentence], heading: bool, row: bool) -> Iterator[Sentence]:
        """Hold a table's first row back until the next line tells whether it is the table's head."""
        if row and not self._in_table:
            self._in_table, self._head = True, said
            return
        yield from self._head or ()
        self._head, self._in_table = None, row
        yield from (Sentence(s.text, s.numbers, heading) for s in said)

    def _begun(self, more: str = "") -> Iterator[Sentence]:
        """The complete sentences of a line that has only begun; `more` is what one supposes to follow."""
        if self._waits_for_its_line() or not (_STOP.search(self._buffer) or len(self._buffer) > LONGEST):
            return
        said, cut = self._cut(self._buffer + more, final=False)
        if cut:
            self._buffer, self._in_line = self._buffer[min(cut, len(self._buffer)) :], True
        yield from self._in_turn(said, heading=False, row=False) if said else ()

    def _cut(self, line: str, final: bool) -> tuple[list[Sentence], int]:
        """The complete sentences of a line, and how many of its characters they take."""
        begin = 0
        if not self._in_line:
            self._enumerated = _ENUMERATES.match(line) is not None
            begin = len(opening(line))
        parsed = parse(line[begin:], self._offered, self._enumerated)
        spans = [(a, b) for a, b in sentence_spans(parsed.text) if parsed.text[a:b].strip()]
        if not final:
            spans = self._complete(parsed, spans)
        said = [_sentence(parsed, span, n == 0 and self._late) for n, span in enumerate(spans)]
        self._late = self._late and not spans
        following = spans[-1][1] if spans else 0
        cut = begin + parsed.origin[following] if following < len(parsed.origin) else len(line)
        if spans and _leads(parsed):
            behind = len(parsed.text[:following].rstrip())
            cut = min([cut, *(begin + m.start for m in parsed.markers if m.at >= behind)])
        return [s for s in said if s.text], cut if spans else 0

    def _complete(self, parsed: Parsed, spans: list[Span]) -> list[Span]:
        """All but the last sentence, where what has come of the last can be no marker of the one before."""
        if not spans:
            return []
        begin = spans[-1][0]
        last = parsed.text[begin:]
        if len(last) > LONGEST:
            space = last.rfind(" ", 0, LONGEST)
            return [*spans[:-1], (begin, begin + space if space > 0 else len(parsed.text))]
        return [] if len(spans) < 2 or may_grow(last) else spans[:-1]


def _only_markers(text: str, offered: int) -> bool:
    parsed = parse(text, offered)
    return bool(parsed.markers) and not parsed.text.strip(" .,;\n")


def _leads(parsed: Parsed) -> bool:
    """Whether markers stand in front of what they carry: "[1] It rained. [2] It snowed.\""""
    first = parsed.markers[0] if parsed.markers else None
    return first is not None and not parsed.text[: first.at].strip() and bool(parsed.text[first.at :].strip())


def _whole(parsed: Parsed) -> list[Sentence]:
    numbers = tuple(dict.fromkeys(n for marker in parsed.markers for n in marker.numbers))
    text = plain(parsed.text)
    return [Sentence(text, numbers)] if text else []


def _sentence(parsed: Parsed, span: Span, late: bool) -> Sentence:
    """One sentence with the markers within it and, unless they lead, right behind it."""
    start, end = span
    if _leads(parsed):
        before = len(parsed.text[:start].rstrip())
        mine = [m for m in parsed.markers if before <= m.at < len(parsed.text[:end].rstrip())]
        mine += [m for m in parsed.markers if m.at >= end == len(parsed.text)]
    else:
        mine = [m for m in parsed.markers if (start < m.at <= end or m.at == start == 0) and not m.opens]
        mine += [m for m in parsed.markers if m.opens and len(parsed.text[:start].rstrip()) <= m.at < end]
    if late:
        mine = [m for m in mine if parsed.text[start : m.at].strip()]
    numbers = tuple(dict.fromkeys(n for marker in mine for n in marker.numbers))
    return Sentence(plain(_COUNT.sub("", parsed.text[start:end])), numbers)
