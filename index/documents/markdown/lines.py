"""The lines of a Markdown text, and how much of each the lists and quotations take that it stands in."""

import re
from bisect import bisect_right
from itertools import accumulate

from index.documents.markdown.nodes import Mark

_SPACE = re.compile(r"[^\S\n]*")


class Lines:
    """Offsets, in characters of the text, by the number of a line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self.count = len(self._starts) - 1
        self.at = self._starts[:-1]
        """Where what is not yet taken of each line begins: behind the marks of what the line stands in."""

    def begin(self, line: int) -> int:
        """The first character that is no space, of what is not yet taken."""
        space = _SPACE.match(self.text, self.at[line])
        return space.end() if space else self.at[line]

    def end(self, line: int) -> int:
        """Behind the last character of a line that is no space."""
        return self.at[line] + len(self.text[self.at[line] : self._starts[line + 1] - 1].rstrip())

    def is_blank(self, line: int) -> bool:
        """Whether nothing is left of a line."""
        return self.begin(line) >= self.end(line)

    def span(self, first: int, behind: int) -> tuple[int, int]:
        """From the first to the last character of these lines, one or more, that is no space."""
        while first + 1 < behind and self.is_blank(first):
            first += 1
        while first + 1 < behind and self.is_blank(behind - 1):
            behind -= 1
        return self.begin(first), max(self.begin(first), self.end(behind - 1))

    def marks(self, start: int, end: int) -> list[Mark]:
        """The marks before all lines but the first of a stretch: those of the quotations that it stands in."""
        found: list[Mark] = []
        for line in range(bisect_right(self._starts, start), bisect_right(self._starts, end - 1)):
            taken = self.text[self._starts[line] : self.at[line]]
            if taken.strip():
                found.append(("markup", self.at[line] - len(taken.lstrip()), self.at[line]))
        return found
