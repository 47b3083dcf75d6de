"""The shapes of a line that may be a heading."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.documents.plaintext.lines import Cell, Line, bar, cells_of, has_wide_gap, is_spoken, opens_high

LONGEST = 80  # characters of a heading
LONGEST_UNDERLINED = 120
NUMBER = re.compile(
    r"(?P<sign>§{1,2}\s?)?(?P<number>\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-Z])(?P<stop>[.)]?)[ \t]+(?=\S)"
)
_WORD_NUMBER = re.compile(
    r"(?P<word>[^\W\d_]{2,})\s(?P<number>\d{1,3}|[IVXLC]{1,6}|[A-Z])(?P<stop>\.?$|\s?[-–—:.]\s|\s{2,})"
)
_BRACKETS = re.compile(r"\([^()]*\)")


class Title(NamedTuple):
    """A heading: how it is set, and what it takes up."""

    style: str
    lines: int = 1
    """How many, with those of marks above and below it."""
    number: int = 0
    """Characters before its words that number it."""
    words: int = 0
    """Characters of its line that are it; 0 for all."""


def overlined(lines: Sequence[Line], at: int) -> Title | None:
    """A line of words between two of the same marks."""
    mark = bar(lines[at])
    if not mark or at + 2 >= len(lines) or bar(lines[at + 2]) != mark or not is_spoken(lines[at + 1]):
        return None
    return Title(f"between {mark}", 3) if _is_under(lines[at + 2], lines[at + 1], mark) else None


def underlined(lines: Sequence[Line], at: int) -> Title | None:
    """A line of words above one of marks."""
    line = lines[at]
    if at + 1 == len(lines) or not (mark := bar(lines[at + 1])) or not is_spoken(line) or has_wide_gap(line):
        return None
    exact = abs(len(lines[at + 1].words) - len(line.words)) <= 2
    if line.words[-1] in ".,;" and not exact:
        return None
    return Title(f"over {mark}", 2) if _is_under(lines[at + 1], line, mark) else None


def _is_under(marks: Line, line: Line, mark: str) -> bool:
    """Whether a line of marks is about as long as the words above it: else it is a rule across the page."""
    length, size = len(line.words), len(marks.words)
    if length > LONGEST_UNDERLINED:
        return False
    return length / 2 <= size <= 2 * length + 10 if mark in "=-" else abs(size - length) <= 4


def is_loud(words: str) -> bool:
    """Whether it is in capitals, but for what is in brackets; with three letters at least, and mostly letters."""
    if len(words) > LONGEST or (words.upper() != words and "(" not in words):
        return False
    said = _BRACKETS.sub("", words)
    letters = sum(c.isalpha() for c in said)
    if letters < 3 or said.upper() != said or not any(c.isupper() for c in said):
        return False
    begins = words[0].isalnum() or (words[0] in '"“«„*' and words[:3] != "***")
    return begins and letters > sum(c.isdigit() for c in said) and "|" not in words


def loud_length(line: Line, at_top: bool, alone: bool) -> int:
    """How many characters from its beginning are a heading in capitals; 0 where it is none.

    At the top of a document words may stand to the right of it; a line that is alone may have some in lower case.
    """
    words = line.words
    if words[0].islower() or words[-1] in ".,;":
        return 0
    if is_loud(words) and len(cells_of(line)) == 1:
        return len(words)
    if at_top and has_wide_gap(line):
        first = words[: cells_of(line)[0].end - line.start]
        return len(first) if is_loud(first) else 0
    first, letters = words.partition(" ")[0], [c for c in _BRACKETS.sub("", words[:LONGEST]) if c.isalpha()]
    mostly = sum(c.isupper() for c in letters) >= 0.65 * len(letters) and len(first) > 2 and is_loud(first)
    return len(words) if alone and mostly and len(words) <= LONGEST and not has_wide_gap(line) else 0


def numbered(line: Line) -> Title | None:
    """A number and a few words without a stop behind them."""
    number = NUMBER.match(line.words[:16]) and NUMBER.match(line.words)
    if not number:
        return None
    words = line.words[number.end() :]
    stopped = words[-1] == "." and len(words.split()) < 9 and bool(number["stop"])
    if len(words) > LONGEST or (words[-1] in ".,;:" and not stopped) or has_wide_gap(line.without(number.end())):
        return None
    if not opens_high(line.without(number.end())) and words[0].lower() != words[0].upper():
        return None
    style = _number_style(number)
    return Title("stopped " * stopped + style, number=number.end()) if style else None


def _number_style(number: re.Match[str]) -> str:
    if number["number"][0].isdigit():
        depth = number["number"].count(".") + 1
        return "bare" if depth == 1 and not number["stop"] and not number["sign"] else f"number {depth}"
    if not number["stop"]:
        return ""
    return "roman" if set(number["number"]) <= set("IVX") else "letter"


def is_number(line: Line, cell: Cell) -> bool:
    """Whether the first words of a line are but the number of what stands beside them."""
    number = NUMBER.match(line.words)
    if number is None or number.end() <= cell.end - line.start:
        return False
    return bool(number["stop"] or number["sign"] or "." in number["number"])


def word_numbered(line: Line) -> Title | None:
    """A word, its number, and perhaps a few words more: "Article 4 - Fees"."""
    match = _WORD_NUMBER.match(line.words[: LONGEST + 1])
    if not match or len(line.words) > LONGEST or not line.words[0].isupper():
        return None
    ends = match.end() == len(line.words) or line.words[-1] not in ".,;:"
    return Title(f"word {match['word'].casefold()}", number=match.end("number")) if ends else None


def follows(line: Line, other: Line) -> bool:
    """Whether both are numbered alike, and the other has the next number."""
    first, second = NUMBER.match(line.words[:16]), NUMBER.match(other.words[:16])
    if not first or not second or first["stop"] != second["stop"] or abs(line.indent - other.indent) > 1:
        return False
    *outer, a = first["number"].split(".")
    *same, b = second["number"].split(".")
    if outer != same:
        return False
    return int(b) == int(a) + 1 if a.isdigit() and b.isdigit() else not a.isdigit() and not b.isdigit()


def is_short(line: Line, longest: int, questions: bool = False, digits: bool = False) -> bool:
    """Whether it is a few words from a capital on, without a stop: it may be a heading."""
    words = line.words
    if len(words) > longest:
        return False
    bold = words.startswith("**") and words.endswith("**")
    said = words.strip("*_")
    begins = said[:1].isupper() or (digits and said[:1].isdigit())
    if not begins or (words != said and not bold) or len(said.split()) > 10 or len(cells_of(line)) > 1:
        return False
    return said[-1].isalnum() or said[-1] in ")\"'”’»" or (questions and said[-1] == "?")
