"""Markup within a line of Markdown, as CommonMark has it: emphasis, code, links, images, HTML, notes."""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection

from markdown_it.common.utils import normalizeReference

from index.documents.markdown.emphasis import Emphasis
from index.documents.markdown.nodes import Mark, united
from index.documents.markdown.tags import Tags

LONGEST_LABEL = 999  # characters of a link's label
_NEXT = re.compile(r"\\|`+|\*+|_+|~~+|<|\[|\]|\{/\*|(?m:^[ \t]*:::+[ \t]*\w*)")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_SPECIAL = re.compile(r"\[\^[^\s\[\]]+\]|\[!\w+\][+-]?")  # a pointer to a note; a callout
_WIKI = re.compile(r"\[\[([^\[\]\n|]*\|)?[^\[\]\n|]+\]\]")  # [[page]], [[page|words]]
_TARGET = re.compile(
    r"\(\s*(?:<[^<>\n]*>|(?:\\.|[^\s()<\\])*+(?:\((?:\\.|[^\s()\\])*+\)(?:\\.|[^\s()\\])*+)*+)"
    r"(?:\s+(?:\"(?:\\.|[^\"\\])*+\"|'(?:\\.|[^'\\])*+'|\((?:\\.|[^)\\])*+\)))?\s*\)",
    re.DOTALL,
)
_LABEL = re.compile(rf"\[((?:\\.|[^\[\]\\]){{0,{LONGEST_LABEL}}}+)\]", re.DOTALL)


class Inline:
    """What is needed to tell markup from words, wherever in a text."""

    def __init__(self, text: str, references: Collection[str]) -> None:
        self.text = text
        self.references = references
        """Labels of the links that the text defines."""
        self.tags = Tags(text)

    def marks(self, start: int, end: int) -> list[Mark]:
        """The markup of a paragraph, heading or cell that goes from `start` to `end`."""
        return united(_Scan(self, start, end).marks()) if _NEXT.search(self.text, start, end) else []


class _Scan:
    """One way through a stretch of text, each character met once."""

    def __init__(self, inline: Inline, start: int, end: int) -> None:
        self._inline, self._text, self._start, self._end = inline, inline.text, start, end
        self._marks: list[Mark] = []
        self._brackets: list[tuple[int, int]] = []
        self._emphasis = Emphasis(text=inline.text, start=start, end=end)
        self._escaped = -1
        self._ticks: dict[int, list[int]] | None = None

    def marks(self) -> list[Mark]:
        emphasis = self._emphasis.run
        ways: dict[str, Callable[[int, int], int]] = {
            "\\": self._escape, "`": self._code, "<": self._angle, "{": self._comment,
            "[": self._bracket, "]": self._close, "*": emphasis, "_": emphasis, "~": emphasis,
        }  # fmt: skip
        at = self._start
        while found := _NEXT.search(self._text, at, self._end):
            at = ways.get(found.group()[0], self._mark)(*found.span())
        return [*self._marks, *self._emphasis.marks]

    def _mark(self, start: int, end: int) -> int:
        self._marks.append(("markup", start, end))
        return end

    def _escape(self, start: int, end: int) -> int:
        if self._text.startswith("\n", end) or _PUNCTUATION.match(self._text, end, self._end):
            self._escaped = end
            return self._mark(start, end) + 1
        return end

    def _code(self, start: int, end: int) -> int:
        if self._ticks is None:
            self._ticks = {}
            for run in re.compile("`+").finditer(self._text, start, self._end):
                self._ticks.setdefault(len(run.group()), []).append(run.start())
        same = self._ticks.get(end - start, [])
        place = bisect_right(same, start)
        if place == len(same):
            return end
        self._mark(start, end)
        return self._mark(same[place], same[place] + end - start)

    def _angle(self, start: int, end: int) -> int:
        marks = self._inline.tags.at(start, self._end)
        self._marks += marks
        return marks[-1][2] if marks else end

    def _comment(self, start: int, end: int) -> int:
        """A comment of MDX, {/* … */}."""
        close = self._inline.tags.find("*/}", end, self._end)
        if close < 0:
            return end
        self._marks.append(("furniture", start, close))
        return close

    def _bracket(self, start: int, end: int) -> int:
        if special := _SPECIAL.match(self._text, start, self._end):
            return self._mark(*special.span())
        if wiki := _WIKI.match(self._text, start, self._end):
            self._mark(start, wiki.end(1) if wiki.group(1) else start + 2)
            self._mark(wiki.end() - 2, wiki.end())
            return wiki.end()
        image = start > self._start and self._text[start - 1] == "!" and start - 1 != self._escaped
        self._brackets.append((start - image, end))
        return end

    def _close(self, start: int, end: int) -> int:
        if not self._brackets:
            return end
        opened, inside = self._brackets.pop()
        close = self._target(inside, start, end)
        if close:
            self._mark(opened, inside)
            self._mark(start, close)
            self._emphasis.leave(opened)
        return close or end

    def _target(self, inside: int, start: int, end: int) -> int:
        """Where the link ends whose words go from `inside` to `start`; 0 where it is none."""
        if target := _TARGET.match(self._text, end, self._end):
            return target.end()
        label = _LABEL.match(self._text, end, self._end)
        if not label:
            return end if self._is_defined(inside, start) else 0
        is_same = not label.group(1).strip() and bool(self._text[inside:start].strip())
        return label.end() if is_same or self._is_defined(*label.span(1)) else 0

    def _is_defined(self, start: int, end: int) -> bool:
        if not self._inline.references or end - start > LONGEST_LABEL:
            return False
        label = self._text[start:end]
        return "[" not in label and normalizeReference(label) in self._inline.references
