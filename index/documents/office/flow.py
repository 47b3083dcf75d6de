"""Paragraphs, list items and tables in a row, as word processors keep them → blocks."""

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from index.documents.document import Kind
from index.documents.draft import Draft
from index.documents.rows import Row, write_table

LONGEST_HEADING = 250  # characters: what is longer is a clause that only has the style of one
DEEPEST_HEADING = 6
LONGEST_BOLD = 100  # characters of a bold line that is a heading where no style says so
DEEPEST = 30  # levels of lists; what is deeper stands at this one
_BULLET = re.compile(r"([•◦▪‣●○■])\s+(?=\S)")
_BOX = re.compile(r"[☐☑☒]\s+\S")
_BARE = re.compile(r"[\s•◦▪‣●○■]*")


class Piece(NamedTuple):
    """One paragraph, item or table of a document that knows of nothing larger."""

    kind: Kind
    """heading, paragraph, item, quotation, code, caption, furniture, table."""
    text: str = ""
    level: int = 0
    """Of a heading 1 to 6, of the document's title 0; of an item how deep it stands, from 0."""
    marker: str = ""
    """Of an item: "-", "1." or "(a)"; empty for a further paragraph of the item before."""
    family: str = ""
    """Of an item: items of one level and one family are one list."""
    rows: Sequence[Row] = ()
    heads: int = 0
    """How many of the first rows name the columns."""


def write_flow(draft: Draft, pieces: Sequence[Piece]) -> None:
    """The pieces as blocks at the draft's present place, parted by blank lines."""
    for kind, group in groupby(_under_title(_with_captions(pieces)), key=lambda piece: piece.kind):
        run = list(group)
        if kind == "item":
            _write_lists(draft, run, 0, len(run), 0)
        elif kind in TOGETHER:
            TOGETHER[kind](draft, run)
        else:
            for piece in run:
                _write_piece(draft, piece)
        draft.gap()


def _under_title(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces, their headings one level deeper where the first of them is the one title of all."""
    levels = [piece.level for piece in pieces if piece.kind == "heading"]
    if levels[:1] != [0] or levels.count(0) > 1 or 1 not in levels:
        return pieces
    return [piece._replace(level=piece.level + 1) if piece.kind == "heading" else piece for piece in pieces]


def _with_captions(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without the empty ones, where a caption before a table, or else behind one, is the table's text."""
    found: list[Piece] = []
    for piece in (_without_bullet(p) for p in pieces if p.kind == "table" or not _BARE.fullmatch(p.text)):
        before = found[-1] if found else Piece("furniture")
        if piece.kind == "table" and before.kind == "caption":
            found[-1] = piece._replace(text=before.text)
        else:
            found.append(piece._replace(level=min(piece.level, DEEPEST)))
    for place in range(len(found) - 1, 0, -1):
        table = found[place - 1]
        if found[place].kind == "caption" and table.kind == "table" and not table.text:
            found[place - 1] = table._replace(text=found.pop(place).text)
    return found


def _without_bullet(piece: Piece) -> Piece:
    """The piece, or an item where it is a paragraph before which someone typed a bullet, or has a box to tick."""
    if piece.kind == "paragraph" and _BOX.match(piece.text):
        return Piece("item", piece.text, 0, "-", "boxes")
    typed = _BULLET.match(piece.text) if piece.kind == "paragraph" else None
    return Piece("item", piece.text[typed.end() :], 0, typed.group(1), "typed") if typed else piece


def _write_piece(draft: Draft, piece: Piece) -> None:
    draft.gap()
    if piece.kind == "table":
        write_table(draft, piece.rows, piece.heads, piece.text)
    elif piece.kind == "heading":
        draft.leaf("heading", " ".join(piece.text.split()), min(max(piece.level, 1), DEEPEST_HEADING))
    else:  # a caption of no table is one of a picture
        draft.leaf("paragraph", piece.text)


def _write_quotation(draft: Draft, run: Sequence[Piece]) -> None:
    with draft.block("quotation"):
        for piece in run:
            draft.gap()
            draft.leaf("paragraph", piece.text)


def _write_code(draft: Draft, run: Sequence[Piece]) -> None:
    draft.leaf("code", "\n".join(piece.text for piece in run))


def _write_furniture(draft: Draft, run: Sequence[Piece]) -> None:
    draft.leaf("furniture", "\n".join(piece.text for piece in run))


TOGETHER: dict[Kind, Callable[[Draft, Sequence[Piece]], None]] = {
    "quotation": _write_quotation,
    "code": _write_code,
    "furniture": _write_furniture,
}
"""What writes the kinds of which neighbours are one block."""


def _write_lists(draft: Draft, items: Sequence[Piece], start: int, end: int, depth: int) -> None:
    """The items from start to end: a list, or one after the other where the family changes or the level falls."""
    while start < end:
        first = items[start]
        others = (place for place in range(start + 1, end) if _is_other_list(first, items[place]))
        until = next(others, end)
        draft.gap(1 if depth else 2)
        with draft.block("list", int(any(c.isalnum() for c in first.marker))):
            _write_items(draft, items, start, until, depth)
        start = until


def _is_other_list(first: Piece, item: Piece) -> bool:
    return item.level < first.level or (item.level == first.level and item.family != first.family)


def _write_items(draft: Draft, items: Sequence[Piece], start: int, end: int, depth: int) -> None:
    level = items[start].level
    while start < end:
        until = start + 1
        while until < end and (items[until].level > level or not items[until].marker):
            until += 1
        draft.gap(1)
        with draft.block("item"):
            _write_item(draft, items, start, until, depth)
        start = until


def _write_item(draft: Draft, items: Sequence[Piece], start: int, end: int, depth: int) -> None:
    """An item: its marker, its paragraphs, and the lists within it."""
    item = items[start]
    draft.write("  " * depth)
    draft.leaf("markup", item.marker)
    draft.write(" ")
    draft.leaf("paragraph", item.text)
    place = start + 1
    while place < end:
        draft.gap(1)
        if items[place].level > item.level:
            nested = place
            place = next((p for p in range(nested, end) if items[p].level <= item.level), end)
            _write_lists(draft, items, nested, place, depth + 1)
        else:
            draft.write("  " * depth)
            draft.leaf("paragraph", items[place].text)
            place += 1
