"""All rules together: in which order they speak, and laws that hold whichever speaks."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from answer.check.objection import Objection, Premise
from answer.check.rules import BROKEN, against, is_verbatim, unreadable

GUARDS = "More than 200 border guards were trained in Russia in 1997, three of them on June 24."
OFFER = "Ukraine offered Tajikistan enlarged support, but Kazakhstan did not sign the agreement."


def reason(statement: str, quote: str, context: str = "") -> str:
    found = against(statement, Premise(quote, context))
    return found.reason if found else ""


@pytest.mark.parametrize(
    ("statement", "quote", "kind", "said"),
    [
        ("On June 25 Bell sent 300 guards.", "On June 24 Tom sent 200 guards.", "date", "June 25"),
        ("Then Bell sent 300 guards.", "Then Tom sent 200 guards.", "number", "300"),
        ("Then Bell did not send the guards.", "Then Tom did send the guards.", "name", "Bell"),
        ("Then Tom did not send the guards.", "Then Tom did send the guards.", "negation", "not"),
        ("Bell signed the old treaty.", "Bell told Tom, who signed; Tom signed the old treaty.", "name", "Bell"),
        ("Tajikistan offered Ukraine enlarged support.", OFFER, "name", "Tajikistan"),
        ("Kazakhstan signed the agreement.", OFFER, "negation", "nothing of the kind"),
        ("Ukraine did not offer Tajikistan enlarged support.", OFFER, "negation", "not"),
        (f"Ukraine offered {BROKEN}nlarged support.", OFFER, "letter", BROKEN),
    ],
)
def test_the_first_rule_that_finds_something_speaks(statement: str, quote: str, kind: str, said: str) -> None:
    found = against(statement, Premise(quote))

    assert found is not None
    assert (found.kind, found.said) == (kind, said)


def test_names_exchanged_in_other_words_are_told() -> None:
    assert reason("It is Tajikistan that offered Ukraine support.", "Ukraine offered Tajikistan support.")


@pytest.mark.parametrize(
    ("statement", "said", "instead"),
    [
        ("Three guards were trained on June 25.", "June 25", "June 24"),
        ("On 26 June three of them were trained.", "26 June", "June 24"),
        ("More than 300 border guards were trained.", "300", "200"),
        ("In 1998 guards were trained in Russia.", "1998", "1997"),
        ("Less than 200 border guards were trained.", "Less", "More"),
    ],
)
def test_both_values_are_named(statement: str, said: str, instead: str) -> None:
    assert reason(statement, GUARDS) == f"the quote says {instead}, the sentence {said}"


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("Uzbekistan offered enlarged support.", f"At the meeting, {OFFER} Uzbekistan"),
        ("All members voted for the plan.", "Some members voted for the plan."),
    ],
)
def test_the_contrary_is_caught(statement: str, quote: str) -> None:
    assert reason(statement, quote)


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
    ("statement", "quote", "context"),
    [
        ("Ukraine was to support Tajikistan.", OFFER, ""),
        ("Tajikistan was offered enlarged support by Ukraine.", OFFER, ""),
        ("Sergei Ivanov praised the base.", "Ivanov praised the base.", "Sergei Ivanov came. Ivanov praised the base."),
        ("America and Britain agreed.", "The US and the UK agreed.", ""),
        ("The result was not known.", "The result was unknown.", ""),
        ("He came by intention.", "It was not by chance that he came by intention.", ""),
        ("About 1.5 million people live there.", "1,523,400 people live there.", ""),
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


@pytest.mark.parametrize(
    ("statement", "quotes", "verbatim"),
    [
        ("It also rained.", "They left. It also rained. Then", True),
        ("It also\n rained.", "It also rained.", True),
        ("It also rained.", "It also  \n rained.", True),
        ("It al", "It also rained.", False),
        ("so rained.", "It also rained.", False),
        ("It also", "It also rained.", True),
        ("It (also", "It (also) rained.", True),
        ("It rained.", "It rains.", False),
        ("It rained?", "It rained.", False),
        ("", "It rained.", False),
        (" ", "It rained.", False),
    ],
)
def test_what_stands_in_the_quotes_word_for_word(statement: str, quotes: str, verbatim: bool) -> None:
    assert is_verbatim(statement, quotes) == verbatim


def test_nothing_speaks_against_what_stands_in_its_quotes_word_for_word() -> None:
    quote = "Bell told Tom, who signed; Tom signed the old treaty."

    assert reason("Bell signed the old treaty.", quote)
    assert not reason("Tom signed the old treaty.", quote)


def test_a_letter_that_was_broken_off_is_carried_by_nothing_that_does_not_hold_it() -> None:
    assert unreadable(f"{BROKEN}eace agreement", Premise(OFFER)) == Objection("letter", BROKEN)
    assert unreadable(f"The cost was 5 {BROKEN} a head", Premise(f"The cost is 5 {BROKEN} a head of cattle.")) is None
    assert unreadable("Peace agreement", Premise(OFFER)) is None


def test_nor_by_one_that_only_the_context_holds() -> None:
    assert unreadable(f"5 {BROKEN} a head", Premise("5 a head", f"5 {BROKEN} a head")) == Objection("letter", BROKEN)
