"""Lines that begin with somebody's name: "NAME: words", "[00:01:12] Name (role): words", a name on its own line."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.documents.plaintext.lines import Line, ends_early, ends_sentence, text_width
from index.documents.plaintext.marks import is_apart

TIME = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:\ ?[AaPp]\.?[Mm]\b\.?)?[\])]?"
LONGEST_HEAD = 120  # characters
_WORD = r"[^\W\d_](?:[^\W_]|[.'’\-])*"
_NAME = rf"{_WORD}(?:\ (?:{_WORD}|\d{{1,2}}|&)){{0,4}}"
_COLON = re.compile(
    rf"""(?P<time>{TIME}\s+(?:[-–]\s+)?)?[*_]{{0,2}}(?P<name>{_NAME})
         (?P<role>\s*[\[(][^\[\]()]{{1,60}}[\])]|,\ [^:.?!]{{1,40}})?
         (?P<after>\s+{TIME})?[*_]{{0,2}}\s?:[*_]{{0,2}}(?=\s|$)""",
    re.VERBOSE,
)
_ALONE = re.compile(
    rf"""(?P<time>{TIME}\s+)?[*_]{{0,2}}(?P<name>{_NAME}?)
         (?P<role>\s+[-–—]{{1,2}}\s.{{1,60}}|,\ .{{1,60}}|\s*\([^()]{{1,60}}\))?
         (?P<after>\s+{TIME})?[*_]{{0,2}}[.:]?[*_]{{0,2}}$""",
    re.VERBOSE,
)


class Named(NamedTuple):
    """A line that a name begins."""

    at: int
    """Its number."""
    name: str
    """In lower case."""
    span: tuple[int, int]
    """The name's characters within the line."""
    head: int
    """Characters before what is said."""
    alone: bool
    """Whether the name has the line to itself."""
    timed: bool
    loud: bool
    """Whether the name is in capitals."""
    last: int = 0
    """Number of the last line of its paragraph that is not the next name's."""


def named_lines(lines: Sequence[Line]) -> list[Named]:
    """All lines that begin with what may be a name, in order; most are none, in most texts."""
    width = text_width(lines)
    found = [named for at in range(len(lines)) if (named := _named(lines, at, width))]
    ends = _paragraph_ends(lines)
    following = [named.at for named in found[1:]] + [len(lines)] * bool(found)
    return [
        named._replace(last=max(named.at, min(ends[named.at], after - 1)))
        for named, after in zip(found, following, strict=True)
    ]


def _named(lines: Sequence[Line], at: int, width: int) -> Named | None:
    line, above = lines[at], lines[at - 1] if at else None
    if not line.words or not (line.words[0].isalnum() or line.words[0] in "[(*_"):
        return None
    head, apart = line.words[:LONGEST_HEAD], is_apart(above)
    match, alone = None, False
    if ":" in head and (apart or (above and _lets_begin(above, line, width))):
        match = _COLON.match(head)
    if not match and apart and len(line.words) < LONGEST_HEAD and at + 1 < len(lines) and lines[at + 1].words:
        match, alone = _ALONE.match(head), True
    if not match or not _is_name(match["name"]) or (match.end() == len(line.words) and _is_item(lines, at + 1)):
        return None
    loud = match["name"].isupper()
    if (match["role"] or "").startswith(",") and not loud:
        return None
    timed = bool(match["time"] or match["after"])
    return Named(at, match["name"].rstrip(".").casefold(), match.span("name"), match.end(), alone, timed, loud)


def _is_item(lines: Sequence[Line], at: int) -> bool:
    """Whether an item of a list stands in this line: what is above is no name, but what the list is of."""
    return at < len(lines) and lines[at].words[:2] in ("- ", "* ", "• ")


def _lets_begin(above: Line, line: Line, width: int) -> bool:
    """Whether a turn may begin in the line below this one, with no blank line between."""
    return ends_sentence(above) or ends_early(above, line, width) or ":" in above.words[:LONGEST_HEAD]


def _is_name(words: str) -> bool:
    """One to four words, each with a capital; between them one that is very short ("de", "of")."""
    if sum(c.isdigit() for c in words) > 2:
        return False
    parts = words.split(" ")
    great = sum(part[0].isupper() or part[0].isdigit() or part == "&" for part in parts)
    small = sum(part[0].islower() and len(part) <= 3 for part in parts)
    return parts[0][0].isupper() and great <= 4 and small <= 1 and great + small == len(parts)


def _paragraph_ends(lines: Sequence[Line]) -> list[int]:
    """For each line the number of the last one before the next blank line."""
    ends = [len(lines) - 1] * len(lines)
    for number in range(len(lines) - 2, -1, -1):
        ends[number] = ends[number + 1] if lines[number + 1].words else number
    return ends
