"""Paragraphs that begin with (a), (b)… or (i), (ii)… or ¹, ²… → numbered lists: of a contract, below a table."""

import re
from collections.abc import Sequence

from index.documents.markdown.nodes import Node, line_starts, part, split

_NOTES = "¹²³⁴⁵⁶⁷⁸⁹"
MARKER = re.compile(rf"(?:\(?([A-Za-z]|[ivxIVX]{{1,6}}|[0-9]{{1,3}})\)|([{_NOTES}]))(?=[ \t]+\S)")
DEEPEST = 6
_HELD = {"list", "code", "table", "quotation"}
_ROMAN = {"i": 1, "v": 5, "x": 10}

Numbers = dict[str, int]
"""How far a marker counts, by what it counts in: letters, Roman or Arabic figures. "(i)" is the ninth letter, too."""


def lettered(text: str, nodes: Sequence[Node]) -> list[Node]:
    """The same blocks, those that count on from (a), (i) or (1) as the items of lists, with what stands below them."""
    pieces = [piece for node in nodes for piece in _pieces(text, node)]
    found: list[Node] = []
    at = 0
    while at < len(pieces):
        run = _Run(text)
        end = at
        while end < len(pieces) and run.takes(pieces[end], pieces[end + 1 : end + 2]):
            end += 1
        is_list = end > at and len(run.lists[0].children) > 1
        found.append(run.lists[0] if is_list else pieces[at])
        at = end if is_list else at + 1
    return found


def _pieces(text: str, node: Node) -> list[Node]:
    """A paragraph whose lines count on, cut before those that do."""
    if node.kind != "paragraph":
        return [node]
    starts = [start for start in line_starts(text, node) if MARKER.match(text, start, node.end)]
    if len(starts) > 1 and _counts_on(_numbers(text, starts[0]), _numbers(text, starts[1])):
        return split(text, node, starts)
    return [node]


def _numbers(text: str, start: int) -> Numbers:
    marker = MARKER.match(text, start)
    if not marker:
        return {}
    if note := marker.group(2):
        return {"¹": _NOTES.index(note) + 1}
    sign = marker.group(1)
    if sign.isdecimal():
        return {"1": int(sign)}
    case = "a" if sign.islower() else "A"
    found = {case: ord(sign) - ord(case) + 1} if len(sign) == 1 else {}
    if all(letter in _ROMAN for letter in sign.lower()):
        values = [_ROMAN[letter] for letter in sign.lower()]
        found[f"{case} in Roman figures"] = sum(
            -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
        )
    return found


def _counts_on(before: Numbers, numbers: Numbers) -> Numbers:
    """Those numbers that come next."""
    return {way: number for way, number in numbers.items() if before.get(way) == number - 1}


class _Run:
    """Lists within each other, the outermost first, that are counted through."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.lists: list[Node] = []
        self._last: list[Numbers] = []

    def takes(self, node: Node, following: Sequence[Node]) -> bool:
        """Take the next block in, where it counts on, or stands between two that do."""
        numbers = _numbers(self._text, node.start) if node.kind == "paragraph" else {}
        first = {way: number for way, number in numbers.items() if number == 1}
        if numbers and (depth := self._depth(numbers)) >= 0:
            del self.lists[depth + 1 :], self._last[depth + 1 :]
            self._last[depth] = _counts_on(self._last[depth], numbers)
        elif first and len(self.lists) < DEEPEST:
            self._begin(node, first)
        else:
            return self._holds(node, following)
        self.lists[-1].children.append(self._item(node))
        return True

    def _depth(self, numbers: Numbers) -> int:
        """The innermost list that these count on; -1 where none is."""
        return next((at for at in reversed(range(len(self._last))) if _counts_on(self._last[at], numbers)), -1)

    def _begin(self, node: Node, first: Numbers) -> None:
        inner = Node("list", node.start, node.start, 1)
        if self.lists:
            self.lists[-1].children[-1].children.append(inner)
        self.lists.append(inner)
        self._last.append(first)

    def _holds(self, node: Node, following: Sequence[Node]) -> bool:
        """Whether the last item holds a block, since the next one counts on."""
        if not self.lists or node.kind not in _HELD or not following:
            return False
        if self._depth(_numbers(self._text, following[0].start)) < 0:
            return False
        self.lists[-1].children[-1].children.append(node)
        return True

    def _item(self, node: Node) -> Node:
        marker = MARKER.match(self._text, node.start)
        end = marker.end() if marker else node.start
        rest = part(self._text, node, end, node.end)
        return Node("item", node.start, node.start, children=[Node("markup", node.start, end), rest])
