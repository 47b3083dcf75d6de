"""What speaks against a sentence, rule by rule, with both values in the reason; and laws that hold for all."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from answer.check.objection import Premise
from answer.check.rules import against

GUARDS = "More than 200 border guards were trained in Russia in 1997, three of them on June 24."
OFFER = "Ukraine offered Tajikistan enlarged support, but Kazakhstan did not sign the agreement."


def reason(statement: str, quote: str, context: str = "") -> str:
    found = against(statement, Premise(quote, context))
    return found.reason if found else ""


@pytest.mark.parametrize(
    ("statement", "said", "instead"),
    [
        ("Three guards were trained on June 25.", "June 25", "June 24"),
        ("Three of them were trained on 26 June.", "26 June", "June 24"),
        ("More than 300 border guards were trained.", "300", "200"),
        ("In 1998 guards were trained in Russia.", "1998", "1997"),
        ("Less than 200 border guards were trained.", "Less", "More"),
    ],
)
def test_both_values_are_named(statement: str, said: str, instead: str) -> None:
    found = reason(statement, GUARDS)

    assert said in found
    assert instead in found


@pytest.mark.parametrize(
    "statement",
    [
        "More than two hundred border guards were trained in Russia.",
        "On the 24th of June, three of them were trained.",
        "In the 1990s, guards were trained in Russia.",
        "3 guards were trained on 24 June 1997.",
        "Russian training was given to more than 200 border guards.",
    ],
)
def test_the_same_in_another_format_passes(statement: str) -> None:
    assert not reason(statement, GUARDS)


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("Tajikistan offered Ukraine enlarged support.", OFFER),
        ("Kazakhstan signed the agreement.", OFFER),
        ("Ukraine did not offer Tajikistan enlarged support.", OFFER),
        ("Uzbekistan offered enlarged support.", f"At the meeting, {OFFER} Uzbekistan"[: len(OFFER) + 16]),
        ("All members voted for the plan.", "Some members voted for the plan."),
        ("Half of the voters agreed.", "A third of the voters agreed."),
        ("The bank doubled its profits.", "The bank tripled its profits."),
    ],
)
def test_the_contrary_is_caught(statement: str, quote: str) -> None:
    assert reason(statement, quote)


@pytest.mark.parametrize(
    ("statement", "quote", "context"),
    [
        ("Ukraine was to support Tajikistan.", OFFER, ""),
        ("Tajikistan was offered enlarged support by Ukraine.", OFFER, ""),
        ("Sergei Ivanov praised the base.", "Ivanov praised the base.", "Sergei Ivanov came. Ivanov praised the base."),
        ("The CIS met.", "The Commonwealth of Independent States met.", ""),
        ("America and Britain agreed.", "The US and the UK agreed.", ""),
        ("The result was not known.", "The result was unknown.", ""),
        ("He came by intention.", "It was not by chance that he came by intention.", ""),
        ("About 1.5 million people live there.", "1,523,400 people live there.", ""),
        ("1.5 million people live there.", "1,500,000 people live there.", ""),
        ("Fifty percent voted.", "50% voted.", ""),
        ("Das Treffen war am 24. Juni 2005.", "Das Treffen fand am 24. Juni 2005 statt.", ""),
    ],
)
def test_a_faithful_paraphrase_passes(statement: str, quote: str, context: str) -> None:
    assert not reason(statement, quote, context)


@pytest.mark.parametrize("statement", ["", " ", "…", "No.", "会議は6月24日に開かれた。", "\x00", "1.2.3.4", "١٢٣"])
def test_nothing_crashes(statement: str) -> None:
    reason(statement, GUARDS)
    reason(GUARDS, statement)


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_no_text_crashes(statement: str, quote: str) -> None:
    reason(statement, quote)


@given(st.integers(2, 10**7), st.integers(2, 10**7))
@settings(max_examples=60, deadline=None)
def test_another_number_is_never_carried(one: int, other: int) -> None:
    assume(one != other)
    quote = "In all, {:,} people came to the fair."

    assert reason(quote.format(other), quote.format(one))
    assert not reason(quote.format(one), quote.format(one).replace("came to", "had come to"))


def test_what_is_its_quote_is_carried(article: str) -> None:
    for sentence in re.split(r"(?<=\.) ", article):
        assert not reason(sentence, sentence)


def test_a_digit_changed_is_caught_wherever_it_stands(article: str) -> None:
    for sentence in re.split(r"(?<=\.)\s+", article):
        for place in [m.start() for m in re.finditer(r"\d", sentence)]:
            other = str((int(sentence[place]) + 1) % 10)
            altered = sentence[:place] + other + sentence[place + 1 :]
            assert reason(altered, sentence), altered


def test_a_letter_that_was_broken_off_is_carried_by_nothing_that_does_not_hold_it() -> None:
    assert (
        reason("\N{REPLACEMENT CHARACTER}eace agreement", OFFER)
        == "the quote does not hold the letter \N{REPLACEMENT CHARACTER}"
    )
    assert not reason(
        "The cost was 5 \N{REPLACEMENT CHARACTER} a head", "The cost is 5 \N{REPLACEMENT CHARACTER} a head of cattle."
    )
