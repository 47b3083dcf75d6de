"""Yes or no: what a quote decides, told by the trained reader, which is asked the question in two more ways."""

import re
from typing import Literal

from answer.read.span_reader import SpanReader

Decided = Literal["yes", "no", "open"]
YES, NO = "Is it so: ", "Is it not so: "
"""Before a question that asks for yes or no: whether the passage says yes, and whether it says no. A passage may do
neither."""
DECIDED, APART = 1.0, 2.0
"""Logits that the one must reach, and by which it must be ahead of the other."""
_ASKS = re.compile(
    r"^(?:(?:and|but|so)\b[ ,]*)?"
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)(?:n['’]?t)?\b"
    r"(?! you\b)",  # "Could you tell me who…" is asked of us
    re.IGNORECASE,
)


def asks_for_yes_or_no(question: str) -> bool:
    """Whether yes or no would answer it."""
    return _ASKS.match(question.strip()) is not None


def decided(question: str, text: str, spans: SpanReader) -> Decided:
    """What a text says to a question that asks for yes or no."""
    yes, no = (spans.score(way + question, [text])[0].answerable for way in (YES, NO))
    if max(yes, no) < DECIDED or abs(yes - no) < APART:
        return "open"
    return "yes" if yes > no else "no"
