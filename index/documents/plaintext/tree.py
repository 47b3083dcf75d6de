"""Blocks as a tree while they are found, and as the flat row that a document keeps."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import inf

from index.documents.document import LEAVES, SILENT, Block, Kind, Span
from index.documents.plaintext.lines import Line

_INLINE = re.compile(
    r"""  ``(?P<code>[^`\n]{1,200})``
        | (?P<role>:[a-z:]{1,30}:)?`(?P<link>[^`<\n]{1,200}?)(?P<address>[ ]<[^<>`\s]{1,300}>)?`_{0,2}
        | \*\*(?=\S)(?P<strong>[^*]{1,300})(?<=\S)\*\*
        | (?<![\w*])\*(?=[^\s*])(?P<stress>[^*]{1,200})(?<=\S)\*(?![\w*])
        | (?<![\w_])_{1,2}(?=[^\s_])(?P<italic>[^_]{1,200})(?<=\S)_{1,2}(?![\w_])
        | (?<=[^\s\[])(?P<note>(?:\[\d{1,3}\])+)(?![:\w])
    """,
    re.VERBOSE,
)


@dataclass(slots=True)
class Node:
    """A block, and the blocks in it in the order of the text."""

    kind: Kind
    start: int
    end: int
    level: int = 0
    within: list["Node"] = field(default_factory=list)
    style: str = ""
    """Of a heading: how it is set, by which its level is told."""

    @property
    def content(self) -> list["Node"]:
        """The blocks in it that say something, the labels aside."""
        return [node for node in self.within if node.kind in ("paragraph", "code") or node.kind not in LEAVES]


def leaf(kind: Kind, lines: Sequence[Line], text: str) -> Node:
    """These lines as one block, with the markup in them: marks before the further lines, and those in the words."""
    node = Node(kind, lines[0].start, lines[-1].end)
    before = [(line.first, line.start) for line in lines[1:] if line.first < line.start]
    marks = [(a, a + len(text[a:b].rstrip())) for a, b in before if text[a:b].strip()]
    inline = inline_marks(text, node.start, node.end)
    node.within = [Node("markup", a, b) for a, b in (_merged(marks, inline) if marks else inline)]
    return node


def span_leaf(kind: Kind, start: int, end: int, text: str, level: int = 0) -> Node:
    """A stretch of text as a block, with the markup in its words."""
    return Node(kind, start, end, level, [Node("markup", a, b) for a, b in inline_marks(text, start, end)])


def around(kind: Kind, nodes: Sequence[Node], level: int = 0) -> Node:
    """A block that holds these."""
    return Node(kind, nodes[0].start, nodes[-1].end, level, list(nodes))


def inline_marks(text: str, start: int, end: int) -> list[Span]:
    """Marks of emphasis, of code, of links and pointers to notes within a stretch of text."""
    found: list[Span] = []
    for match in _INLINE.finditer(text, start, end):
        kind = match.lastgroup or ""
        said = match.span("link" if kind == "address" else kind)
        if kind == "note":
            found.append(said)
        elif any(c.isalnum() for c in text[slice(*said)]):
            found += [span for span in ((match.start(), said[0]), (said[1], match.end())) if span[0] < span[1]]
    return found


def _merged(first: list[Span], second: list[Span]) -> list[Span]:
    """Both in order, less those of the second that touch one of the first."""
    starts = [a for a, _ in first]

    def is_free(span: Span) -> bool:
        place = bisect_left(starts, span[1])
        return place == 0 or first[place - 1][1] <= span[0]

    return sorted([*first, *filter(is_free, second)])


def flatten(nodes: Iterable[Node], apart: Sequence[Node] = ()) -> tuple[Block, ...]:
    """The tree as a document keeps it; what was set apart from it (furniture) each in the innermost block around it."""
    found: list[Block] = []
    starts = [node.start for node in apart]

    def add(node: Node, parent: int) -> None:
        place = len(found)
        found.append(Block(node.kind, node.start, node.end, parent, node.level))
        for child in filled(node.within, node.start, node.end) if node.kind not in SILENT else ():
            add(child, place)

    def filled(children: Iterable[Node], start: int, end: float) -> Iterator[Node]:
        at = start
        for child in children:
            yield from between(at, child.start)
            yield child
            at = child.end
        yield from between(at, end)

    def between(start: int, end: float) -> Iterator[Node]:
        for place in range(bisect_left(starts, start), len(starts)):
            if starts[place] >= end:
                return
            yield apart[place]

    for node in filled(nodes, 0, inf):
        add(node, -1)
    return tuple(found)
