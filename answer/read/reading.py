"""What was read: the quotes that answer, how sure that is, and what comes nearest."""

from dataclasses import dataclass

from answer.read.quote import Quote
from answer.read.ranking import Way
from answer.read.verdict import Decided
from index.passages import Hit


@dataclass(frozen=True)
class Reading:
    """The quotes that answer, in reading order, and how sure the reader is of them (0 to 1)."""

    quotes: tuple[Quote, ...]
    confidence: float
    answers: bool
    """Whether it is sure enough to say anything."""
    doubt: bool = False
    """Whether it is not sure enough to say so without a doubt."""
    decided: Decided | None = None
    """What the best quote decides, where it is a sure answer to a question that asks for yes or no; else None."""
    way: Way = "trained"
    """How it was read."""
    best: Quote | None = None
    """The one sentence that answers best, by itself."""
    nearest: tuple[Quote, ...] = ()
    """The best sentence of each of the best passages, best first: what to show where it is unsure."""
    hits: tuple[Hit, ...] = ()
    """The passages that were read, in the order of the search and of their best sentences, fused."""
