"""Paragraphs, some with the marker of an item → lists, nested by how far their markers stand in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.documents.pdf_blocks import Block, Item, Listing, Text
from index.documents.pdf_lines import Line

_DEEPEST = 6
_NEAR = 4.0
"""Points by which markers of one list may be off."""


@dataclass(slots=True)
class _Open:
    """A list that may go on."""

    listing: Listing
    form: str
    left: float
    inner: float
    """Where the text of its last item begins."""


class Lists:
    """Puts paragraphs that have a marker into lists, and what stands in like their text into their items."""

    def __init__(self, forms: Mapping[int, str]) -> None:
        """`forms` has the form of each item's marker, by the id of its text."""
        self._forms = forms
        self._open: list[_Open] = []
        self._column: tuple[int, float, float] = (0, 0, 0)

    def nested(self, blocks: Sequence[Block]) -> list[Block]:
        """The blocks, those of lists within them."""
        found: list[Block] = []
        for block in blocks:
            if isinstance(block, Text) and block.marker:
                self._add(block, found)
            elif isinstance(block, Text) and block.kind == "paragraph" and self._belongs(block):
                self._open[-1].listing.items[-1].children.append(block)
            else:
                self._open = []
                found.append(block)
        return found

    def _belongs(self, block: Text) -> bool:
        """Whether a paragraph without a marker is a further one of the last item, or of one around it."""
        if not self._open or _column(block.lines[0]) != self._column:
            return False
        left = min(line.left for line in block.lines[:2])
        while self._open and left < self._open[-1].inner - 3:
            self._open.pop()
        return bool(self._open)

    def _add(self, block: Text, found: list[Block]) -> None:
        first, form = block.lines[0], self._forms[id(block)]
        self._arrive(first, form)
        numbered = form[:1].isalnum() or form[:1] in "(["
        last = self._open[-1] if self._open else None
        if last is None or last.form != form or abs(last.left - first.left) > _NEAR:
            listing = Listing(numbered)
            if last and len(self._open) < _DEEPEST:
                last.listing.items[-1].children.append(listing)
            else:
                self._open = []
                found.append(listing)
            last = _Open(listing, form, first.left, first.left)
            self._open.append(last)
        starts = first.edges[first.words[:, 0] == block.marker, 0]
        last.inner = float(starts[0]) if len(starts) else first.left
        last.listing.items.append(Item(f"{first.text[: block.marker].strip()} " if numbered else "- ", [block]))

    def _arrive(self, first: Line, form: str) -> None:
        """End the lists that a marker at this place is beyond: those further in, and those within its own."""
        same = [i for i, o in enumerate(self._open) if o.form == form]
        if _column(first) != self._column:  # a list that goes on at the top of a column stands where that does
            shift = first.left - self._open[same[-1]].left if same else 0.0
            for o in self._open:
                o.left, o.inner = o.left + shift, o.inner + shift
            self._column = _column(first)
        while self._open and self._open[-1].left > first.left + _NEAR:
            self._open.pop()
        same = [i for i in same if i < len(self._open) and abs(self._open[i].left - first.left) <= _NEAR]
        if same:
            del self._open[same[-1] + 1 :]


def _column(line: Line) -> tuple[int, float, float]:
    return (line.page, *line.margins)
