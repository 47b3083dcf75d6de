"""Tables whose columns blanks set apart: which lines are theirs, and in which column each of their words stands."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from index.documents.plaintext.lines import Cell, Line, cells_of, is_rule, is_stamped, opens_low
from index.documents.plaintext.lists import marker
from index.documents.plaintext.rows import Row, is_head, table_of
from index.documents.plaintext.setting import Found, Setting
from index.documents.plaintext.shapes import is_number

LONGEST = 400  # characters of a line of a table
APART = 3  # lines, at most, that part a row from the next: rules, and behind the head a blank one
HEADS = 3  # lines of a head, at most


class _Line(NamedTuple):
    line: Line
    cells: list[Cell]
    parted: bool
    """Whether a rule or a blank line stands above it."""


def columns_at(lines: Sequence[Line], at: int, setting: Setting) -> Found | None:
    """The table that begins with this line: two lines or more whose words stand in the same columns."""
    found, end = _table_lines(lines, at, setting)
    fewest = 2 if any(line.words for line in lines[max(0, at - 3) : at]) or setting.depth else 3  # not a letterhead
    if sum(len(row.cells) > 1 for row in found) < fewest:
        return None
    columns = _columns(found)
    rows = [_in_columns(row.cells, columns) for row in found]
    heads = _heads(found, rows, setting.text)
    whole = _joined(found, rows, heads)
    if len(whole) < 2:
        return None
    return [table_of(whole, heads > 0 or is_head(whole, setting.text), setting.text)], end


def may_begin_columns(lines: Sequence[Line], at: int) -> bool:
    """Whether this line and the next have words in the same columns."""
    if at + 1 >= len(lines) or "  " not in lines[at].words or "  " not in lines[at + 1].words:
        return False
    return _is_aligned(_cells(lines[at]), _cells(lines[at + 1]))


def _cells(line: Line) -> list[Cell]:
    """The cells of a line; a number or an item's mark before its words is none."""
    cells = cells_of(line) if len(line.words) <= LONGEST and not is_stamped(line) else []
    mark = marker(line)
    if cells and ((mark and not mark.value) or (len(cells) == 2 and (mark or is_number(line, cells[0])))):
        return [Cell(cells[0].start, cells[-1].end, cells[0].left, cells[-1].right)]
    return cells


def _table_lines(lines: Sequence[Line], at: int, setting: Setting) -> tuple[list[_Line], int]:
    """The lines of the table that begins here, without rules and blank ones; the number of the line behind it."""
    found: list[_Line] = []
    parted, end = False, at
    for number in range(at, len(lines)):
        line = lines[number]
        if (number > at and line.start in setting.begun) or number - end > APART:
            break
        if not line.words or is_rule(line):
            if not line.words and not _may_be_head(found):
                break
            parted = True
            continue
        cells, below = _cells(line), lines[number + 1] if number + 1 < len(lines) else None
        if not (_belongs(line, below, cells, found, parted) if found else len(cells) > 1):
            break
        found.append(_Line(line, cells, parted))
        parted, end = False, number + 1
    return found, end


def _may_be_head(found: list[_Line]) -> bool:
    """Whether these lines can be a head, below which a blank line stands: one, or more that begin further in."""
    margin = found[0].line.indent + 1 if found else 0
    return 0 < len(found) <= HEADS and all(row.line.indent > margin for row in found[1:])


def _belongs(line: Line, below: Line | None, cells: list[Cell], found: list[_Line], parted: bool) -> bool:
    """Whether a line goes on with the table above it."""
    near = [row.cells for row in found[-HEADS:] if len(row.cells) > 1]
    if len(cells) > 1:
        return any(_is_aligned(others, cells) for others in near)
    margin = min(row.line.indent for row in found)
    if not cells or (parted and cells[0].left <= margin + 1 and not _is_label(line, below)):
        return False
    if cells[0].left > margin + 1:
        return any(c.left - 2 <= cells[0].left < c.right and c.left > margin + 1 for others in near for c in others)
    fits = any(cells[0].right < others[1].left for others in near)
    return fits and (_is_label(line, below) or opens_low(line) or line.words[0] == "(")


