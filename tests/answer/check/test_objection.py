"""What people are told of why a sentence is not carried."""

import pytest

from answer.check.objection import Objection, Premise


@pytest.mark.parametrize(
    ("objection", "reason"),
    [
        (Objection("date", "June 25", "June 24"), "the quote says June 24, the sentence June 25"),
        (
            Objection("negation", "nothing of the kind", "“not”"),
            "the quote says “not”, the sentence nothing of the kind",
        ),
        (Objection("negation", "never"), "the quote does not say “never”"),
        (Objection("name", "Bell"), "the quote does not hold the name Bell"),
        (Objection("number", "200"), "the quote does not hold the number 200"),
    ],
)
def test_the_reason_names_both_values_where_there_are_two(objection: Objection, reason: str) -> None:
    assert objection.reason == reason


def test_the_whole_premise_is_its_quotes_then_their_context() -> None:
    assert Premise("They met.", "In Kulob. They met.").whole.split("\n") == ["They met.", "In Kulob. They met."]


def test_no_context_is_needed() -> None:
    assert Premise("They met.").whole.strip() == "They met."
