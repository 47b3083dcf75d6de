"""A sentence that follows its quote word for word but for a name, a number or a "not"."""

import pytest

from answer.check.exchanged import exchanged
from answer.check.objection import Objection, Premise

QUOTE = "Ukraine offered enlarged support to Tajikistan in May."


def found(statement: str, quote: str, context: str = "") -> Objection | None:
    return exchanged(statement, Premise(quote, context))


@pytest.mark.parametrize(
    ("statement", "quote", "said", "instead"),
    [
        ("Ukraine offered enlarged support to Kazakhstan in May.", QUOTE, "Kazakhstan", "Tajikistan"),
        ("Russia offered enlarged support to Tajikistan in May.", QUOTE, "Russia", "Ukraine"),
        ("Support came from Kazakhstan.", "Support came from Ukraine.", "Kazakhstan", "Ukraine"),
        ("The aid of Russia was enlarged.", "The aid of the Ukraine was enlarged.", "Russia", "Ukraine"),
        ("All was told to Anna Bell there.", "All was told to Tom Smith there.", "Anna Bell", "Tom Smith"),
        ("Support came from Kazakhstan.", "Support came from Ukraine itself.", "Kazakhstan", "Ukraine"),
    ],
)
def test_a_name_for_a_name(statement: str, quote: str, said: str, instead: str) -> None:
    assert found(statement, quote) == Objection("name", said, instead)


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        (QUOTE, QUOTE),
        ("The base in Kulob was closed.", "The base in the city was closed."),
        ("The base in the city was closed.", "The base in Kulob was closed."),
        ("He spoke to Bell or there.", "He spoke to Tom there."),
        ("The aid of America was enlarged.", "The aid of the USA was enlarged."),
        ("He met Queen Noor of Jordan there.", "He met Queen Noor Al-Hussein there."),
        ("Then support came from Kazakhstan.", "Then support came from Ukraine and Kazakhstan."),
        ("The base of Kulob city was closed.", "The base of Bell was closed."),
        ("The base of Bell was closed.", "The base of Kulob city was closed."),
        ("It rained.", "Bell spoke."),
        ("", QUOTE),
        (QUOTE, ""),
    ],
)
def test_what_may_mean_the_same_is_no_exchange(statement: str, quote: str) -> None:
    assert found(statement, quote) is None


def test_two_names_that_stand_side_by_side_in_the_context_are_one() -> None:
    statement, quote = "The songs of Marley are known.", "The songs of Bob are known."

    assert found(statement, quote) == Objection("name", "Marley", "Bob")
    assert found(statement, quote, "He heard Bob Marley.") is None


@pytest.mark.parametrize(
    ("statement", "quote", "said", "instead"),
    [
        ("The base holds 300 men.", "The base holds 200 men.", "300", "200"),
        ("The base holds three men.", "The base holds 200 men.", "three", "200"),
        ("300 men left the base.", "200 men left the base.", "300", "200"),
        ("The base has room for 300.", "The base has room for 200.", "300", "200"),
    ],
)
def test_a_number_for_a_number(statement: str, quote: str, said: str, instead: str) -> None:
    assert found(statement, quote) == Objection("number", said, instead)


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("The base holds two hundred men.", "The base holds 200 men."),
        ("The base has room for 300.", "The base has room for 200, and 300 at need."),
        ("The base holds 300 or 400 men.", "The base holds 200 men."),
        ("The base holds many men.", "The base holds 200 men."),
    ],
)
def test_a_number_that_the_quote_holds_or_that_faces_none_is_no_exchange(statement: str, quote: str) -> None:
    assert found(statement, quote) is None


@pytest.mark.parametrize("denial", ["not", "never", "no longer"])
def test_a_denial_that_the_quote_lacks(denial: str) -> None:
    statement = f"The base was {denial} closed then."

    assert found(statement, "The base was closed then.") == Objection("negation", denial.partition(" ")[0])


@pytest.mark.parametrize("denial", ["not", "never", "hardly"])
def test_a_denial_that_the_sentence_lacks(denial: str) -> None:
    quote = f"The base was {denial} closed then."

    assert found("The base was closed then.", quote) == Objection("negation", "nothing of the kind", f"“{denial}”")


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("The base was not closed then.", "The base was never closed then."),
        ("The base was not known then.", "The base was unknown then."),
        ("The base was unknown then.", "The base was not known then."),
        ("He was not there then.", "He was rarely there then."),
        ("Ukraine refused enlarged support to Tajikistan.", "Ukraine did not enlarge support to Tajikistan."),
        ("The base was closed then.", "The base was closed then, not before."),  # the quote goes on
        ("Not the base was closed then.", "The base was closed then."),  # nothing stands before it
    ],
)
def test_another_denial_or_one_that_nothing_encloses_is_no_exchange(statement: str, quote: str) -> None:
    assert found(statement, quote) is None


@pytest.mark.parametrize(("around", "is_found"), [("came from", False), ("support came from", True)])
def test_three_words_around_must_be_the_same(around: str, is_found: bool) -> None:
    assert (found(f"{around} Russia", f"{around} Ukraine") is not None) == is_found


def test_words_on_both_sides_count_together() -> None:
    assert found("came from Russia then", "came from Ukraine then") == Objection("name", "Russia", "Ukraine")


@pytest.mark.parametrize(("more", "is_found"), [("Ann Bob Carl Dan", True), ("Ann Bob Carl Dan Eve", False)])
def test_no_more_than_five_words_are_an_exchange(more: str, is_found: bool) -> None:
    statement, quote = f"Support then came from Zed {more} last week.", "Support then came from Russia last week."

    assert (found(statement, quote) is not None) == is_found
    assert (found(quote, statement) is not None) == is_found


@pytest.mark.parametrize(("more", "is_found"), [("Ann Bob Carl Dan", True), ("Ann Bob Carl Dan Eve", False)])
def test_nor_are_they_at_the_beginning(more: str, is_found: bool) -> None:
    statement, quote = f"Zed {more} gave support last week.", "Russia gave support last week."

    assert (found(statement, quote) is not None) == is_found
    assert (found(quote, statement) is not None) == is_found


def test_of_two_exchanges_the_first_is_told() -> None:
    statement = "Ukraine offered enlarged support to Kazakhstan in June, and sent 300 men to Kulob."
    quote = "Ukraine offered enlarged support to Tajikistan in June, and sent 200 men to Kulob."

    assert found(statement, quote) == Objection("name", "Kazakhstan", "Tajikistan")
