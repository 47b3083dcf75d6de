"""What begins a turn, a message or an exchange: the labels at its head, and where what is said begins."""

from dataclasses import dataclass, field
from typing import NamedTuple

from index.documents.document import Kind
from index.documents.plaintext.lines import Line, is_spoken
from index.documents.plaintext.tree import Node


class Mark(NamedTuple):
    kind: Kind
    labels: tuple[Node, ...]
    body: int
    """Where what is said begins."""
    outer: bool = False
    """Whether turns and exchanges may stand in it: a mail's."""


Marks = dict[int, Mark]
"""By the start of the line that each begins with."""


@dataclass(frozen=True)
class Speech:
    """Who speaks, asks and writes in a text."""

    marks: Marks = field(default_factory=dict)
    answers: dict[int, int] = field(default_factory=dict)
    """By the start of a line that an answer's mark begins, how many characters that takes."""


def label(kind: Kind, line: Line, start: int, end: int) -> tuple[Node, ...]:
    """These characters of a line as a label, less the white space around them; nothing where no word is among them."""
    words = line.words[start:end]
    if not any(c.isalnum() for c in words):
        return ()
    begin = line.start + start + len(words) - len(words.lstrip())
    return (Node(kind, begin, begin + len(words.strip())),)


def is_apart(above: Line | None) -> bool:
    """Whether a line below this one begins something: nothing is there, or no words are."""
    return above is None or not is_spoken(above)
