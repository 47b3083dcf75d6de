"""Rows of cells parted by commas, semicolons, tabs or bars (.csv, .tsv) → a table at its exact places."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.documents.document import Block, Content
from index.documents.encoding import decode
from index.documents.rows import LOOKED_AT, count_heads

DELIMITERS = "\t;|,"  # where two do equally well, the one that stands less often within a cell
SAMPLE = 20_000  # characters to find the delimiter in
LONGEST_CELL = 32_767  # characters in quotes: Excel's own limit
SWALLOWED = 3  # lines in quotes that look like rows: the quote is just a character
_STATED = re.compile(r"sep=([,;|\t])(?=\n|\Z)")  # Excel's own line, which names the delimiter


class Cell(NamedTuple):
    """Where a cell's words stand, without quotes and padding. An empty one ends where it starts."""

    start: int
    end: int
    quoted: bool


class Line(NamedTuple):
    """A row of the file, which may run over several of its lines: without the white space behind it; and its cells."""

    start: int
    end: int
    cells: list[Cell]
    number: int
    """In the file, from 1."""

    @property
    def filled(self) -> int:
        """How many of its cells hold something."""
        return sum(cell.end > cell.start for cell in self.cells)


def load(data: bytes) -> Content:
    """A file of rows: titles, comments, and one table of all the rest. The text is the file's own."""
    text, encoding = decode(data)
    stated = _STATED.match(text)
    start = stated.end() if stated else 0
    lines = _scan(text, stated.group(1) if stated else _delimiter(text), start)
    blocks = [Block("furniture", 0, start)] if stated else []
    _add_blocks(blocks, text, [line for line in lines if line.filled])
    return Content(text, tuple(blocks), encoding=encoding)


def _delimiter(text: str) -> str:
    """The delimiter that parts most rows of the file's beginning into the same number of cells, more than one."""

    def evenness(delimiter: str) -> float:
        counts = [len(line.cells) for line in _scan(text[:SAMPLE], delimiter) if line.filled]
        usual = _usual(counts)
        return round(counts.count(usual) / len(counts), 2) if usual > 1 else 0.0

    best = max(DELIMITERS, key=evenness)
    return best if evenness(best) else ","


def _usual(counts: Sequence[int]) -> int:
    """The commonest of these numbers, the largest of several; 0 of none."""
    often = Counter(counts)
    return max(often, key=lambda count: (often[count], count), default=0)


def _scan(text: str, delimiter: str, start: int = 0) -> Iterator[Line]:
    """The file's rows from `start` on, the empty ones too."""
    part, space = re.escape(delimiter), "[ ]*+" if delimiter == "\t" else r"[ \t]*+"
    quoted = re.compile(rf'{space}"((?:[^"]++|"")*+)"{space}(?=[\n{part}]|\Z)')
    parts = re.compile(rf"[\n{part}]")
    place, begin, columns, number, cells = start, start, 0, 0, list[Cell]()
    while True:
        if (found := quoted.match(text, place)) and not _is_swallowed(found.group(1), delimiter, columns):
            cells.append(_trimmed(text, found.start(1), found.end(1), True))
            place = found.end()
        else:  # a quote that is not closed before a delimiter or a line's end is just a character
            end = next_part.start() if (next_part := parts.search(text, place)) else len(text)
            cells.append(_trimmed(text, place, end, False))
            place = end
        if place == len(text) or text[place] == "\n":
            number += 1
            yield Line(*_trimmed(text, begin, place, False)[:2], cells, number)
            columns, begin, cells = max(columns, len(cells)), place + 1, []
        if place == len(text):
            return
        place += 1


def _trimmed(text: str, start: int, end: int, quoted: bool) -> Cell:
    """The span without white space at its ends."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Cell(start, start + len(words.strip()), quoted)


def _is_swallowed(words: str, delimiter: str, columns: int) -> bool:
    """Whether what stands in quotes is too long for a cell, or rows of the file: some quote was never closed."""
    inner = words.split("\n")[1:-1]
    are_rows = columns > 1 and len(inner) >= SWALLOWED and all(line.count(delimiter) == columns - 1 for line in inner)
    return len(words) > LONGEST_CELL or are_rows


def _add_blocks(blocks: list[Block], text: str, lines: Sequence[Line]) -> None:
    """Titles and comments, then the table, with comments between its rows, then more comments."""
    columns = _usual([len(line.cells) for line in lines])
    comments = {line.start for line in lines if _is_comment(text, line, columns)}
    rows = [place for place, line in enumerate(lines) if line.start not in comments]
    first = next((place for place in rows if lines[place].filled > 1 or columns == 1), min(rows, default=len(lines)))
    end = max(rows, default=first) + 1
    _add_loose(blocks, lines[:first], comments)
    if rows:
        _add_table(blocks, text, lines[first:end], comments)
    _add_loose(blocks, lines[end:], comments)


def _is_comment(text: str, line: Line, columns: int) -> bool:
    """Whether it begins with "#" and is no row: a column may be called "#", or "#chrom"."""
    is_row = len(line.cells) == columns and (columns > 1 or text[line.start + 1 : line.start + 2] != " ")
    return text[line.start] == "#" and not is_row


def _add_loose(blocks: list[Block], lines: Sequence[Line], comments: set[int]) -> None:
    for line in lines:
        if line.start in comments:
            blocks.append(Block("furniture", line.start, line.end))
        else:
            blocks += (Block("paragraph", cell.start, cell.end) for cell in line.cells if cell.end > cell.start)


def _add_table(blocks: list[Block], text: str, lines: Sequence[Line], comments: set[int]) -> None:
    table = len(blocks)
    blocks.append(Block("table", lines[0].start, lines[-1].end))
    early = [line for line in lines[: LOOKED_AT + 1] if line.start not in comments]
    heads = count_heads([[text[cell.start : cell.end] for cell in line.cells] for line in early])
    number = 0
    for line in lines:
        if line.start in comments:
            blocks.append(Block("furniture", line.start, line.end, table))
            continue
        row = len(blocks)
        number += 1
        blocks.append(Block("head" if number <= heads else "row", line.start, line.end, table, line.number))
        for column, cell in enumerate(line.cells):
            if cell.end > cell.start:
                _add_cell(blocks, text, cell, row, column)


def _add_cell(blocks: list[Block], text: str, cell: Cell, row: int, column: int) -> None:
    """The cell, and the second quote of each two in it as markup."""
    blocks.append(Block("cell", cell.start, cell.end, row, column))
    place = len(blocks) - 1
    pair = text.find('""', cell.start, cell.end) if cell.quoted else -1
    while pair >= 0:
        blocks.append(Block("markup", pair + 1, pair + 2, place))
        pair = text.find('""', pair + 2, cell.end)
