"""Terms with their text hanging beside them, or indented under them."""

from collections.abc import Sequence

from index.documents.plaintext.definitions import definition_of
from index.documents.plaintext.lines import Line, cells_of
from index.documents.plaintext.lists import marker
from index.documents.plaintext.setting import Found, Setting
from index.documents.plaintext.shapes import is_number
from index.documents.plaintext.tree import Node, span_leaf

LONGEST = 40  # characters of a term
LONGEST_LINE = 400


def hanging_at(lines: Sequence[Line], at: int, setting: Setting) -> Found | None:
    """Definitions whose text stands beside their term, over several lines; two or more, blank lines between or not."""
    entries: list[tuple[int, int]] = []
    end, column = at, _hangs(lines[at])
    while column and end < len(lines) and _hangs(lines[end]) == column and lines[end].indent == lines[at].indent:
        begin, end = end, _end(lines, end, column - 1, setting)
        entries.append((begin, end))
        end = next((n for n in range(end, min(end + 2, len(lines))) if lines[n].words), len(lines))
        if end < len(lines) and lines[end].start in setting.begun:
            break
    if len(entries) < 2 or all(b - a == 1 for a, b in entries):
        return None
    return [_hung(lines[a:b], setting) for a, b in entries], entries[-1][1]


def _end(lines: Sequence[Line], at: int, indent: int, setting: Setting) -> int:
    """The number of the line behind what is indented so far below this line; single blank lines may part it."""
    behind = at + 1
    for end in range(at + 1, len(lines)):
        if lines[end].start in setting.begun or end > behind + 1 or (lines[end].words and lines[end].indent < indent):
            break
        behind = end + 1 if lines[end].words else behind
    return behind


def _hangs(line: Line) -> int:
    """The column at which a text begins beside its term; 0 where the line is no such."""
    if "  " not in line.words[:LONGEST] or marker(line) or len(line.words) > LONGEST_LINE:
        return 0
    cells = cells_of(line)
    is_term = len(cells) == 2 and cells[0].right - cells[0].left <= LONGEST and not is_number(line, cells[0])
    return cells[1].left if is_term else 0


def _hung(lines: Sequence[Line], setting: Setting) -> Node:
    first = lines[0]
    name, text = cells_of(first)
    term = span_leaf("term", name.start, name.end, setting.text)
    return definition_of(term, [first.without(text.start - first.start), *lines[1:]], setting)


def glossary_at(lines: Sequence[Line], at: int, setting: Setting) -> Found | None:
    """Definitions whose text is indented under their term; two or more."""
    entries: list[tuple[int, int]] = []
    end = at
    while end < len(lines) and _is_head(lines, end, lines[at].indent) and lines[end].start not in setting.begun:
        begin, end = end, _end(lines, end, lines[at].indent + 2, setting)
        entries.append((begin, end))
        end = next((n for n in range(end, min(end + 2, len(lines))) if lines[n].words), len(lines))
    if len(entries) < 2:
        return None
    nodes = []
    for begin, behind in entries:
        term = span_leaf("term", lines[begin].start, lines[begin].end, setting.text)
        nodes.append(definition_of(term, lines[begin + 1 : behind], setting))
    return nodes, entries[-1][1]


def _is_head(lines: Sequence[Line], at: int, indent: int) -> bool:
    """Whether the line is a term: a few words without a stop, directly above what is indented under it."""
    line = lines[at]
    if at + 1 >= len(lines) or line.indent != indent or len(line.words) > LONGEST or len(cells_of(line)) > 1:
        return False
    below = lines[at + 1]
    ends = line.words[-1:].isalnum() or line.words[-1:] == ")"
    return ends and below.indent > indent + 1 and bool(below.words) and not marker(below) and not marker(line)
