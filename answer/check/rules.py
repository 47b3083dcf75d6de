"""All rules in their order: what speaks against a sentence, the surest first."""

import re
from collections.abc import Callable

from answer.check.dates import wrong_date
from answer.check.finding import Evidence, Finding
from answer.check.misplaced import misplaced
from answer.check.names import wrong_name
from answer.check.negation import wrong_negation
from answer.check.numbers import wrong_number
from answer.check.opposites import wrong_way
from answer.check.quantities import wrong_bound, wrong_quantity
from answer.check.roles import swapped_roles
from answer.check.wording import exchanged

BROKEN = "\N{REPLACEMENT CHARACTER}"  # what stands for bytes that are no letter


def is_verbatim(statement: str, quotes: str) -> bool:
    """Whether the sentence stands in the quotes word for word, white space aside."""
    said = r"\s+".join(map(re.escape, statement.split()))
    return bool(said) and re.search(rf"(?<!\w){said}(?!\w)", quotes) is not None  # "It al" is no part of "It also"


def unreadable(statement: str, evidence: Evidence) -> Finding | None:
    """A letter that a language model broke off in the middle: what no one can read, no one can check."""
    return Finding("letter", BROKEN) if BROKEN in statement and BROKEN not in evidence.quotes else None


RULES: tuple[Callable[[str, Evidence], Finding | None], ...] = (
    wrong_date,
    wrong_number,
    wrong_name,
    wrong_bound,
    exchanged,
    misplaced,
    wrong_negation,
    wrong_way,
    wrong_quantity,
    swapped_roles,
    unreadable,
)


def against(statement: str, evidence: Evidence) -> Finding | None:
    """What the first rule finds that speaks against the statement; None where none does."""
    if is_verbatim(statement, evidence.quotes):
        return None
    return next((found for rule in RULES if (found := rule(statement, evidence))), None)
