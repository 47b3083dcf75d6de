"""Misspelt words of a question → the corpus' own words ("Ukrane" → "Ukraine"), else the language's ("reasson")."""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from answer.understand.language import is_english
from index.lexical import is_content, terms

LEAST_FREQUENT = 2.0  # Zipf frequency of what is a word of the language: once in ten million words
COMMON_WORDS = 20_000  # of the language, of which a misspelling may be one
LEAST_COMMON = 5  # letters of such a misspelling: shorter words have too many neighbours
_WORD = re.compile(r"(?<![\w-])[^\W\d_]{4,}(?![\w-])")  # in a name that holds a digit or a hyphen nothing is misspelt
_LETTERS = re.compile(r"[^\W\d_]+")
_DOUBLED = re.compile(r"(?<!q)[aeiou]{2}([b-df-hj-np-tv-z])\1")  # after two vowels a form doubles nothing
_VOWELS = frozenset("aeiouy")
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def correct(question: str, words: frozenset[str]) -> str:
    """The question with each misspelt word replaced by its near neighbour among the corpus' `words`, all lower case.

    A word is left alone where the corpus has it in any form, where it is a word of the language, where it holds a
    digit, and in a question that is not English. One without a neighbour in the corpus becomes the most frequent word
    of the language that is a single slip away, unless it is written as a name. Distance is optimal string alignment:
    1 edit for words of 4 to 7 letters, 2 for longer ones.
    """
    if not is_english(question):
        return question

    def replace(match: re.Match[str]) -> str:
        word, small = match.group(), match.group().lower()
        if _is_form(small, words) or _is_english_word(small):
            return word
        near = _nearest(small, words)
        if near is None and (word == small or match.start() == 0):
            near = _commonest(small)
        return (near.capitalize() if word[0].isupper() else near) if near else word

    return _WORD.sub(replace, question)


def _is_form(word: str, words: frozenset[str]) -> bool:
    """Whether the corpus has the word, or a form of it: "steers" where it has "steer", but not "meetting"."""
    if word in words or word in _letters(words):
        return True
    return not _DOUBLED.search(word) and any(stem in words or f"{stem}e" in words for stem in terms(word))


@lru_cache(maxsize=4)
def _letters(words: frozenset[str]) -> frozenset[str]:
    """The runs of letters in the corpus' words: "so" of "so3", "cache" of "cache_size"."""
    return frozenset(run for word in words if not word.isalpha() for run in _LETTERS.findall(word))


def _is_english_word(word: str) -> bool:
    from wordfreq import zipf_frequency  # half a second, once

    return bool(zipf_frequency(word, "en") >= LEAST_FREQUENT)


def _nearest(word: str, words: Collection[str]) -> str | None:
    near = _near(word, words, 1 if len(word) < 8 else 2)
    # "Ivanova" is no misspelt "Ivanov"
    likely = [(edits, other) for other, edits in near if not word.startswith(other) and is_content(other)]
    return min(likely)[1] if likely else None


@lru_cache(maxsize=1)
def _common() -> dict[str, int]:
    """The language's commonest words, each with its rank."""
    from wordfreq import top_n_list

    return {word: rank for rank, word in enumerate(top_n_list("en", COMMON_WORDS)) if word.isalpha()}


def _commonest(word: str) -> str | None:
    """A rare word is one slip away from a common one more often than not, so it must be one that fingers make."""
    near = _near(word, [*_common()], 1) if len(word) >= LEAST_COMMON else []
    return min((other for other, _ in near if _slipped(word, other)), key=lambda other: _common()[other], default=None)


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


def _near(word: str, words: Iterable[str], limit: int) -> list[tuple[str, int]]:
    """The words that may have been meant, with their distances; the first letter is seldom wrong."""
    alike = [other for other in words if other[0] == word[0]]
    distances = process.cdist([word], alike, scorer=OSA.distance, score_cutoff=limit)[0] if alike else ()
    return [(other, int(edits)) for other, edits in zip(alike, distances, strict=True) if edits <= limit]
