"""Misspellings become the corpus' words; names that it does not hold stay what they are."""

import pytest

from answer.understand.spelling import correct

WORDS = {"ukraine", "tajikistan", "pakistan", "agreement", "iran", "offered"}
COMMON_WORDS = "these reason kazakhstan iraq signed commands those steer budget".split()
COMMON = {word: rank for rank, word in enumerate(COMMON_WORDS)}


@pytest.mark.parametrize(
    ("asked", "corrected"),
    [
        ("What did Ukrane offer?", "What did Ukraine offer?"),
        ("the agrement with tajikstan", "the agreement with tajikistan"),
        ("who signed in Kazakhstan", "who signed in Kazakhstan"),  # known, and not in the corpus
        ("what of Iraq", "what of Iraq"),
        ("Ukrainea's", "Ukrainea's"),  # a name that another one begins
        ("wich agreement", "which agreement"),
        ("xyzzy plugh", "xyzzy plugh"),  # near to nothing
        ("Ukraine offered", "Ukraine offered"),
    ],
)
def test_only_what_is_no_word_at_all_is_corrected(asked: str, corrected: str) -> None:
    assert correct(asked, WORDS, COMMON) == corrected


@pytest.mark.parametrize(
    ("asked", "corrected"),
    [
        ("for what reasson", "for what reason"),  # doubled
        ("who comands it", "who commands it"),  # left out
        ("the raeson", "the reason"),  # swapped
        ("the reaaon", "the reason"),  # the key beside it
        ("Thise days", "These days"),  # vowel for vowel; a capital that begins the question
        ("the budgett", "the budget"),
        ("Tajikistan's reazon", "Tajikistan's reazon"),  # z is far from s
        ("who steers", "who steers"),  # a form of a common word
        ("one of Thsoe", "one of Thsoe"),  # may be a name
        ("what tehse", "what these"),
        ("an agreemnt of reasn", "an agreement of reason"),
        ("the stee", "the stee"),  # too short to tell
        ("warum wurde er unterzeichnet, thise", "warum wurde er unterzeichnet, thise"),  # not English
    ],
)
def test_a_slip_in_a_common_word_is_mended_and_a_rare_word_left_alone(asked: str, corrected: str) -> None:
    assert correct(asked, WORDS, COMMON) == corrected


@pytest.mark.parametrize(("corpus", "common"), [({"meeting"}, {"meet": 0}), (set(), {"meet": 0, "meeting": 1})])
def test_a_misspelt_form_of_a_word_is_that_form(corpus: set[str], common: dict[str, int]) -> None:
    assert correct("the meetting", corpus, common) == "the meeting"


def test_a_form_of_a_common_word_is_no_other_word() -> None:
    assert correct("he bakes", {"brakes"}, {"bake": 1}) == "he bakes"
    assert correct("he bakes", (), {"brakes": 0, "bake": 1}) == "he bakes"
    assert correct("he bakes", {"baked"}, {"bake": 0}) == "he bakes"
    assert correct("all quitting", {"quieting"}, {"quit": 0}) == "all quitting"


def test_of_several_common_words_the_commonest_was_meant() -> None:
    assert correct("the houes", (), {"houses": 1, "house": 2}) == "the houses"
    assert correct("the houes", (), {"houses": 2, "house": 1}) == "the house"
