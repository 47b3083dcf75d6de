"""Paragraphs and lines that begin with the name of who speaks → turns."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.documents.markdown.nodes import Node, line_starts, named, part, split

GAP = 2  # blocks without a name that may stand between two turns
_SPEAKER = re.compile(
    r"(?:(\*\*|__)(?P<bold>[^*_:\n]{1,40})(?::\1|\1(?:[ \t]*\([^()\n]{1,30}\))?:)"
    r"|(?P<plain>[^\W\d_][^*:\n]{0,40}):(?=[ \t]+\S))(?!\S)"
)
_GOES_ON = {"paragraph", "list", "quotation", "code"}


class _Said(NamedTuple):
    """What one says at a time."""

    node: Node
    name: tuple[int, int]
    words: int
    """Where they begin."""


def turns(text: str, nodes: Sequence[Node]) -> list[Node]:
    """The same blocks, those in a row that begin with names of speakers as turns.

    It takes two speakers, one of whom speaks again or asks something: else it may be a list of fields.
    """
    said = [_said(text, node) for node in nodes]
    found: list[Node] = []
    at = 0
    while at < len(nodes):
        ends = [_end(nodes, said, at, gap) for gap in (GAP, 0)] if said[at] else []
        end = next((end for end in ends if _is_talk(text, said[at:end])), 0)
        for node, pieces in zip(nodes[at:end], said[at:end], strict=True):
            if pieces:
                found += [_turn(text, piece) for piece in pieces]
            else:
                found[-1].children.append(node)
        if not end:
            end = ends[-1] if ends else at + 1
            found += nodes[at:end]
        at = end
    return found


def _said(text: str, node: Node) -> list[_Said]:
    """What is said in a paragraph that begins with a name."""
    if node.kind != "paragraph" or not _speaker(text, node.start, node.end):
        return []
    speakers = [speaker for start in line_starts(text, node) if (speaker := _speaker(text, start, node.end))]
    pieces = split(text, node, [speaker.start() for speaker in speakers])
    return [
        _Said(piece, speaker.span("bold" if speaker["bold"] else "plain"), speaker.end())
        for piece, speaker in zip(pieces, speakers, strict=True)
    ]


def _speaker(text: str, start: int, end: int) -> re.Match[str] | None:
    found = _SPEAKER.match(text, start, end)
    names = (found["bold"] or found["plain"]).split() if found else []
    return found if 0 < len(names) <= 4 and not any(name[0].islower() for name in names) else None


def _end(nodes: Sequence[Node], said: Sequence[list[_Said]], at: int, gap: int) -> int:
    """Behind the last block of a row in which no more than `gap` in a row are without a name."""
    end = at + 1
    for place in range(at + 1, len(nodes)):
        if said[place]:
            end = place + 1
        elif place - end >= gap or nodes[place].kind not in _GOES_ON:
            break
    return end


def _is_talk(text: str, said: Sequence[list[_Said]]) -> bool:
    every = [piece for pieces in said for piece in pieces]
    names = {text[slice(*piece.name)] for piece in every}
    asks = any(text[piece.node.end - 1] == "?" for piece in every)
    return len(names) > 1 and (len(names) < len(every) or asks) and len(every) > said.count([])


def _turn(text: str, said: _Said) -> Node:
    node = said.node
    speaker = named(text, part(text, node, node.start, said.words), *said.name, "speaker")
    rest = part(text, node, said.words, node.end)
    return Node("turn", node.start, node.start, children=[*speaker, *([rest] if rest.start < rest.end else [])])
