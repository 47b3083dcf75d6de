"""A "not" that only the sentence has, or only its quotes: each is told, and other words for the same pass."""

import pytest

from answer.check.negation import wrong_negation
from answer.check.objection import Premise

OPENED = "Anna Bell opened the harbour in 1856."


def reason(statement: str, quote: str) -> str:
    found = wrong_negation(statement, Premise(quote))
    return found.reason if found else ""


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("The harbour was not opened by Anna Bell.", "not"),
        ("Anna Bell never opened the harbour.", "never"),
        ("Anna Bell refused to open the harbour.", "refused"),
        ("Nobody opened the harbour.", "Nobody"),
    ],
)
def test_what_is_denied_and_was_said_is_told_by_the_word_that_denies(statement: str, said: str) -> None:
    assert f"“{said}”" in reason(statement, OPENED)


def test_what_is_said_and_was_denied_is_told_with_the_word_that_denied_it() -> None:
    assert "“not”" in reason("Kazakhstan signed the treaty.", "Kazakhstan did not sign the treaty, and left.")


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("The result was not known.", "The result was unknown."),
        ("Bell did not sign.", "Bell refused to sign."),
        ("Bell refused to sign.", "Bell did not sign."),
        ("The bridge was opened, and not only for carts.", "The bridge was opened for carts."),
        ("It holds no more than 200.", "It holds 200 at most."),
        ("Hardly anyone came to the fair.", "Few came to the fair."),
        ("Anna Bell opened the harbour.", "Anna Bell opened the harbour, not the pier."),
    ],
)
def test_the_same_in_other_words_passes(statement: str, quote: str) -> None:
    assert not reason(statement, quote)
