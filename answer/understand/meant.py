"""What a follow-up takes from the conversation: the words there that it means, found by the trained reader.

"When did they disband?" → "Zappa and the Mothers of Invention". The reader is asked with a few words before the
question that tell this task from its other, and reads the conversation in the place of a passage.
"""

from collections.abc import Iterable
from typing import NamedTuple

TASK = "What is meant in: "
TURNS = 3  # of the conversation, the last ones
LONGEST_ANSWER = 40  # words


class Turn(NamedTuple):
    """What was asked, as it stands alone, and what was answered."""

    question: str
    answer: str


def asked_of(question: str) -> str:
    """The question as the reader is asked what it means."""
    return TASK + question


def conversation(title: str, turns: Iterable[Turn]) -> str:
    """The text in which the reader looks for it; `title`: of the document that was cited last, "" for none."""
    lines = [title] if title else []
    for turn in list(turns)[-TURNS:]:
        lines += [turn.question, " ".join(turn.answer.split()[:LONGEST_ANSWER])]
    return "\n".join(line for line in lines if line)
