"""All rules in their order: what speaks against a sentence, the surest first."""

import re
from collections.abc import Callable

from answer.check.dates import wrong_date
from answer.check.exchanged import exchanged
from answer.check.misplaced import misplaced
from answer.check.names import wrong_name
from answer.check.negation import wrong_negation
from answer.check.numbers import wrong_number
from answer.check.objection import Objection, Premise

BROKEN = "\N{REPLACEMENT CHARACTER}"  # what stands for bytes that are no letter


def is_verbatim(statement: str, quotes: str) -> bool:
    """Whether the sentence stands in the quotes word for word, white space aside."""
    said = r"\s+".join(map(re.escape, statement.split()))
    return bool(said) and re.search(rf"(?<!\w){said}(?!\w)", quotes) is not None  # "It al" is no part of "It also"


def unreadable(statement: str, premise: Premise) -> Objection | None:
    """A letter that a language model broke off in the middle: what no one can read, no one can check."""
    return Objection("letter", BROKEN) if BROKEN in statement and BROKEN not in premise.quotes else None


RULES: tuple[Callable[[str, Premise], Objection | None], ...] = (
    wrong_date,
    wrong_number,
    wrong_name,
    exchanged,
    misplaced,
    wrong_negation,
    unreadable,
)


def against(statement: str, premise: Premise) -> Objection | None:
    """What the first rule finds that speaks against the statement; None where none does."""
    if is_verbatim(statement, premise.quotes):
        return None
    return next((found for rule in RULES if (found := rule(statement, premise))), None)
