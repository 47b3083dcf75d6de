"""How a stretch of a document is read, and where each character of that stands in the document."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from index.documents.document import Span

_WORDS = re.compile(r"\S+(?: \S+)*")


class Run(NamedTuple):
    """Characters of a form that stand in a row in the document."""

    at: int
    """Where they begin in the form."""
    start: int
    """Where they begin in the document."""
    length: int
    goes_on: bool
    """Whether they belong together with the run before: only white space or markup parts them in the document."""


@dataclass(frozen=True)
class Form:
    """Text to read; its characters stand in the document, or are mere punctuation and space between its parts."""

    text: str
    runs: tuple[Run, ...]
    """In order, without overlaps; what lies in none is not the document's."""

    @classmethod
    def said(cls, text: str, span: Span, skipped: Iterable[Span] = ()) -> "Form":
        """What a stretch of a document's text says: white space made even, without what is to be `skipped`."""
        parts: list[str] = []
        runs: list[Run] = []
        at, last = 0, span[0]
        for start, end in _stretches(text, span, skipped):
            gap = text[last:start]
            space = " " if runs and gap != gap.strip() else ""
            runs.append(Run(at + len(space), start, end - start, goes_on=bool(runs)))
            parts.append(space + text[start:end])
            at, last = at + len(parts[-1]), end
        return cls("".join(parts), tuple(runs))

    @classmethod
    def between(cls, text: str) -> "Form":
        """Punctuation or space, which stands nowhere in the document."""
        return cls(text, ())

    def __add__(self, other: "Form") -> "Form":
        moved = (run._replace(at=run.at + len(self.text)) for run in other.runs)
        return Form(self.text + other.text, (*self.runs, *moved))

    def __bool__(self) -> bool:
        return bool(self.text)

    def part(self, start: int, end: int) -> "Form":
        """What stands from character to character of the form."""
        runs: list[Run] = []
        first = bisect_right(self.runs, start, key=lambda run: run.at + run.length)  # of a long paragraph's thousands
        for at, begin, length, goes_on in islice(self.runs, first, None):
            a, b = max(at, start), min(at + length, end)
            if a >= b:
                break
            runs.append(Run(a - start, begin + a - at, b - a, goes_on and bool(runs)))
        return Form(self.text[start:end], tuple(runs))

    def spans(self, start: int = 0, end: int | None = None) -> list[Span]:
        """Where the characters from `start` to `end` of the form stand in the document, in the form's order."""
        found: list[Span] = []
        for run in self.part(start, len(self.text) if end is None else end).runs:
            if run.goes_on and found:
                found[-1] = (found[-1][0], run.start + run.length)
            else:
                found.append((run.start, run.start + run.length))
        return found

    def at(self, offset: int) -> int | None:
        """Where in the form a character of the document stands; None where it does not."""
        return next((r.at + offset - r.start for r in self.runs if r.start <= offset < r.start + r.length), None)

    def find(self, span: Span) -> Span | None:
        """Where in the form a stretch of the document stands, from its first character to its last."""
        first, last = self.at(span[0]), self.at(span[1] - 1)
        return (first, last + 1) if first is not None and last is not None and first <= last else None

    def stripped(self) -> "Form":
        """The form without the space behind it."""
        return self.part(0, len(self.text.rstrip()))


def joined(forms: Iterable[Form], between: str) -> Form:
    """The forms that say something, with this between them."""
    whole = Form("", ())
    for form in forms:
        if form:
            whole = whole + Form.between(between) + form if whole else form
    return whole


def _stretches(text: str, span: Span, skipped: Iterable[Span]) -> Iterator[Span]:
    """The stretches of a span that are words with single spaces between them, without what is skipped, in order."""
    at = span[0]
    for start, end in (*skipped, (span[1], span[1])):
        for words in _WORDS.finditer(text, at, max(at, min(start, span[1]))):
            yield words.span()
        at = max(at, end)