def _is_label(line: Line, below: Line | None) -> bool:
    """Whether a line is the beginning of what a row is called; the rest of its name and its cells stand below."""
    if below is None or len(_cells(below)) < 2 or line.words[-1] in ".:;?!":
        return False
    return line.words.endswith("-") or opens_low(below)


def _is_aligned(first: list[Cell], second: list[Cell]) -> bool:
    """Whether the cells of two lines stand under each other: half of them, or all where all gaps are narrow."""
    if len(first) < 2 or len(second) < 2:
        return False
    margin = min(first[0].left, second[0].left) + 1
    few, many = sorted(([c for c in cells if c.left > margin] for cells in (first, second)), key=len)
    lefts, rights = {cell.left for cell in many}, {cell.right for cell in many}
    exact = sum(cell.left in lefts or cell.right in rights for cell in few)
    almost = {left + by for left in lefts for by in (-1, 0, 1)}
    near = sum(any(c.left < cell.right and cell.left < c.right for c in many) for cell in few)
    gaps = [right.left - left.right for cells in (first, second) for left, right in pairwise(cells)]
    if max(gaps) <= 2 or len(few) == 1:
        return exact == len(few) > 0
    return 2 * exact > len(few) or (2 * near >= len(few) and any(cell.left in almost for cell in few))


def _columns(found: list[_Line]) -> list[Cell]:
    """Where the columns stand: as in the lines of most cells, if there are two such."""
    counts = Counter(len(row.cells) for row in found)
    size = max((count for count, times in counts.items() if times > 1), default=max(counts))
    full = [row.cells for row in found if len(row.cells) == max(size, 2)] or [max((r.cells for r in found), key=len)]
    return [
        Cell(0, 0, median_low([cell.left for cell in column]), median_low([cell.right for cell in column]))
        for column in zip(*full, strict=True)
    ]


def _in_columns(cells: list[Cell], columns: list[Cell]) -> Row:
    """Cells with the columns that they are nearest to; in order, where there are as many."""
    if len(cells) == len(columns):
        return [(column, cell.start, cell.end) for column, cell in enumerate(cells)]
    row: Row = []
    for cell in cells:
        least = row[-1][0] if row else 0
        column = min((_distance(cell, columns[n]), n) for n in range(least, len(columns)))[1]
        row.append((column, cell.start, cell.end))
    return row


def _distance(cell: Cell, column: Cell) -> tuple[int, int]:
    """How far a cell is from a column: the blanks between them, then how differently they begin or end."""
    between = max(cell.left - column.right, column.left - cell.right, 0)
    return between, min(abs(cell.left - column.left), abs(cell.right - column.right))


def _heads(found: list[_Line], rows: list[Row], text: str) -> int:
    """How many lines above the first rule name the columns."""
    ruled = next((number for number, line in enumerate(found[: HEADS + 1]) if number and line.parted), 0)
    names = all(row[0][0] > 0 or not any(c.isdigit() for c in text[row[0][1] : row[-1][2]]) for row in rows[:ruled])
    return ruled if names else 0


def _joined(found: list[_Line], rows: list[Row], heads: int) -> list[Row]:
    """The rows, each of one line or of several: those of the head, and words under those of a row."""
    whole: list[Row] = []
    is_label = False
    for number, (row, (line, _, parted)) in enumerate(zip(rows, found, strict=True)):
        within = 0 < number < heads or (number > heads and not parted and (is_label or _goes_on(row, whole[-1], line)))
        if within:
            whole[-1] = whole[-1] + row
        else:
            whole.append(row)
        below = found[number + 1].line if number + 1 < len(found) else None
        is_label = len(row) == 1 and row[0][0] == 0 and _is_label(line, below)
    return whole


def _goes_on(row: Row, above: Row, line: Line) -> bool:
    """Whether a line's words belong to the row above it: nothing is in the first column, or the rest of its name."""
    if row[0][0] == 0:
        return len(row) == 1 and (opens_low(line) or line.words[0] == "(")
    columns = {column for column, _, _ in above}
    is_sum = all(column in columns for column, _, _ in row) and not any(c.isalpha() for c in line.words)
    return not is_sum or above[0][0] > 0
