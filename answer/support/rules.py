"""All rules in their order: what speaks against a sentence, the surest first."""

from collections.abc import Callable

from answer.support.dates import wrong_date
from answer.support.finding import Evidence, Finding
from answer.support.misplaced import misplaced
from answer.support.names import wrong_name
from answer.support.negation import wrong_negation
from answer.support.numbers import wrong_number
from answer.support.opposites import wrong_way
from answer.support.quantities import wrong_bound, wrong_quantity
from answer.support.roles import swapped_roles
from answer.support.wording import exchanged

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
)


def against(statement: str, evidence: Evidence) -> Finding | None:
    """What the first rule finds that speaks against the statement; None where none does."""
    if " ".join(statement.split()) in " ".join(evidence.quotes.split()):
        return None
    return next((found for rule in RULES if (found := rule(statement, evidence))), None)
