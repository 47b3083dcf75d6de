"""Misspellings become the corpus' words, or the language's; whatever is a word stays what it is."""

import pytest

from answer.understand.spelling import correct

WORDS = frozenset({"ukraine", "tajikistan", "pakistan", "agreement", "iran", "offered", "llama33", "so3", "__so__"})


@pytest.mark.parametrize(
    ("asked", "corrected"),
    [
        ("What did Ukrane offer?", "What did Ukraine offer?"),
        ("the agrement with tajikstan", "the agreement with tajikistan"),
        ("an agreemnt of reasn", "an agreement of reason"),
    ],
)
def test_a_near_word_of_the_corpus_was_meant(asked: str, corrected: str) -> None:
    assert correct(asked, WORDS) == corrected


@pytest.mark.parametrize(
    ("asked", "corrected"),
    [
        ("for what reasson", "for what reason"),  # doubled
        ("who comands it", "who commands it"),  # left out
        ("the raeson", "the reason"),  # swapped
        ("the reaaon", "the reason"),  # the key beside it
        ("Thise days", "These days"),  # vowel for vowel; a capital that begins the question
        ("the budgett", "the budget"),
        ("on whcih day", "on which day"),
    ],
)
def test_a_slip_in_a_common_word_is_mended(asked: str, corrected: str) -> None:
    assert correct(asked, WORDS) == corrected


@pytest.mark.parametrize(
    "asked",
    [
        "who signed in Kazakhstan",  # known, and not in the corpus
        "what of Iraq",
        "is Ukrainea's one",  # a name that another one begins
        "xyzzy plugh",  # near to nothing
        "who steers",  # a form of a word
        "one of Thsoe",  # may be a name
        "the stee",  # too short to tell
        "Tajikistan's reazon",  # z is far from s
        "warum wurde er unterzeichnet, thise",  # not English
        "who thought of eviction, derision and an outage",
    ],
)
def test_what_may_be_meant_as_it_stands_is_left_alone(asked: str) -> None:
    assert correct(asked, WORDS) == asked


@pytest.mark.parametrize("asked", ["Does Llama3 run?", "set cache_dirr to 1", "the v2rayy port", "an e-mial"])
def test_a_name_with_a_digit_or_a_joint_is_left_alone(asked: str) -> None:
    assert correct(asked, frozenset({"llama33", "cache_dir", "v2ray", "emial"})) == asked


@pytest.mark.parametrize("word", ["election", "disabled", "decision", "outrage"])
def test_a_word_of_the_language_is_no_slip_for_a_word_of_the_corpus(word: str) -> None:
    near = {"election": "eviction", "disabled": "disable", "decision": "derision", "outrage": "outage"}[word]

    assert correct(f"what of the {near}", frozenset({word})) == f"what of the {near}"


@pytest.mark.parametrize("corpus", [frozenset({"meeting"}), frozenset[str]()])
def test_a_misspelt_form_of_a_word_is_that_form(corpus: frozenset[str]) -> None:
    assert correct("the meetting", corpus) == "the meeting"


def test_a_word_that_the_corpus_holds_within_another_is_left_alone() -> None:
    assert correct("what is zorbl", frozenset({"zorbl_2", "zorba"})) == "what is zorbl"
