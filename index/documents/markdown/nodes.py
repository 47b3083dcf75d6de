"""Blocks in the making: a tree that can be rearranged before it is laid out as a document's blocks."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from index.documents.document import LEAVES, SILENT, Block, Kind

_LINE_END = re.compile(r"\n[^\S\n]*")
_SPACE = re.compile(r"[^\S\n]*")

Mark = tuple[Kind, int, int]
"""Markup or furniture within a leaf, from character to character."""


@dataclass(slots=True, eq=False)
class Node:
    """A block: a leaf with its marks, or what holds others with its children."""

    kind: Kind
    start: int
    end: int
    level: int = 0
    marks: list[Mark] = field(default_factory=list)
    """In order, none overlapping another."""
    children: list["Node"] = field(default_factory=list)


def united(marks: Iterable[Mark]) -> list[Mark]:
    """Marks in order, those that overlap as one."""
    found: list[Mark] = []
    for kind, start, end in sorted(marks, key=lambda mark: mark[1:]):
        if found and start < found[-1][2]:
            found[-1] = (found[-1][0], found[-1][1], max(end, found[-1][2]))
        else:
            found.append((kind, start, end))
    return found


def part(text: str, node: Node, start: int, end: int) -> Node:
    """A stretch of a leaf, less the white space at its ends, as a leaf of the same kind."""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(text[start:end].rstrip())
    first = bisect_right(node.marks, start, key=lambda mark: mark[2])
    behind = bisect_left(node.marks, end, key=lambda mark: mark[1])
    marks = [(kind, max(a, start), min(b, end)) for kind, a, b in node.marks[first:behind]]
    while marks and marks[-1][2] == end and _is_quote(text, start, marks[-1][1]):
        end = start + len(text[start : marks.pop()[1]].rstrip())
    return Node(node.kind, start, end, node.level, marks)


def _is_quote(text: str, start: int, at: int) -> bool:
    """Whether the mark of a quotation stands here, at the beginning of a further line."""
    return text[at] == ">" and not text[text.rfind("\n", start, at) + 1 : at].strip() and at > start


def line_starts(text: str, node: Node) -> Iterator[int]:
    """Where the words of each line of a leaf begin: behind spaces, and the marks of a quotation."""
    yield node.start
    for line_end in _LINE_END.finditer(text, node.start, node.end):
        place = bisect_left(node.marks, line_end.end(), key=lambda mark: mark[1])
        is_quoted = text.startswith(">", line_end.end()) and node.marks[place : place + 1]
        at = node.marks[place][2] if is_quoted and node.marks[place][1] == line_end.end() else line_end.end()
        space = _SPACE.match(text, at)
        yield space.end() if space else at


def split(text: str, node: Node, starts: Sequence[int]) -> list[Node]:
    """A leaf cut before each of these offsets; what is empty of them is left out."""
    ends = [*starts, node.end]
    pieces = [part(text, node, start, end) for start, end in zip([node.start, *starts], ends, strict=True)]
    return [piece for piece in pieces if piece.start < piece.end]


def named(text: str, node: Node, start: int, end: int, kind: Kind) -> list[Node]:
    """The words of a leaf from `start` to `end` as a label, all else of it as markup before and behind."""
    marks = part(text, node, start, end).marks
    while marks and not text[start : marks[0][1]].strip():
        start = marks.pop(0)[2]
    while marks and not text[marks[-1][2] : end].strip():
        end = marks.pop()[1]
    label = part(text, node, start, end)
    label.kind, label.level = kind, 0
    around = [Node("markup", node.start, label.start), label, Node("markup", label.end, node.end)]
    return [piece for piece in around if piece.start < piece.end]


def words(text: str, node: Node) -> str:
    """What is read of a leaf: without marks, white space as one space."""
    return " ".join("".join(_stretches(text, node)).split())


def _stretches(text: str, node: Node) -> Iterator[str]:
    at = node.start
    for _, start, end in node.marks:
        yield text[at:start]
        at = end
    yield text[at : node.end]


def lay_out(text: str, nodes: Sequence[Node]) -> tuple[Block, ...]:
    """The blocks of a tree. Containers end with their last child; those that hold nothing are left out."""
    found: list[Block] = []
    for node in nodes:
        _lay(text, node, -1, found)
    return tuple(found)


def _lay(text: str, node: Node, parent: int, found: list[Block]) -> None:
    if node.kind in LEAVES:
        _lay_leaf(text, node, parent, found)
        return
    place, start, end = len(found), node.start, node.end
    found.append(Block(node.kind, start, end, parent, node.level))
    for child in node.children:
        next_place = len(found)
        _lay(text, child, place, found)
        if len(found) > next_place:
            start, end = min(start, found[next_place].start), max(end, found[next_place].end)
    if len(found) > place + 1:
        found[place] = found[place]._replace(start=start, end=end)
    else:
        del found[place]


def _lay_leaf(text: str, node: Node, parent: int, found: list[Block]) -> None:
    silent = node.kind in SILENT or not any(map(str.strip, _stretches(text, node)))
    if silent and node.kind not in SILENT:  # all that it holds is markup
        only = {kind for kind, *_ in node.marks} == {"furniture"}
        node = Node("furniture" if only else "markup", node.start, node.end)
    if node.kind != "markup" or any(map(str.isalnum, text[node.start : node.end])):
        place = len(found)
        found.append(Block(node.kind, node.start, node.end, parent, node.level))
        found.extend(Block(kind, start, end, place) for kind, start, end in node.marks)
