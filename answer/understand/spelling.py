"""Misspelt words of a question → the corpus' own words ("Ukrane" → "Ukraine"), else the language's ("reasson")."""

import re
from collections.abc import Collection, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from answer.understand.language import is_english
from index.lexical import is_content, terms

_ASKING = frozenset("what when where which whose".split())
_WORD = re.compile(r"[^\W\d_]{4,}")  # shorter words have too many neighbours
_DOUBLED = re.compile(r"(?<!q)[aeiou]{2}([b-df-hj-np-tv-z])\1")  # after two vowels a form doubles nothing
_VOWELS = frozenset("aeiouy")
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
LEAST_COMMON = 5  # letters of a word that may be one of the language's, of which there are many


def correct(question: str, words: Collection[str], common: Mapping[str, int]) -> str:
    """The question with each unknown word replaced by its near neighbour among the corpus' words.

    A word is left alone where the corpus holds it or it is one of the language's `common` words (with their ranks, the
    commonest first): "Kazakhstan" is no misspelling, even where the corpus speaks of Pakistan. One without a neighbour
    in the corpus becomes the commonest word that is a single slip away, unless it is written as a name or the question
    is in another language. Distance is optimal string alignment: 1 edit for words of 4 to 7 letters, 2 for longer ones.
    """
    english = is_english(question)

    def replace(match: re.Match[str]) -> str:
        word, small = match.group(), match.group().lower()
        if small in words or _is_form(small, common):
            return word
        near = _nearest(small, words)
        if near is None and english and (word == small or match.start() == 0):
            near = _commonest(small, common)
        return (near.capitalize() if word[0].isupper() else near) if near else word

    return _WORD.sub(replace, question)


def _is_form(word: str, common: Mapping[str, int]) -> bool:
    """Whether it is a common word, or a form of one: "steers" where "steer" is known, but not "meetting"."""
    return word in common or (
        not _DOUBLED.search(word) and any(stem in common or stem + "e" in common for stem in terms(word))
    )


def _nearest(word: str, words: Collection[str]) -> str | None:
    near = _near(word, [*words, *_ASKING], 1 if len(word) < 8 else 2)
    # "Ivanova" is no misspelt "Ivanov"
    likely = [pair for pair in near if not word.startswith(pair[0]) and (is_content(pair[0]) or pair[0] in _ASKING)]
    return min(likely, key=lambda pair: (pair[1], pair[0] not in _ASKING))[0] if likely else None


def _commonest(word: str, common: Mapping[str, int]) -> str | None:
    """A rare word is one slip away from a common one more often than not, so it must be one that fingers make."""
    near = _near(word, [*common], 1) if len(word) >= LEAST_COMMON else []
    return min((other for other, _ in near if _slipped(word, other)), key=lambda other: common[other], default=None)


def _slipped(typed: str, meant: str) -> bool:
    """Whether one edit is a slip: a letter left out, doubled, swapped, or exchanged for its neighbour or a vowel."""
    if len(typed) < len(meant):
        return True
    differing = [n for n, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b]
    if len(typed) > len(meant):
        extra = differing[0] if differing else len(meant)
        return typed[extra] == typed[extra - 1]
    pair = typed[differing[0]] + meant[differing[0]]
    return len(differing) == 2 or set(pair) <= _VOWELS or any(pair in keys or pair[::-1] in keys for keys in _KEYS)


def _near(word: str, words: Collection[str], limit: int) -> list[tuple[str, int]]:
    """The words that may have been meant, with their distances; the first letter is seldom wrong."""
    found = process.extract(word, words, scorer=OSA.distance, score_cutoff=limit, limit=None)
    return [(other, edits) for other, edits, _ in found if other[0] == word[0]]
