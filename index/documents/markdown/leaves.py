"""Lines of a Markdown text → blocks that hold words: paragraphs, headings, code, rows of cells, link definitions."""

import re
from collections.abc import Iterator
from itertools import pairwise

from index.documents.markdown.inline import Inline
from index.documents.markdown.lettered import MARKER
from index.documents.markdown.lines import Lines
from index.documents.markdown.nodes import Mark, Node, united

_MODULE = re.compile(r"(?:import\s.*['\"];?|export\s(?:const|default|function|let|\{).*)", re.DOTALL)  # of MDX
_PIPE = re.compile(r"(?<!\\)\|")
_HASHES = re.compile(r"#{1,6}[ \t]*")
_CLOSING_HASHES = re.compile(r"(?<![^ \t])#+$")
_ATTRIBUTES = re.compile(r"\{[#.:][^{}\n]*\}$")
_LINK = re.compile(r"\[(?:\\.|[^\[\]\\]){1,999}\]:", re.DOTALL)


class Leaves:
    """What stands in lines of the text, from the first to the one behind the last of them."""

    def __init__(self, lines: Lines, inline: Inline) -> None:
        self._lines, self._inline, self._text = lines, inline, lines.text

    def _leaf(self, start: int, end: int) -> Node:
        marks = [*self._lines.marks(start, end), *self._inline.marks(start, end)]
        return Node("paragraph", start, end, marks=united(marks))

    def paragraph(self, first: int, behind: int) -> Node:
        """A paragraph; what a page's program takes in or gives out is code."""
        start, end = self._lines.span(first, behind)
        if _MODULE.fullmatch(self._text, start, end):
            return Node("code", start, end)
        return self._leaf(start, end)

    def heading(self, first: int, behind: int, level: int, is_underlined: bool) -> Node:
        """A heading with the marks that make it one: before it, behind it or in a line below."""
        start, end = self._lines.span(first, behind)
        inner, close = start, self._lines.begin(behind - 1)
        if not is_underlined and (hashes := _HASHES.match(self._text, start, end)):
            inner, close = hashes.end(), self._closing(hashes.end(), end)
        around: list[Mark] = [("markup", a, b) for a, b in ((start, inner), (close, end)) if a < b]
        marks = united([*around, *self._leaf(inner, close).marks])
        return Node("heading", start, end, level, marks)

    def _closing(self, start: int, end: int) -> int:
        """Where the marks behind a heading begin."""
        for closing in (_ATTRIBUTES, _CLOSING_HASHES):
            if found := closing.search(self._text, start, end):
                end = start + len(self._text[start : found.start()].rstrip())
        return end

    def code(self, first: int, behind: int, fence: str) -> Node:
        """Code, the fences around it being markup; lines that are indented for a letter before them are none."""
        start, end = self._lines.span(first, behind)
        if not fence and MARKER.match(self._text, start, end):
            return self._leaf(start, end)
        marks = self._lines.marks(start, end)
        if fence:
            marks.append(("markup", start, self._lines.end(first)))
            last = self._text[self._lines.begin(behind - 1) : self._lines.end(behind - 1)]
            if behind - 1 > first and last.startswith(fence) and not last.strip(fence[0]):
                marks.append(("markup", end - len(last), end))
        return Node("code", start, end, marks=united(marks))

    def html(self, first: int, behind: int) -> list[Node]:
        """A stretch of HTML."""
        start, end = self._lines.span(first, behind)
        return self._inline.tags.blocks(start, end, self._lines.marks(start, end))

    def row(self, line: int, is_head: bool) -> Node:
        """A row of a table, each cell by its column; one that is empty is none."""
        start, end = self._lines.span(line, line + 1)
        pipes = [pipe.start() for pipe in _PIPE.finditer(self._text, start, end)]
        cuts = [*(() if pipes[:1] == [start] else (start - 1,)), *pipes, end]
        found = Node("head" if is_head else "row", start, end)
        for column, (before, behind) in enumerate(pairwise(cuts)):
            cell = self._text[before + 1 : behind]
            if cell.strip():
                begin = before + 1 + len(cell) - len(cell.lstrip())
                leaf = self._leaf(begin, begin + len(cell.strip()))
                found.children.append(Node("cell", leaf.start, leaf.end, column, leaf.marks))
        return found

    def rest(self, first: int, behind: int) -> Iterator[Node]:
        """What Markdown takes no text from: definitions of links. Lines that are nested too deep are paragraphs."""
        start = first
        for line in range(first, behind + 1):
            ends = line == behind or self._lines.is_blank(line)
            if line > start and (ends or _LINK.match(self._text, self._lines.begin(line))):
                yield from self._of_rest(start, line)
                start = line

    def _of_rest(self, first: int, behind: int) -> Iterator[Node]:
        start, end = self._lines.span(first, behind)
        if any(map(str.isalnum, self._text[start:end])):
            is_link = _LINK.match(self._text, start, end)
            marks = self._lines.marks(start, end)
            yield Node("link", start, end, marks=marks) if is_link else self._leaf(start, end)
