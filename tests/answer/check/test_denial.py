"""Words that deny, and words that may answer for a "not"."""

import pytest

from answer.check.denial import is_plain_denial, may_deny
from answer.check.words import Word, words_of

PLAIN = """not no never none nor neither without cannot nobody nothing nowhere hardly scarcely barely don't isn’t
    Never""".split()
IMPLIED = """refused refusal denied denial failed failure rejected rejection declined lacks unable prevented forbid
    prohibited banned avoided ceased cancelled impossible absent absence unknown abandoned stopped refrained excluded
    abolished unlikely""".split()
HALF = "only few little rarely seldom instead rather".split()
PREFIXED = "unsigned inactive immature irregular illegal disagree nonexistent".split()
NEITHER = "signed under unit dish noon image island iron offered Dushanbe note".split()


def one(text: str) -> Word:
    return words_of(text)[0]


@pytest.mark.parametrize("word", PLAIN)
def test_what_denies_and_does_nothing_else(word: str) -> None:
    assert is_plain_denial(one(word))
    assert may_deny(one(word))


@pytest.mark.parametrize("word", [*IMPLIED, *HALF, *PREFIXED])
def test_what_may_answer_for_a_not_is_none_itself(word: str) -> None:
    assert may_deny(one(word))
    assert not is_plain_denial(one(word))


@pytest.mark.parametrize("word", NEITHER)
def test_what_denies_nothing(word: str) -> None:
    assert not may_deny(one(word))
