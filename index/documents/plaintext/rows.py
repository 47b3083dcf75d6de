"""Rows of cells → a table; whether the first of them is its head; rows that bars, tabs or dots part into cells."""

import re
from collections.abc import Sequence

from index.documents.plaintext.lines import Line, is_spoken
from index.documents.plaintext.setting import Found, Setting
from index.documents.plaintext.tree import Node, around, span_leaf

Row = list[tuple[int, int, int]]
"""Cells in the order of the text: the column from 0, and from which character to which."""

MANY = 0.8  # of the rows have digits in a column whose head has none, at least
LONGEST = 2000  # characters of a row
_LEADER = re.compile(r"[ \t]?(?:\.{3,}|(?:\. ){3,}|…{2,}|_{4,})[ \t.]*(?=\S)")


def table_of(rows: Sequence[Row], has_head: bool, text: str) -> Node:
    """A table of these rows. Words of one cell that other cells part are cells of the same column."""
    nodes = []
    for number, row in enumerate(rows):
        cells: list[Node] = []
        for column, start, end in row:
            begin = cells.pop().start if cells and cells[-1].level == column else start
            cells.append(span_leaf("cell", begin, end, text, column))
        nodes.append(around("head" if has_head and number == 0 else "row", cells))
    return around("table", nodes)


def is_head(rows: Sequence[Row], text: str) -> bool:
    """Whether the first row is not like the others: it names columns, and has no digits where most of them have."""
    first, others = rows[0], rows[1:]
    words = [text[start:end] for _, start, end in first]
    if first[0][0] > 0 and len(others[0]) > len(first):
        return True
    if any(c.isdigit() for word in words for c in word) or not all(_is_name(word) for word in words):
        return False
    columns = {column for column, _, _ in first}
    return any(sum(_has_digit(row, column, text) for row in others) >= MANY * len(others) for column in columns)


def _is_name(words: str) -> bool:
    """Whether it may be what a column is called: a few words; of one alone a stop shortens it."""
    count = len(words.split())
    return count < 5 and words[-1] not in ",;:" and (words[-1] != "." or count == 1)


def _has_digit(row: Row, column: int, text: str) -> bool:
    return any(number == column and any(c.isdigit() for c in text[start:end]) for number, start, end in row)


def parted_at(lines: Sequence[Line], at: int, setting: Setting) -> Found | None:
    """The table that begins with this line, whose cells bars, tabs or rows of dots part: two lines of it or more."""
    for cells in (_between_bars, _between_tabs, _between_dots):
        if row := cells(lines[at]):
            rows, head, end = [row], False, at + 1
            while end < len(lines) and lines[end].words and lines[end].start not in setting.begun:
                further = cells(lines[end])
                if not further and (is_spoken(lines[end]) or cells is _between_dots):
                    break
                if further and _size(lines[end]) != _size(lines[at]):
                    break
                head = head or (not further and len(rows) == 1)
                rows += [further] if further else []
                end += 1
            if len(rows) > 1:
                named = head or (cells is not _between_dots and is_head(rows, setting.text))
                return [table_of(rows, named, setting.text)], end
    return None


def _size(line: Line) -> tuple[int, int]:
    return line.words.count("|"), line.words.count("\t")


def _between_bars(line: Line) -> Row:
    if "|" not in line.words or len(line.words) > LONGEST or not is_spoken(line):
        return []
    inner = line.words[line.words.startswith("|") :]
    pieces = inner.removesuffix("|").split("|")
    return _row(pieces, line.start + len(line.words) - len(inner)) if len(pieces) > 1 or inner != line.words else []


def _between_tabs(line: Line) -> Row:
    if "\t" not in line.words or len(line.words) > LONGEST:
        return []
    return _row(line.words.split("\t"), line.start)


def _between_dots(line: Line) -> Row:
    leader = _LEADER.search(line.words) if len(line.words) <= 300 else None
    if not leader or leader.start() == 0:
        return []
    return [(0, line.start, line.start + leader.start()), (1, line.start + leader.end(), line.end)]


def _row(pieces: list[str], start: int) -> Row:
    """Pieces that one character parts, as cells; empty ones left out."""
    row: Row = []
    for column, piece in enumerate(pieces):
        words = piece.strip()
        begin = start + len(piece) - len(piece.lstrip())
        if words:
            row.append((column, begin, begin + len(words)))
        start += len(piece) + 1
    return row
