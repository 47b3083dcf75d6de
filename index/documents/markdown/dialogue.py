"""Talk that is marked as such: questions in bold or behind "Q:" with their answers, and what several speakers say."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.documents.document import SILENT
from index.documents.markdown.nodes import Node, line_starts, named, part, split, words

LONGEST_QUESTION = 300  # characters
LONGEST_ANSWER = 12  # blocks between two questions that are no headings
_BOLD = re.compile(rf"(\*\*|__)(?=\S)((?:(?!\1).){{1,{LONGEST_QUESTION}}}+)\1", re.DOTALL)
_LABEL = re.compile(r"(?:\*\*|__)?([QA])\d{0,3}([:.])(?:\*\*|__)?(?!\S)[ \t]*")
_HELD = {"list", "code", "table"}


class _Piece(NamedTuple):
    """A block, and where it asks and where it begins to answer, if it does."""

    node: Node
    asks: tuple[int, int] | None = None
    answers: int | None = None


def exchanges(text: str, nodes: Sequence[Node], is_item: bool = False) -> list[Node]:
    """The same blocks, those that ask with those that answer as exchanges. All else of a list's item is the answer."""
    pieces = [piece for node in nodes for piece in _pieces(text, node)]
    found: list[Node] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        end = _end(text, pieces, at, is_item) if piece.asks else at + 1
        answers = [piece.node for piece in pieces[at + 1 : end]]
        head = piece.node
        if piece.answers is not None:
            answers.insert(0, part(text, head, piece.answers, head.end))
            head = part(text, head, head.start, piece.answers)
        if piece.asks and any(node.kind not in SILENT for node in answers):
            found.append(exchange(text, named(text, head, *piece.asks, "question"), answers))
            at = end
        else:
            found.append(piece.node)
            at += 1
    return found


def exchange(text: str, asked: Sequence[Node], answers: Sequence[Node]) -> Node:
    """A question, with the markup around it, and its answer, less the "A:" before that."""
    first = answers[0]
    label = _label(text, first, "A")
    if label:
        answers = [Node("markup", first.start, label), part(text, first, label, first.end), *answers[1:]]
    return Node("exchange", asked[0].start, asked[0].start, children=[*asked, *answers])


def asked_from(text: str, node: Node) -> int:
    """Where the words of a question begin: behind a "Q:", if there is one."""
    return _label(text, node, "Q") or node.start


def is_boundary(text: str, node: Node) -> bool:
    """Whether what stands before a block and what stands behind it do not belong together: a heading, a rule, notes."""
    if node.kind != "markup":
        return node.kind in ("heading", "exchange")
    mark = text[node.start : node.end]
    return mark.startswith(("[^", "</details")) or (mark[0] in "-*_" and not any(map(str.isalnum, mark)))


def _label(text: str, node: Node, letter: str) -> int:
    """Where the words begin behind a "Q:" or "A:"; 0 where there is none."""
    label = _LABEL.match(text, node.start, node.end) if node.kind in ("paragraph", "heading") else None
    return label.end() if label and label.group(1) == letter else 0


def _pieces(text: str, node: Node) -> list[_Piece]:
    if node.kind != "paragraph":
        return [_Piece(node)]
    labels = [label for start in line_starts(text, node) if (label := _LABEL.match(text, start, node.end))]
    if labels and labels[0].start() == node.start and any(label.group(1) == "Q" for label in labels):
        return [_asking(text, piece) for piece in split(text, node, [label.start() for label in labels])]
    return [_asking(text, node)]


def _asking(text: str, node: Node) -> _Piece:
    bold = _BOLD.match(text, node.start, node.end)
    start = _label(text, node, "Q")
    if bold and bold.group(2).endswith("?"):
        rest = text[bold.end() : node.end].strip()
        return _Piece(node, (max(start, bold.start(2)), bold.end(2)), bold.end() if rest else None)
    if start and (text[start - 4 : start].rstrip(" \t*_").endswith(":") or text.endswith("?", start, node.end)):
        return _Piece(node, (start, node.end))
    return _Piece(node)


def _end(text: str, pieces: Sequence[_Piece], at: int, is_item: bool) -> int:
    """Behind the last block of an answer: the one before the next question; without such, what is plainly its own."""
    limit = len(pieces) if is_item else min(len(pieces), at + LONGEST_ANSWER)
    stops = (i for i in range(at + 1, limit) if pieces[i].asks or is_boundary(text, pieces[i].node))
    stop = next(stops, len(pieces) if is_item else -1)
    if stop > 0 and (is_item or pieces[stop].asks):
        return stop
    end = at + 1
    if pieces[at].answers is None and end < len(pieces):
        follows = pieces[end].node
        answers = _label(text, follows, "A") or words(text, pieces[at].node).endswith("?")
        end += bool(answers and follows.kind in {"paragraph", *_HELD})
    while 0 < end < len(pieces) and text.endswith(":", 0, pieces[end - 1].node.end) and pieces[end].node.kind in _HELD:
        end += 1
    return end
