"""What somebody thought of an answer: a line of the feedback file, as the chat writes and the evals read it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from answer.answer import Answer

Rating = Literal["up", "down"]


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
