"""What stands on pages and is no part of their text: running heads, page numbers; and lists of contents."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from index.documents.plaintext.contents import contents_of
from index.documents.plaintext.lines import Line, ends_sentence, has_wide_gap, is_spoken, opens_low
from index.documents.plaintext.marks import is_apart
from index.documents.plaintext.tree import Node

LONGEST = 120  # characters of a running head
NEAR = 2  # lines, at most, of a running head or foot
MARGIN = 12  # lines, at most, in which they are looked for: most are blank
OFTEN = 3  # times that a line comes, where its numbers differ
_WORD = r"(?:page|seite|p\.)\s?\d{1,4}(?:\s?(?:of|/|von)\s?\d{1,4})?"
_PAGE = re.compile(
    rf"(?:^|\s\s|[\[(|·–—-]\s?){_WORD}\s?[\])–—-]*$|^[\[(–—-]*\s?{_WORD}\s?[\])–—-]*(?:\s\s|$)", re.IGNORECASE
)
_NUMBER = re.compile(r"[-–—\[(]*\s?(?:\d{1,4}|[ivxlc]{1,6})\s?[-–—\])]*")
_DIGITS = re.compile(r"\d+")


def furniture_of(lines: Sequence[Line], text: str) -> tuple[list[Line], list[Node]]:
    """The lines without the furniture, and that as blocks. What runs on over the end of a page is joined."""
    breaks = {at for at in range(1, len(lines)) if "\f" in text[lines[at - 1].end : lines[at].first]}
    found = _pages(lines, breaks) | _unbroken(lines)
    found |= contents_of(lines, found)
    nodes = [Node("furniture", lines[at].start, lines[at].end) for at in sorted(found)]
    return list(_without(lines, found, breaks)), nodes


def _pages(lines: Sequence[Line], breaks: Collection[int]) -> set[int]:
    """The numbers of the lines at the ends of pages that say which page it is, or come again there."""
    short = (at for at, line in enumerate(lines) if 0 < len(line.words) <= LONGEST)
    named = {at for at in short if _PAGE.search(lines[at].words) and _ends(lines, at)}
    edges = [(at, -1) for at in named] + [(at, 1) for at in named]
    edges += [(at, -1) for at in breaks] + [(at - 1, 1) for at in breaks]
    if not edges:
        return set()
    margins = [list(_margin(lines, at, step)) for at, step in [*edges, (-1, 1), (len(lines), -1)]]
    known = {at for margin in margins for at in margin}
    exact = Counter(_key(lines[at], "") for at in known)
    alike = Counter(_key(lines[at], "#") for at in known)
    found = set(named)
    for margin in margins:
        for at in margin:
            again = exact[_key(lines[at], "")] > 1 or alike[_key(lines[at], "#")] >= OFTEN
            is_number = bool(breaks) and _NUMBER.fullmatch(lines[at].words)
            if at not in found and not is_number and not (again and any(c.isalpha() for c in lines[at].words)):
                break
            found.add(at)
    return found


def _ends(lines: Sequence[Line], at: int) -> bool:
    """Whether nothing stands directly above a line, or directly below it."""
    return is_apart(lines[at - 1] if at else None) or at + 1 == len(lines) or is_apart(lines[at + 1])


def _margin(lines: Sequence[Line], at: int, step: int) -> Iterator[int]:
    """The numbers of the lines next to one, as far as they may be a running head or foot, the nearest first."""
    count = 0
    for number in range(at + step, at + step * MARGIN, step):
        if not 0 <= number < len(lines) or count == NEAR or len(lines[number].words) > LONGEST:
            return
        if is_spoken(lines[number]):
            count += 1
            yield number


def _key(line: Line, digits: str) -> str:
    """A line's words, to find it again; with this in the place of numbers, if anything."""
    words = " ".join(line.words.split())
    return _DIGITS.sub(digits, words) if digits else words


def _unbroken(lines: Sequence[Line]) -> set[int]:
    """The same where no page has a name: heads in parts with a wide gap around them; numbers that count the pages."""
    short = [at for at, line in enumerate(lines) if 0 < len(line.words) <= LONGEST]
    heads = [at for at in short if has_wide_gap(lines[at]) and _is_far(lines, at)]
    count = Counter(_key(lines[at], "") for at in heads)
    found = {at for at in heads if count[_key(lines[at], "")] > 1}
    numbers = [at for at in short if lines[at].words.isdecimal() and len(lines[at].words) < 5 and _is_alone(lines, at)]
    counted = [at for at, after in pairwise(numbers) if int(lines[after].words) == int(lines[at].words) + 1]
    if len(counted) > 1 and any(_runs_on(lines, at, at) for at in counted):
        found |= {*counted, *(after for at, after in pairwise(numbers) if at in counted)}
    return found


def _is_alone(lines: Sequence[Line], at: int) -> bool:
    return is_apart(lines[at - 1] if at else None) and (at + 1 == len(lines) or is_apart(lines[at + 1]))


def _is_far(lines: Sequence[Line], at: int) -> bool:
    """Whether two blank lines at least part a line from what is above or below it."""
    above, below = lines[max(0, at - 2) : at], lines[at + 1 : at + 3]
    return _is_alone(lines, at) and (not any(line.words for line in above) or not any(line.words for line in below))


def _runs_on(lines: Sequence[Line], first: int, last: int) -> bool:
    """Whether the sentence above these lines goes on below them."""
    above = next((lines[n] for n in range(first - 1, max(-1, first - MARGIN), -1) if lines[n].words), None)
    below = next((lines[n] for n in range(last + 1, min(len(lines), last + MARGIN)) if lines[n].words), None)
    return above is not None and below is not None and not ends_sentence(above) and _opens_word(below)


def _opens_word(line: Line) -> bool:
    return line.words[0].isalpha() and opens_low(line)


def _without(lines: Sequence[Line], found: Collection[int], breaks: Collection[int]) -> Iterator[Line]:
    """The other lines. The blank ones around the end of a page go with it, where a sentence runs on over it."""
    at = 0
    while at < len(lines):
        if lines[at].words and at not in found:
            yield lines[at]
            at += 1
            continue
        first = at
        while at < len(lines) and (not lines[at].words or at in found):
            at += 1
        is_end = any(n in found or n in breaks for n in range(first, at + 1))
        blanks = [n for n in range(first, at) if not lines[n].words]
        if not is_end or not _runs_on(lines, first, at - 1):
            yield from (lines[n] for n in blanks)
