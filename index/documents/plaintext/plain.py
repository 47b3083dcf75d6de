"""What lines that say who speaks, asks or writes are, in any text that is made of lines: turns, exchanges, messages.

The loader of plain text finds them among its lines; that of another format among its paragraphs.
"""

from collections.abc import Sequence
from typing import NamedTuple

from index.documents.document import Block, Kind, Span
from index.documents.plaintext import chats, exchanges, mails, turns
from index.documents.plaintext.lines import Line, lines_of
from index.documents.plaintext.marks import Speech
from index.documents.plaintext.spoken import said_at
from index.documents.plaintext.tree import flatten


class Utterance(NamedTuple):
    """A turn, exchange or message in a stretch of text."""

    kind: Kind
    start: int
    end: int
    labels: tuple[Block, ...]
    """What names it, in order: speaker, sender, date, subject, question; with markup and furniture. Each one's parent
    is its place among these, or -1 for the utterance.
    """
    body: Span
    """What is said, to be read for blocks of its own; empty where nothing is."""


def utterances(text: str, start: int, end: int) -> list[Utterance]:
    """The turns, exchanges and messages in a stretch of text, in order; what stands between them is none."""
    lines = lines_of(text, start, end)
    found = speech(lines)
    begun = found.marks.keys() | found.answers.keys()
    spoken: list[Utterance] = []
    at = 0
    while at < len(lines):
        if mark := found.marks.get(lines[at].start):
            labels, body, at = said_at(lines, at, found, begun, text)
            words = [line for line in body if line.words]
            whole = (words[0].start, words[-1].end) if words else (labels[-1].end, labels[-1].end)
            spoken.append(Utterance(mark.kind, labels[0].start, whole[1], flatten(labels), whole))
        else:
            at += 1
    return spoken


def answered(blocks: Sequence[Block], text: str) -> list[Span]:
    """Among the blocks of one parent, each short question with what answers it: from which place to which."""
    return exchanges.unmarked(blocks, text)


def speech(lines: Sequence[Line]) -> Speech:
    """What begins a turn, an exchange or a message among lines."""
    letters = mails.mails(lines)
    chat = chats.messages(lines)
    asked, told = exchanges.marked(lines)
    spoken = {} if chat else turns.turns(lines)
    spoken = {start: mark for start, mark in spoken.items() if start not in asked and start not in told}
    return Speech({**spoken, **asked, **chat, **letters}, told)
