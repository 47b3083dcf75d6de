"""Questions and their answers: marked "Q:" and "A:", or a short question above what answers it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.documents.document import LEAVES
from index.documents.plaintext.lines import Line
from index.documents.plaintext.marks import Mark, Marks, label
from index.documents.plaintext.tree import Node

ANSWERS = {
    "q": ("a", "r"),
    "question": ("answer", "réponse"),
    "f": ("a", "s"),
    "p": ("r",),
    "frage": ("antwort",),
    "pregunta": ("respuesta",),
    "domanda": ("risposta",),
}
"""What marks a question, and what marks its answer."""
PLAIN = ("q", "question")
"""Marks that need no question mark behind what they mark."""
LONGEST = 200  # characters of a question that nothing marks
OFTEN = 0.2  # of the blocks are questions, at least, where nothing but the question mark tells

_MARK = re.compile(r"[*_]{0,2}(?P<word>[^\W\d_]{1,9})\s?(?P<number>\d{0,3})\s?(?P<stop>[.:)])[*_]{0,2}(?=\s|$)")
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]?|\(\w{1,3}\)|§\s?\d+)\s+(?=\S)")
_Found = list[tuple[int, re.Match[str]]]


def marked(lines: Sequence[Line]) -> tuple[Marks, dict[int, int]]:
    """The exchanges whose questions and answers are marked; by the first line of each answer its mark's length."""
    found = [(at, match) for at, line in enumerate(lines) if line.words and (match := _MARK.match(line.words[:40]))]
    for word, answers in ANSWERS.items():
        asked = [(at, match) for at, match in found if match["word"].lower() == word]
        if not asked:
            continue
        like = asked[0][1]
        told = [
            (at, match)
            for at, match in found
            if at > asked[0][0] and match["word"].lower() in answers and _is_like(match, like)
        ]
        if _are_pairs(lines, asked, told) or (word in PLAIN and 2 * len(told) >= len(asked) and told):
            marks = {lines[at].start: _mark(lines[at], match.end()) for at, match in asked}
            return marks, {lines[at].start: match.end() for at, match in told}
    return {}, {}


def _is_like(match: re.Match[str], other: re.Match[str]) -> bool:
    return match["stop"] == other["stop"] and match["word"][0].isupper() == other["word"][0].isupper()


def _are_pairs(lines: Sequence[Line], asked: _Found, told: _Found) -> bool:
    """Whether a question mark and an answer follow most marks of questions."""
    marks = sorted([(at, True) for at, _ in asked] + [(at, False) for at, _ in told])
    pairs = [
        (first, second)
        for (first, is_question), (second, asks) in pairwise(marks)
        if is_question and not asks and any(line.words.endswith("?") for line in lines[first : min(second, first + 8)])
    ]
    return 2 * len(pairs) >= len(asked) and bool(pairs)


def _mark(line: Line, length: int) -> Mark:
    return Mark("exchange", label("markup", line, 0, length), line.without(length).start)


def unmarked(nodes: list[Node], text: str) -> list[Node]:
    """The same blocks, with each short question and what follows it made one, where there are two or more of them."""
    places = _questions(nodes, text)
    if len(places) < 2:
        return nodes
    found, asked = nodes[: places[0]], set(places)
    for place in places:
        end = place + 1
        while end < len(nodes) and end not in asked and nodes[end].kind != "heading":
            end += 1
        found.append(_exchange(nodes[place:end], text))
        while end < len(nodes) and end not in asked:
            found.append(nodes[end])
            end += 1
    return found


def _questions(nodes: list[Node], text: str) -> list[int]:
    """The places of the questions that something follows; those that nothing sets off only where they are many."""
    asks = [_asks(node, text) for node in nodes]
    places = [
        place
        for place in range(len(nodes) - 1)
        if asks[place] and not asks[place + 1] and nodes[place + 1].kind not in ("heading", "exchange", "turn", "message")
    ]
    set_off = [place for place in places if nodes[place].kind == "heading" or (nodes[place].within[:1] and nodes[place].within[0].start == nodes[place].start)]
    if len(set_off) > 1:
        return set_off
    return places if places and len(places) >= OFTEN * (len(nodes) - places[0]) else []


def _asks(node: Node, text: str) -> bool:
    if node.kind not in ("paragraph", "heading") or node.end - node.start > LONGEST:
        return False
    words = text[node.start : node.end].strip("*_ ")
    return words.endswith("?") and words[0] not in "\"'“‘«„»-–—(["


def _exchange(nodes: list[Node], text: str) -> Node:
    """A question and what answers it."""
    first = nodes[0]
    number = _NUMBER.match(text, first.start, first.end)
    before = [Node("markup", first.start, first.start + len(number.group().rstrip()))] if number else []
    start = number.end() if number else first.start
    question = Node("question", start, first.end, within=[node for node in first.within if node.start >= start])
    return Node("exchange", first.start, nodes[-1].end, within=[*before, question, *nodes[1:]])


def without_rest(nodes: list[Node]) -> list[Node]:
    """The same blocks, where what follows the last turn or answer is none of it: no other is of so many blocks."""
    found: list[Node] = []
    most: dict[str, int] = {}
    run = 0
    for place, node in enumerate(nodes):
        found.append(node)
        if node.kind not in ("turn", "exchange"):
            most, run = {}, 0
            continue
        run += 1
        is_last = place + 1 == len(nodes) or nodes[place + 1].kind != node.kind
        limit = most.get(node.kind, 0)
        if is_last and run > 2 and len(node.content) > limit:
            found += _cut(node, limit)
        most[node.kind] = max(limit, len(node.content))
    return found


def _cut(node: Node, limit: int) -> list[Node]:
    """Leave a block with its first `limit` parts that say something; what it held besides."""
    keep = node.content[:limit]
    place = next((n for n, child in enumerate(node.within) if limit and child is keep[-1]), len(node.within) - 1) + 1
    rest = node.within[place:]
    if not rest or any(child.kind in LEAVES and child.kind not in ("paragraph", "code") for child in rest):
        return []
    node.within = node.within[:place]
    node.end = node.within[-1].end
    return rest
