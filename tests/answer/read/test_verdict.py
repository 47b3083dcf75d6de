"""Yes or no: which questions ask for it, and what a document's own answer says to them."""

import pytest

from answer.read.verdict import Decided, asks_for_yes_or_no, decided
from index.units import Unit, units
from made_documents import plain

FAQ = "Q: Is a permit needed for a bonfire?\nA: {}\n"


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
    ["When is the pool open?", "Could you tell me who signed?", "Would you say why?", "Israel’s part in it?", "rent"],
)
def test_other_questions(question: str) -> None:
    assert not asks_for_yes_or_no(question)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("Yes, from the city.", "yes"),
        ("No. Only for fireworks.", "no"),
        ("No", "no"),
        ("From the city.", "open"),
        ("No permit is asked for on the beach.", "open"),
        ("Yesterday it was.", "open"),
    ],
)
def test_the_documents_own_yes_or_no_is_said(answer: str, says: Decided) -> None:
    assert decided("is a permit needed for a bonfire", _answer(answer)) == says


@pytest.mark.parametrize(
    "question",
    [
        "Is a permit needed for a market stall?",
        "Is no permit needed for a bonfire?",
        "Is a bonfire unpermitted?",
        "Is it?",
    ],
)
def test_nothing_is_said_where_the_document_was_asked_something_else(question: str) -> None:
    assert decided(question, _answer("Yes, from the city.")) == "open"


def _answer(text: str) -> Unit:
    [unit] = [unit for unit in units(plain(FAQ.format(text))) if unit.answers]
    return unit
