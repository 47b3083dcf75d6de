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


@pytest.mark.parametrize("asked", ["xkraine", "lkraine", "jran"])
def test_a_first_letter_is_seldom_wrong(asked: str) -> None:
    assert correct(f"what of {asked}", WORDS) == f"what of {asked}"


@pytest.mark.parametrize(
    ("asked", "corrected"),
    [
        ("zarvon", "zarvom"),  # one edit in six letters
        ("zervon", "zervon"),  # two edits in six
        ("zarvonimu", "zarvonima"),  # one edit in nine letters
        ("zervonimu", "zarvonima"),  # two edits in nine
        ("zervonixu", "zervonixu"),  # three in nine
        ("zorbelox", "zarbelux"),  # two in eight
        ("zorbelo", "zorbelo"),  # two in seven
    ],
)
def test_a_long_word_may_have_two_slips_and_a_short_one_one(asked: str, corrected: str) -> None:
    corpus = frozenset({"zarvom", "zarvonima", "zarbelux", "zarbelu"})

    assert correct(f"the {asked}", corpus) == f"the {corrected}"


def test_the_nearest_word_is_meant_and_of_two_as_near_the_first_in_the_alphabet() -> None:
    assert correct("the zarvonimu", frozenset({"zarvonimaa", "zarvonima"})) == "the zarvonima"
    assert correct("the zarvox", frozenset({"zarvoz", "zarvob"})) == "the zarvob"


def test_a_word_of_four_letters_is_the_shortest_that_is_mended() -> None:
    corpus = frozenset({"zorb", "zor"})

    assert correct("the zorp", corpus) == "the zorb"
    assert correct("the zop", corpus) == "the zop"


def test_a_stop_word_of_the_corpus_is_never_what_was_meant() -> None:
    assert correct("who tellz", frozenset({"tells"})) == "who tellz"


def test_a_form_is_known_by_its_stem_with_or_without_an_e() -> None:
    assert correct("who zarved and zorbing", frozenset({"zarve", "zorb"})) == "who zarved and zorbing"


@pytest.mark.parametrize(
    ("asked", "corrected"),
    [
        ("the budgrt", "the budget"),  # r beside e
        ("the governmant", "the government"),  # vowel for vowel
        ("the governmnet", "the government"),  # swapped
        ("the govvernment", "the government"),  # doubled
        ("the governmentt", "the government"),  # doubled at the end
        ("the governmqnt", "the governmqnt"),  # q is far from e
        ("the governxment", "the governxment"),  # nobody doubles an x there
        ("the hospitsl", "the hospital"),  # second row of keys
        ("the hospicak", "the hospicak"),
        ("the momemt", "the moment"),  # third row of keys
    ],
)
def test_what_fingers_do_is_a_slip_and_all_else_is_none(asked: str, corrected: str) -> None:
    assert correct(asked, frozenset()) == corrected


def test_the_commonest_of_the_words_a_slip_away_is_meant() -> None:
    assert correct("the wrld", frozenset()) == "the wrld"  # four letters have too many neighbours
    assert correct("the worls", frozenset()) == "the world"


def test_a_capital_stays() -> None:
    assert correct("Agrement on Ukrane", WORDS) == "Agreement on Ukraine"


@pytest.mark.parametrize("asked", ["a-agrement", "agrement-b", "agrement1", "1agrement", "agre_ment"])
def test_what_is_joined_to_something_else_is_left_alone(asked: str) -> None:
    assert correct(f"the {asked}", WORDS) == f"the {asked}"
