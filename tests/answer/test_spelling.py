"""Misspellings become the corpus' words; names that it does not hold stay what they are."""

import pytest

from answer.spelling import correct

WORDS = {"ukraine", "tajikistan", "pakistan", "agreement", "iran", "offered"}
KNOWN = {"kazakhstan", "iraq", "signed"}


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
    assert correct(asked, WORDS, lambda word: word in KNOWN) == corrected
