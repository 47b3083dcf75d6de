"""Questions and their answers: marked "Q:" and "A:", or a short question above what answers it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.documents.document import Block, Kind, Span
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
APART: tuple[Kind, ...] = ("heading", "exchange", "turn", "message")
"""What answers no question that is above it."""

_MARK = re.compile(r"[*_]{0,2}(?P<word>[^\W\d_]{1,9})\s?(?P<number>\d{0,3})\s?(?P<stop>[.:)])[*_]{0,2}(?=\s|$)")
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]?|\(\w{1,3}\)|§\s?\d{1,4})\s+(?=\S)")
_MARKS = "*_-=~^# \n"
"""What may stand around a question that is bold, or underlined."""
_Found = list[tuple[int, re.Match[str]]]


def marked(lines: Sequence[Line]) -> tuple[Marks, dict[int, int]]:
    """The exchanges whose questions and answers are marked; by the first line of each answer its mark's length."""
    found = [(at, match) for at, line in enumerate(lines) if line.words and (match := _MARK.match(line.words[:40]))]
    for word, answers in ANSWERS.items():
        asked = [(at, match) for at, match in found if match["word"].lower() == word and _may_ask(match)]
        told = [
            (at, match)
            for at, match in found
            if asked and at > asked[0][0] and match["word"].lower() in answers and _is_like(match, asked[0][1])
        ]
        if told and (_are_pairs(lines, asked, told) or (word in PLAIN and 2 * len(told) >= len(asked))):
            marks = {lines[at].start: _mark(lines[at], match.end()) for at, match in asked}
            return marks, {lines[at].start: match.end() for at, match in told}
    return {}, {}


def _may_ask(match: re.Match[str]) -> bool:
    """Whether a mark is none of an item between those of "p." and "r."."""
    return len(match["word"]) > 1 or match["word"].isupper() or match["stop"] == ":"


def _is_like(match: re.Match[str], other: re.Match[str]) -> bool:
    return match["stop"] == other["stop"] and match["word"][0].isupper() == other["word"][0].isupper()


def _are_pairs(lines: Sequence[Line], asked: _Found, told: _Found) -> bool:
    """Whether a question mark and an answer follow most marks of questions."""
    marks = sorted([(at, True) for at, _ in asked] + [(at, False) for at, _ in told])
    pairs = sum(
        any(line.words.endswith("?") for line in lines[first : min(second, first + 8)])
        for (first, is_question), (second, asks) in pairwise(marks)
        if is_question and not asks
    )
    return 2 * pairs >= len(asked)


def _mark(line: Line, length: int) -> Mark:
    return Mark("exchange", label("markup", line, 0, length), line.without(length).start)


def unmarked(siblings: Sequence[Node | Block], text: str) -> list[Span]:
    """From which place to which among blocks of one parent each short question and what answers it are.

    There are none where there is but one such question, or where few of the blocks are, and nothing sets them off.
    """
    asks = [_asks(block, text) for block in siblings]
    places = [
        place
        for place in range(len(siblings) - 1)
        if asks[place] and not asks[place + 1] and siblings[place + 1].kind not in APART
    ]
    set_off = [place for place in places if _is_set_off(siblings[place], text)]
    if len(set_off) > 1:
        places = set_off
    elif len(places) < 2 or len(places) < OFTEN * (len(siblings) - places[0]):
        return []
    following = [*places[1:], len(siblings)]
    return [(place, _answer_end(siblings, place, end)) for place, end in zip(places, following, strict=True)]


def _asks(block: Node | Block, text: str) -> bool:
    if block.kind not in ("paragraph", "heading") or block.end - block.start > LONGEST:
        return False
    words = text[block.start : block.end].strip(_MARKS)
    return words.endswith("?") and words[0] not in "\"'“‘«„»-–—(["


def _is_set_off(block: Node | Block, text: str) -> bool:
    """Whether a question is a heading, numbered, or bold."""
    is_numbered = _NUMBER.match(text, block.start, block.end) is not None
    return block.kind == "heading" or is_numbered or text.startswith(("**", "__"), block.start)


def _answer_end(siblings: Sequence[Node | Block], place: int, end: int) -> int:
    return next((n for n in range(place + 1, end) if siblings[n].kind in APART), end)


def exchanged(nodes: list[Node], text: str) -> list[Node]:
    """The same blocks, with each unmarked question and its answer made one."""
    found: list[Node] = []
    last = 0
    for start, end in unmarked(nodes, text):
        found += [*nodes[last:start], _exchange(nodes[start:end], text)]
        last = end
    return [*found, *nodes[last:]]


def _exchange(nodes: list[Node], text: str) -> Node:
    first = nodes[0]
    number = _NUMBER.match(text, first.start, first.end)
    before = [Node("markup", first.start, first.start + len(number.group().rstrip()))] if number else []
    start = number.end() if number else first.start
    question = Node("question", start, first.end, within=[node for node in first.within if node.start >= start])
    return Node("exchange", first.start, nodes[-1].end, within=[*before, question, *nodes[1:]])
