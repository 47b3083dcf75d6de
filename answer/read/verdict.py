"""Yes or no: said first only where the document itself answers so, and was asked the same.

Told from the document's own "Yes" or "No" alone: what a sentence implies, the trained reader, asked in two more ways
("Is it so: …"), told no better than by chance on documents that it had not learned from (docs/benchmarks.md).
"""

import re
from typing import Literal

from index.lexical import terms
from index.units import Unit

Decided = Literal["yes", "no", "open"]
ALIKE = 0.7
"""Share of the terms of two questions that both have: from there on they ask the same, where both deny or neither."""
_ASKS = re.compile(
    r"^(?:(?:and|but|so)\b[ ,]*)?"
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)(?:n['’]?t)?\b"
    r"(?! you\b)",  # "Could you tell me who…" is asked of us
    re.IGNORECASE,
)
_SAYS = re.compile(r"(?:A:\s*)?(yes|no)\b(?=\s*(?:[,.;:!–-]|$))", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:not|no|never|without|neither|nor|un\w{4,})\b|n['’]t\b", re.IGNORECASE)


def asks_for_yes_or_no(question: str) -> bool:
    """Whether yes or no would answer it."""
    return _ASKS.match(question.strip()) is not None


def decided(question: str, unit: Unit) -> Decided:
    """What an answer in a document says to a question for yes or no."""
    lead, own = unit.form.text[: unit.own[0]], unit.form.text[unit.own[0] :]
    said = _SAYS.match(own.strip())
    if said is None or not _asks_the_same(question, lead):
        return "open"
    return "yes" if said[1].lower() == "yes" else "no"


def _asks_the_same(question: str, lead: str) -> bool:
    mine, theirs = set(terms(question)), set(terms(lead))
    alike = len(mine & theirs) >= ALIKE * len(mine | theirs)
    return alike and bool(mine) and bool(_DENIES.search(question)) == bool(_DENIES.search(lead))
