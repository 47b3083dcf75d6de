"""Headings that are questions, with their answers below → exchanges."""

from collections.abc import Sequence
from dataclasses import replace

from index.documents.document import SILENT, Block, Content


def exchanges(content: Content) -> Content:
    """The same content, where each heading that ends in "?" and the blocks down to the next heading are an exchange.

    A question without an answer stays a heading, and so does the title of a document that has other headings.
    """
    blocks = content.blocks
    title = _title(blocks)
    answers = {
        question: answer[-1]
        for question, answer in _sections(blocks)
        if question != title
        and content.text[blocks[question].start : blocks[question].end].rstrip("# \t\n").endswith("?")
        and any(blocks[place].kind not in SILENT for place in answer)
    }
    return replace(content, blocks=tuple(_with_exchanges(blocks, answers)))


def _title(blocks: Sequence[Block]) -> int:
    """Place of the only heading of the first level, where there are others below it; else -1."""
    headings = [place for place, block in enumerate(blocks) if block.kind == "heading"]
    first = [place for place in headings if blocks[place].level == 1]
    return first[0] if len(first) == 1 and first[0] == headings[0] and len(headings) > 1 else -1


def _sections(blocks: Sequence[Block]) -> list[tuple[int, list[int]]]:
    """(place of a heading, places of its siblings down to the next heading) for each that has any."""
    open_sections: dict[int, list[int]] = {}  # by parent
    found = []
    for place, block in enumerate(blocks):
        if block.kind == "heading":
            open_sections[block.parent] = []
            found.append((place, open_sections[block.parent]))
        elif block.parent in open_sections:
            open_sections[block.parent].append(place)
    return [(heading, section) for heading, section in found if section]


def _with_exchanges(blocks: Sequence[Block], answers: dict[int, int]) -> list[Block]:
    """The blocks, and before each question the exchange that runs to its answer's last block."""
    found: list[Block] = []
    moved = {-1: -1}  # place → place among those found
    within: dict[int, tuple[int, int]] = {}  # parent → (place of the last exchange in it, the end of that)
    for place, block in enumerate(blocks):
        if place in answers:
            end = blocks[answers[place]].end
            within[block.parent] = (len(found), end)
            found.append(Block("exchange", block.start, end, moved[block.parent]))
        exchange, end = within.get(block.parent, (-1, -1))
        parent = exchange if block.end <= end else moved[block.parent]
        moved[place] = len(found)
        kind = "question" if place in answers else block.kind
        found.append(block._replace(kind=kind, parent=parent, level=0 if place in answers else block.level))
    return found
