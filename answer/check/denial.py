"""Words that deny: "not" and its like, and those that say it without it ("refused to sign")."""

import re

from answer.check.words import Word, stem_of

_PLAIN = frozenset("not no never none nor neither without cannot nobody nothing nowhere hardly scarcely barely".split())
_IMPLIED = frozenset(
    stem_of(word)
    for word in """
    refuse refusal deny denial fail failure reject rejection decline lack unable prevent forbid prohibit ban avoid
    cease cancel impossible absent absence unknown abandon stop refrain exclude abolish unlikely
    """.split()
)
_HALF = frozenset("only few little rarely seldom instead rather".split())
UN = re.compile(r"^(?:un|in|im|ir|il|dis|non)(?=[a-z]{4})")


def is_plain_denial(word: Word) -> bool:
    """Whether a word denies, and does nothing else: not, never, without."""
    return word.lower in _PLAIN or word.lower.endswith("n't")


def denies(word: Word) -> bool:
    """Whether a word denies, or implies that something is not so: refused, failed, unlikely."""
    return is_plain_denial(word) or word.stem in _IMPLIED


def may_deny(word: Word) -> bool:
    """Whether a word may answer for a "not": it implies one, or begins with "un"."""
    return denies(word) or word.lower in _HALF or UN.match(word.lower) is not None
