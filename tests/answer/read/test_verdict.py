"""Yes or no: which questions ask for it, and what a text decides."""

import pytest

from answer.read.verdict import asks_for_yes_or_no


@pytest.mark.parametrize(
    "question",
    [
        "Is the lower pool open on Monday?",
        "does it run dry",
        "And has the rent been paid?",
        "Isn't there a lift?",
        "Wasn’t the vote secret?",
    ],
)
def test_questions_for_yes_or_no(question: str) -> None:
    assert asks_for_yes_or_no(question)


@pytest.mark.parametrize(
    "question",
    [
        "When is the pool open?",
        "Could you tell me who signed it?",
        "Would you say why?",
        "Israel’s part in it?",
        "rent",
    ],
)
def test_other_questions(question: str) -> None:
    assert not asks_for_yes_or_no(question)
