"""Thumbs up and down: what was shown, what was thought of it, and the file that keeps it."""

import errno
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from typing import Any

from filelock import FileLock
from pydantic import ValidationError

from answer.answer import Answer
from answer.assistant import Assistant
from answer.feedback import Feedback
from chat.wording import coded
from settings import FootnoteError

FILE = "feedback.jsonl"
LONGEST_COMMENT = 2000  # characters
PATIENCE = 10  # seconds that another chat may take to write its line


class FeedbackError(FootnoteError):
    """A thumb up or down cannot be kept."""


@dataclass(frozen=True)
class Shown:
    """An answer that was shown, and what it was made from."""

    answer: Answer
    history: tuple[str, ...]
    """The conversation's earlier questions, oldest first."""
    corpus: str
    """Hash of the corpus that was searched."""
    model: str
    """Fingerprint of the embedding model."""

    @classmethod
    def by(cls, assistant: Assistant, answer: Answer, history: Sequence[Answer]) -> "Shown":
        """What an assistant has just answered, in a conversation."""
        earlier = tuple(a.question for a in history)
        return cls(answer, earlier, assistant.store.manifest.corpus, assistant.embedder.fingerprint)

    def rated(self, rating: Any, of: str = "", comment: str = "") -> Feedback:
        """The line to keep. `rating` comes from the browser: FeedbackError where it is none."""
        try:
            return Feedback(
                when=datetime.now(UTC).isoformat(timespec="seconds"),
                rating=rating,
                question=self.answer.question,
                standalone_question=self.answer.standalone_question,
                history=self.history,
                answer=self.answer,
                corpus=self.corpus,
                model=self.model,
                of=of,
                comment=comment[:LONGEST_COMMENT],
            )
        except ValidationError:
            raise FeedbackError(coded("chat.no_rating", rating=repr(rating))) from None


def append(feedback: Feedback, path: Path) -> None:
    """Add a line to the file, all of it or nothing; raises FeedbackError where that fails."""
    line = feedback.model_dump_json().encode() + b"\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{path}.lock", timeout=PATIENCE), path.open("a+b", buffering=0) as file:
            _write_whole(file, line)
    except OSError as error:  # a lock that is not given up in time is one, too
        reason = error.strerror or str(error)
        raise FeedbackError(coded("chat.rating_not_kept", path=str(path), reason=reason)) from None


def _write_whole(file: FileIO, line: bytes) -> None:
    """Write at the end, on a line of its own; where the disk is full, leave the file as it was."""
    end = file.seek(0, os.SEEK_END)
    try:
        file.seek(max(end - 1, 0))
        begun = b"\n" if end and file.read(1) != b"\n" else b""
        if file.write(begun + line) != len(begun + line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    except OSError:
        file.truncate(end)
        raise
