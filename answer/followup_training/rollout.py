"""Conversations, asked again from their second question on, each turn with our understanding of the earlier ones."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from answer.conversation import TURNS, Turn
from answer.followup_training.dialogues import Dialogue

Understand = Callable[[str, Sequence[Turn]], str]
"""A question and the turns before it, oldest first → the question standing alone."""


@dataclass(frozen=True)
class Understood:
    """A question, how a person understood it, and how it was understood here."""

    source: str
    topic: str
    asked: str
    rewrite: str
    before: tuple[Turn, ...]
    """The last turns, oldest first, as they were understood here."""
    ours: str


def roll_out(dialogues: Iterable[Dialogue], understand: Understand | None = None) -> list[Understood]:
    """Every question that has a history, once; understood as the person did where there is no `understand`.

    The first question of a conversation is given as a person understood it: it has no history.
    """
    known: dict[tuple[str, str, tuple[Turn, ...]], Understood] = {}
    for dialogue in dialogues:
        first, *others = dialogue.turns
        turns = [Turn(first.understood, first.understood, first.said)]
        for turn in others:
            before = tuple(turns[-TURNS:])
            key = (dialogue.topic, turn.asked, before)
            if key not in known:
                ours = understand(turn.asked, before) if understand else turn.understood
                known[key] = Understood(dialogue.source, dialogue.topic, turn.asked, turn.understood, before, ours)
            turns.append(Turn(turn.asked, known[key].ours, turn.said))
    return list(known.values())
