"""Emphasis in Markdown: which *, ** or _ are marks, by CommonMark's algorithm, in linear time."""

from dataclasses import dataclass

from index.documents.markdown.nodes import Mark


@dataclass
class _Run:
    """A run of *, _ or ~ that may open emphasis."""

    number: int
    sign: str
    start: int
    left: int
    """How many of its characters are not paired."""
    length: int
    closes: bool
    """Whether it may close, too."""

    def suits(self, sign: str, length: int, opens: bool) -> bool:
        """Whether a run closes what this one opens: not in 2*3**4, by CommonMark's rule of three."""
        is_odd = (self.closes or opens) and (self.length + length) % 3 == 0 and length % 3 > 0
        return self.sign == sign and not is_odd


class Emphasis:
    """The marks of emphasis in a stretch of text, as its runs are met one after the other."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        self.marks: list[Mark] = []
        self._runs: list[_Run] = []
        self._number = 0
        self._in_vain: dict[tuple[str, bool, int], int] = {}
        """Up to which run there is none that a run of this sign, kind and length closes."""

    def leave(self, opened: int) -> None:
        """What began within a link does not go on behind it."""
        while self._runs and self._runs[-1].start > opened:
            self._runs.pop()

    def run(self, start: int, end: int) -> int:
        """A run of *, _ or ~: what it closes of those before it, and what is left of it may open."""
        sign, at = self._text[start], start
        opens, closes = self._flanks(start, end)
        while closes and at < end and (before := self._opener(sign, end - start, opens)):
            length = min(before.left, end - at)
            before.left -= length
            opened = before.start + before.left
            self.marks.append(("markup", opened, opened + length))
            self.marks.append(("markup", at, at + length))
            at += length
            if not before.left:
                self._runs.pop()
        if opens and at < end:
            self._number += 1
            self._runs.append(_Run(self._number, sign, at, end - at, end - start, closes))
        return end

    def _opener(self, sign: str, length: int, opens: bool) -> _Run | None:
        """The last run that such a run closes, now the last of all."""
        key = (sign, opens, length % 3)
        for place in reversed(range(len(self._runs))):
            if self._runs[place].number <= self._in_vain.get(key, 0):
                break
            if self._runs[place].suits(sign, length, opens):
                del self._runs[place + 1 :]
                return self._runs[place]
        self._in_vain[key] = self._number
        return None

    def _flanks(self, start: int, end: int) -> tuple[bool, bool]:
        """Whether a run may open, and whether it may close."""
        before = self._text[start - 1] if start > self._start else " "
        behind = self._text[end] if end < self._end else " "
        left = not behind.isspace() and (behind.isalnum() or not before.isalnum())
        right = not before.isspace() and (before.isalnum() or not behind.isalnum())
        if self._text[start] == "_":
            return left and not before.isalnum(), right and not behind.isalnum()
        return left, right
