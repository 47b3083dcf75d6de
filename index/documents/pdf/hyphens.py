"""What stands between two lines of a paragraph: a space, or nothing where a word was broken."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from index.documents.pdf.lines import Line

HYPHENS = "-\u2010\u00ad"
_LAST = re.compile(r"([^\W_][\w’'-]*)[-\u2010\u00ad]$")
_FIRST = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W_]+)*")
_SUSPENDED = re.compile(r"([^\W\d_]{2,4}) [^\W_]+[-\u2010]")
"""What follows a hyphen that stands for the end of another word: short- and long-term."""
_RARE = 0.015
"""Of the lines: where fewer end in a hyphen, the document breaks no words."""


class Hyphens:
    """Knows the words that a document writes within its lines, with a hyphen and without."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._words = {word.lower() for line in lines for word in _inner(line.text)}
        ends = [(a.text, b.text) for a, b in pairwise(lines) if a.text.endswith(tuple(HYPHENS))]
        self._breaks_words = len(ends) > _RARE * len(lines) or any(self._is_known(*end) for end in ends)

    def between(self, above: str, below: str) -> tuple[int, str]:
        """How many characters of the line above go, and what is written in their place."""
        last = _LAST.search(above)
        if last is None:
            address = "://" in above[above.rfind(" ") + 1 :] and above.endswith("/")
            goes_on = above.endswith("—") or address or (_is_wide(above[-1:]) and _is_wide(below[:1]))
            return 0, "" if goes_on else " "
        if above.endswith("\u00ad"):
            return 1, ""
        suspended = _SUSPENDED.match(below)
        if suspended and suspended.group(1).lower() in self._words and not self._is_known(above, below):
            return 0, " "
        return (0, "") if self._is_compound(last.group(1), below) else (1, "")

    def _is_compound(self, before: str, below: str) -> bool:
        """Whether a word keeps the hyphen that it was broken at."""
        first = _FIRST.match(below)
        after = first.group() if first else ""
        if not after[:1].islower() or not before[-1:].isalpha() or "-" in before or "-" in after or len(before) == 1:
            return True
        if (before + after).lower() in self._words:
            return False
        both = {before.lower(), after.lower()} <= self._words
        return f"{before}-{after}".lower() in self._words or (both and not self._breaks_words)

    def _is_known(self, above: str, below: str) -> bool:
        last, first = _LAST.search(above), _FIRST.match(below)
        return bool(last and first and (last.group(1) + first.group()).lower() in self._words)


def _is_wide(character: str) -> bool:
    """Whether it is of a script that has no spaces between words."""
    return character != "" and unicodedata.east_asian_width(character) in "WF"


def _inner(text: str) -> list[str]:
    """A line's words, less one that is broken at its end, and that which another may begin with."""
    words = _WORD.findall(text)
    return words[1:-1] if text.endswith(tuple(HYPHENS)) else words[1:]
