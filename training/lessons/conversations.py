"""Our own conversations whose last question leans on what came before → lessons on what it means.

The layout, a file for each file of contrast sets and of the same name; a blank line ends a conversation:

    === opening-hours.md
    Q When does the lower pool open?
    A The lower pool opens at 10 from Monday to Friday.
    F and how deep is it?
    M the lower pool
    S How deep is the lower pool?

Q and A, once or twice, are what was asked and answered; F leans on it; M is what it leaves out, as Q or A have it, or
"-" where it leaves out nothing; S is the question as it stands alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from answer.errors import TrainingError
from answer.understand.meant import Turn, asked_of, conversation
from index.sentences import Span
from training.examples import Example
from training.lessons.contrast import CONTRAST

FOLDER = CONTRAST.parent / "followups"


@dataclass(frozen=True)
class Conversation:
    """What was asked and answered, and the question that leans on it."""

    document: str
    turns: tuple[Turn, ...]
    followup: str
    meant: str
    """"" where nothing is left out."""
    standalone: str

    def text(self, titled: bool = False) -> str:
        """As the reader reads it."""
        return conversation(Path(self.document).stem.replace("-", " ") * titled, self.turns)

    def place(self, text: str) -> Span | None:
        """Where what is meant stands, the last time; None where nothing is."""
        at = text.rfind(self.meant) if self.meant else -1
        return (at, at + len(self.meant)) if at >= 0 else None


def read_conversations(path: Path) -> list[Conversation]:
    """Those of a file; raises TrainingError with all that is wrong in it."""
    found, faults, document = [], [], ""
    for part in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        if lines and lines[0].startswith("=== "):
            document = lines.pop(0)[4:]
        if lines and (one := _conversation(document, lines)):
            found.append(one)
        elif lines:
            faults.append(f"{path.name}: {document}: {lines[0]!r}: not Q, A (once or twice), F, M (of Q and A), S")
    if faults:
        raise TrainingError("\n".join(faults))
    return found


def _conversation(document: str, lines: Sequence[str]) -> Conversation | None:
    marks, said = "".join(line[:2].strip() for line in lines), [line[2:].strip() for line in lines]
    if not re.fullmatch(r"(?:QA){1,2}FMS", marks):
        return None
    *before, followup, meant, standalone = said
    turns = tuple(Turn(*before[at : at + 2]) for at in range(0, len(before), 2))
    one = Conversation(document, turns, followup, "" if meant == "-" else meant, standalone)
    return one if not one.meant or one.place(one.text()) else None


def conversation_lessons(conversations: Sequence[Conversation], seed: int) -> Iterator[list[Example]]:
    """For each its examples: the question, as it stands alone, and in another conversation."""
    rng = Random(f"{seed}/conversations")
    for one in conversations:
        text = one.text(rng.random() < 0.5)
        span = one.place(text)
        yield [
            Example(asked_of(one.followup), text, span, "answerable" if span else "written"),
            Example(asked_of(one.standalone), text, None, "written"),
            Example(asked_of(one.standalone), rng.choice(conversations).text(), None, "foreign"),
        ]
