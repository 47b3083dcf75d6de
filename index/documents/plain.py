"""What lines that say who speaks, asks or writes are, in any text that is made of lines: turns, exchanges, messages."""

from collections.abc import Sequence

from index.documents.plaintext import chats, exchanges, mails, turns
from index.documents.plaintext.lines import Line
from index.documents.plaintext.marks import Marks


def speech(lines: Sequence[Line]) -> tuple[Marks, dict[int, int]]:
    """What begins a turn, an exchange or a message, by the start of its first line; and the answers' marks: how many
    characters mark the answer that begins with a line.
    """
    letters = mails.mails(lines)
    chat = chats.messages(lines)
    asked, told = exchanges.marked(lines)
    spoken = {} if chat else turns.turns(lines)
    spoken = {start: mark for start, mark in spoken.items() if start not in asked and start not in told}
    return {**spoken, **asked, **chat, **letters}, told
