"""What somebody thought of an answer: a line of the feedback file, as the chat writes and the evals read it."""

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from answer.answer import Answer

Rating = Literal["up", "down", "none"]
"""none: a thumb was taken back."""


class Feedback(BaseModel):
    """One thumb, up or down, with all that is needed to ask again and to see what was shown."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    when: str
    """UTC, ISO 8601."""
    rating: Rating
    question: str
    standalone_question: str
    history: tuple[str, ...]
    """The conversation's earlier questions, oldest first."""
    answer: Answer
    corpus: str
    """Hash over the ids and texts of all documents, as they were searched."""
    model: str
    """Fingerprint of the embedding model."""
    of: str = ""
    """The message that showed the answer: a later line of the same one takes this one's place. Often unknown ("")."""
    comment: str = ""
    """What somebody said of it in their own words."""


def standing(lines: Sequence[Feedback]) -> list[Feedback]:
    """What is thought now: of several lines on one message the last, and none that was taken back."""
    last = {line.of: line for line in lines if line.of}
    return [line for line in lines if (not line.of or last[line.of] is line) and line.rating != "none"]
