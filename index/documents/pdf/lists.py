"""Paragraphs, some with the marker of an item → lists, nested by how far their markers stand in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.documents.pdf.blocks import Block, Item, Listing, Text
from index.documents.pdf.lines import Line

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

    def is_at(self, line: Line) -> bool:
        """Whether a marker stands below those of this list."""
        return abs(self.left - line.left) <= _NEAR


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
        numbered = not _is_bullet(form)
        last = self._open[-1] if self._open else None
        if last is None or last.form != form or not last.is_at(first):
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
        same = [o for o in self._open if o.form == form]
        if same and self._is_elsewhere(first) and not any(o.is_at(first) for o in same):
            shift = first.left - same[-1].left  # a list that goes on at the top of a column stands where that does
            for o in self._open:
                o.left, o.inner = o.left + shift, o.inner + shift
        self._column = _column(first)
        while self._open and self._open[-1].left > first.left + _NEAR:
            self._open.pop()
        own = [place for place, o in enumerate(self._open) if o.form == form and o.is_at(first)]
        if own:
            del self._open[own[-1] + 1 :]
        while (
            self._open
            and not own
            and self._open[-1].is_at(first)
            and _is_bullet(self._open[-1].form) != _is_bullet(form)
        ):
            self._open.pop()  # numbers below bullets are another list; letters below numbers are within it

    def _is_elsewhere(self, first: Line) -> bool:
        """Whether a line is on another page than the list so far, or in a column beside it."""
        page, left, right = self._column
        return first.page != page or first.left > right or first.margins[1] < left


def _column(line: Line) -> tuple[int, float, float]:
    return (line.page, *line.margins)


def _is_bullet(form: str) -> bool:
    return not (form[:1].isalnum() or form[:1] in "([") or form == "o"
