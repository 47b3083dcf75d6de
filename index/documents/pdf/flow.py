"""The lines and tables of a document in reading order → its blocks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from index.documents.pdf.blocks import Block, Text, pages_of
from index.documents.pdf.contents import with_contents
from index.documents.pdf.layout import Element
from index.documents.pdf.lines import Line
from index.documents.pdf.lists import Lists
from index.documents.pdf.markers import Marker, is_bullet, markers
from index.documents.pdf.paragraphs import Seam, goes_on
from index.documents.pdf.tables import LEADERS, Table, is_full
from index.documents.pdf.type import Type, levels, starts_lower

_LONGEST_HEADING = 250  # characters
_MOST_HEADING_LINES = 4
_FLOATS = 5
"""Tables and captions that may part a paragraph, at most."""
_LONGEST_FIGURE = 12
"""Characters, as of "$4.2 million"."""
_SECTION = re.compile(r"(\d+(\.\d+)*|[A-Z]|[IVX]+)\.?\s+\S")
_CAPTION = re.compile(r"[^\W\d_]{3,12}\.? \d{1,3}([.-]\d{1,3})*[.:] ")

Zone = Sequence[Element]


class Flow:
    """Puts lines together to blocks, in reading order over the ends of columns and pages."""

    def __init__(self, zones: Sequence[Zone], known: Type) -> None:
        self._zones = zones
        self._type = known
        self._blocks: list[Block] = []
        self._last: Block | None = None
        """The one that was written to last."""
        self._forms: dict[int, str] = {}
        texts = [line for zone in zones for line in zone if isinstance(line, Line) and self._may_be_item(line)]
        self._markers: Mapping[int, Marker] = {id(texts[at]): marker for at, marker in markers(texts).items()}
        self._indents = _indents(zones)

    def blocks(self) -> list[Block]:
        """All blocks, those of lists within them; headings with their levels."""
        for zone in self._zones:
            self._add_zone(zone)
        blocks = with_contents(self._blocks, 1 + max((line.page for zone in self._zones for line in zone), default=0))
        headings = [block for block in blocks if isinstance(block, Text) and block.kind == "heading"]
        found = levels([block.lines[0] for block in headings], self._type)
        for block in headings:
            block.level = found[self._type.style(block.lines[0])]
        return Lists(self._forms).nested(_tables_joined(blocks))

    def _add_zone(self, zone: Zone) -> None:
        for place, item in enumerate(zone):
            above = zone[place - 1] if place else None
            below = zone[place + 1] if place + 1 < len(zone) else None
            if isinstance(item, Table):
                self._blocks.append(item)
                self._last = item
            elif not self._joins(item, above, below):
                self._begin(item, below)

    def _kind(self, line: Line) -> str:
        if LEADERS.search(line.text):
            return "furniture"
        if line.mono and not self._type.mono:
            return "code"
        caption = _CAPTION.match(line.text) and not self._type.is_large(line)
        return "heading" if self._type.is_display(line) and not caption and not is_bullet(line) else "paragraph"

    def _may_be_item(self, line: Line) -> bool:
        return self._kind(line) == "paragraph"

    def _begin(self, line: Line, below: Element | None) -> None:
        kind = self._kind(line)
        if kind == "heading" and self._is_run_in(line, below):
            kind = "paragraph"
        marker = self._markers.get(id(line)) if kind == "paragraph" else None
        block = Text(kind, [line], 0, marker.length if marker else 0)  # type: ignore[arg-type]
        if marker:
            self._forms[id(block)] = marker.form
        self._blocks.append(block)
        self._last = block

    def _is_run_in(self, line: Line, below: Element | None) -> bool:
        """Whether a bold line is only the beginning of a paragraph."""
        if (
            not isinstance(below, Line)
            or abs(below.size - line.size) > 0.08 * line.size
            or self._type.is_display(below)
        ):
            return False
        close = below.base - line.base <= 1.12 * self._type.leading(line)
        return close and (starts_lower(below) or is_full(line, below, line.margins[1]))

    def _joins(self, line: Line, above: Element | None, below: Element | None) -> bool:
        """Add a line to the block that it goes on with, where there is such."""
        block = self._last
        if above is None or not isinstance(block, Text) or block.lines[-1] is not above:
            return self._rejoins(line)
        kind, last = self._kind(line), block.lines[-1]
        if self._is_said_of_figure(block, line):
            block.kind, joins = "paragraph", True
        elif block.kind == "heading":
            joins = kind == "heading" and self._is_same_heading(block, last, line)
        elif block.kind in ("code", "furniture"):
            joins = kind == block.kind and line.base - last.base < 2.5 * self._type.leading(line)
        elif kind == "heading":
            same = (last.bold and line.bold) or is_full(last, line, line.margins[1])
            joins = same and not self._type.is_large(line) and not self._is_new(block, last, line, below)
        else:
            text = kind == "paragraph" or (kind == "code" and is_full(last, line, line.margins[1]))
            joins = text and id(line) not in self._markers and not self._is_new(block, last, line, below)
        if joins:
            block.lines.append(line)
            _demote(block, self._type)
        return joins or (kind == "paragraph" and self._rejoins(line))

    def _is_new(self, block: Text, last: Line, line: Line, below: Element | None) -> bool:
        following = below if isinstance(below, Line) else None
        if len(block.lines) > 1 and len(last.text) < 4 and last.size < line.size:  # a stray index of a formula
            last = block.lines[-2]
        return Seam(last, line, following, len(block.lines) == 1, bool(block.marker)).is_new(self._type)

    def _is_same_heading(self, block: Text, last: Line, line: Line) -> bool:
        same = abs(line.size - last.size) < 0.05 * last.size and line.bold == last.bold
        step = (line.base - last.base) / max(1.5 * last.size, self._type.leading(line))
        return same and 0 < step < 1.15 and not _SECTION.match(line.text)

    def _is_said_of_figure(self, block: Text, line: Line) -> bool:
        """Whether a line says what a number counts that is set large above it: "70 %", "of our power"."""
        first, last = block.lines[0], block.lines[-1]
        is_figure = self._type.is_large(first) and any(c.isdigit() for c in first.text)
        near = 0 < line.base - last.base < 2 * max(last.size, line.size) and line.left < first.right + 2 * first.size
        return is_figure and len(first.text) <= _LONGEST_FIGURE and near and starts_lower(line)

    def _rejoins(self, line: Line) -> bool:
        """Add a line to the paragraph that it goes on with, beyond the end of a column or page, a table or a figure."""
        if self._kind(line) != "paragraph" or id(line) in self._markers or self._type.is_small(line):
            return False
        back = next(
            (i for i in range(1, _FLOATS + 2) if i > len(self._blocks) or not self._floats(self._blocks[-i])), 0
        )
        block = self._blocks[-back] if 0 < back <= len(self._blocks) else None
        if not isinstance(block, Text) or block.kind != "paragraph":
            return False
        last, between = block.lines[-1], self._blocks[len(self._blocks) - back + 1 :]
        before = [b for b in between if pages_of(b)[1] < line.page]
        in_turn = line.page <= last.page + 1 and all(pages_of(b)[1] <= block.lines[0].page for b in before)
        apart = bool(between) or (line.page, line.margins) != (last.page, last.margins)
        if not in_turn or not apart or not goes_on(last, line, self._indents and not between):
            return False
        block.lines.append(line)
        self._blocks[-back:] = [*before, block, *(b for b in between if b not in before)]
        self._last = block
        return True

    def _floats(self, block: Block) -> bool:
        """Whether a block may stand in the middle of a paragraph: a table, a caption, what is in small type."""
        if isinstance(block, Text):
            small = self._type.is_small(block.lines[0]) or _CAPTION.match(block.lines[0].text)
            return bool(block.kind == "paragraph" and small)
        return isinstance(block, Table)


def _demote(block: Text, known: Type) -> None:
    """What is too long for a heading is a paragraph in large or bold type; so is a bold sentence of several lines."""
    long = sum(len(line.text) for line in block.lines) > _LONGEST_HEADING or len(block.lines) > _MOST_HEADING_LINES
    sentence = len(block.lines) > 1 and block.lines[0].size <= known.size * 1.05 and block.lines[-1].text.endswith(".")
    if block.kind == "heading" and (long or sentence):
        block.kind = "paragraph"


def _indents(zones: Sequence[Zone]) -> bool:
    """Whether first lines stand in, in a document: one in thirty of its lines does, and those around it do not."""
    lines = indented = 0
    for zone in zones:
        for above, line, below in _threes(zone):
            lines += 1
            near = 0.6 * line.size < line.left - above.left < 4 * line.size
            indented += near and abs(above.left - below.left) < 1
    return indented * 30 > lines


def _threes(zone: Zone) -> Iterator[tuple[Line, Line, Line]]:
    lines = [item for item in zone if isinstance(item, Line)]
    yield from zip(lines, lines[1:], lines[2:], strict=False)


def _tables_joined(blocks: Sequence[Block]) -> list[Block]:
    """A table that goes on at the top of the next page, without a head of its own, as one."""
    found = list(blocks[:1])
    for before, block in pairwise(blocks):
        last = found[-1]
        if (
            isinstance(before, Table)
            and isinstance(block, Table)
            and isinstance(last, Table)
            and _continues(last, block)
        ):
            last.rows = last.rows + block.rows
        else:
            found.append(block)
    return found


def _continues(above: Table, table: Table) -> bool:
    columns = [max(map(max, t.rows)) for t in (above, table)]
    beside = abs(above.left - table.left) < 6 and abs(above.right - table.right) < 30
    return pages_of(table)[0] == pages_of(above)[1] + 1 and not table.heads and columns[0] == columns[1] and beside
