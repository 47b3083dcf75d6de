"""What quoting or writing makes of a question and its passages; with the question it becomes an Answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from answer.answer import Citation, Mode, Statement
from index.passages import Hit

OnStatement = Callable[[Statement], None]
"""Called with each statement as soon as it is complete and checked."""


@dataclass(frozen=True)
class Reply:
    """The fields are Answer's."""

    mode: Mode
    statements: Sequence[Statement] = ()
    hits: Sequence[Hit] = ()
    confidence: float = 0.0
    doubt: bool = False
    message: str = ""
    """Shown where there is no statement."""
    nearest: Sequence[Citation] = ()
    """Shown where there is no statement."""
    note: str = ""
    model: str = ""
    trace: Sequence[str] = ()
