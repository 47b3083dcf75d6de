"""Contents lists: lines that lead to the number of a page, and what stands among them."""

import re
from collections.abc import Sequence

from index.documents.pdf.blocks import Block, Text
from index.documents.pdf.lines import joined
from index.documents.pdf.tables import Table
from index.documents.pdf.type import ends_sentence

_FEWEST_ROWS = 5
_NUMBER = re.compile(r"\d{1,4}|[ivxlc]{1,7}")
_LEADS = re.compile(r"\s(\d{1,4}|[ivxlc]{1,7})$")


def with_contents(blocks: Sequence[Block], pages: int) -> list[Block]:
    """The blocks, those of contents lists as furniture, a line for each of theirs."""
    found = [_contents(block) if isinstance(block, Table) and _counts_up(block, pages) else block for block in blocks]
    for order in (range(len(found)), range(len(found) - 1, -1, -1)):
        near = False
        for place in order:
            block = found[place]
            if near and _may_lead(block):
                found[place] = _contents(block)
            near = _is_contents(found[place])
    for place in range(1, len(found) - 1):
        if all(_is_contents(found[place + step]) for step in (-1, 1)) and _is_short(found[place]):
            found[place] = _contents(found[place])
    return _united(found)


def _is_short(block: Block) -> bool:
    """Whether it may be the first line of a contents list's entry."""
    return (
        isinstance(block, Text)
        and block.kind != "heading"
        and len(block.lines) < 3
        and not ends_sentence(block.lines[-1])
    )


def _is_contents(block: Block) -> bool:
    return isinstance(block, Text) and block.kind == "furniture"


def _counts_up(table: Table, pages: int) -> bool:
    """Whether its last cells are the numbers of pages, as in a contents list without dots."""
    last = max(max(row) for row in table.rows)
    cells = [row[last][0].text for row in table.rows if last in row]
    if len(cells) < _FEWEST_ROWS or len(cells) * 2 < len(table.rows) or not all(c.isdigit() for c in cells):
        return False
    numbers = [int(cell) for cell in cells]
    named = all(any(c.isalpha() for line in row[min(row)] for c in line.text) for row in table.rows)
    return named and numbers == sorted(numbers) and 1 < numbers[-1] <= pages + 20


def _may_lead(block: Block) -> bool:
    """Whether a block beside a contents list may be of it: it ends in a page's number, too."""
    if isinstance(block, Table):
        return all(_NUMBER.fullmatch(row[max(row)][-1].text) for row in block.rows if len(row) > 1)
    return isinstance(block, Text) and len(block.lines) < 4 and _LEADS.search(block.lines[-1].text) is not None


def _contents(block: Block) -> Text:
    if isinstance(block, Text):
        return Text("furniture", block.lines)
    assert isinstance(block, Table)  # noqa: S101 - narrows
    return Text("furniture", [joined([line for cell in sorted(row) for line in row[cell]]) for row in block.rows])


def _united(blocks: Sequence[Block]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if isinstance(last, Text) and isinstance(block, Text) and _is_contents(last) and _is_contents(block):
            last.lines = last.lines + block.lines
        else:
            found.append(block)
    return found
