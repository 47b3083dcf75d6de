"""Misspelt words of a question → the corpus' own words ("Ukrane" → "Ukraine")."""

import re
from collections.abc import Callable, Collection

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.lexical import is_content

_ASKING = frozenset("what when where which whose".split())
_WORD = re.compile(r"[^\W\d_]{4,}")  # shorter words have too many neighbours


def correct(question: str, words: Collection[str], is_known: Callable[[str], bool]) -> str:
    """The question with each unknown word replaced by its one near neighbour among the corpus' words.

    A word is left alone where the corpus holds it or `is_known` says that it is a word of the language:
    "Kazakhstan" is no misspelling, even where the corpus speaks of Pakistan. Distance is optimal string
    alignment: 1 edit for words of 4 to 7 letters, 2 for longer ones.
    """

    def replace(match: re.Match[str]) -> str:
        word = match.group()
        if word.lower() in words or is_known(word.lower()):
            return word
        near = _nearest(word.lower(), [*words, *_ASKING])
        return (near.capitalize() if word[0].isupper() else near) if near else word

    return _WORD.sub(replace, question)


def _nearest(word: str, words: Collection[str]) -> str | None:
    limit = 1 if len(word) < 8 else 2
    found = process.extract(word, words, scorer=OSA.distance, score_cutoff=limit, limit=5)
    # the first letter is seldom wrong; and "Ivanova" is no misspelt "Ivanov"
    likely = [(other, edits) for other, edits, _ in found if other[0] == word[0] and not word.startswith(other)]
    likely = [(other, edits) for other, edits in likely if is_content(other) or other in _ASKING]
    return min(likely, key=lambda pair: (pair[1], pair[0] not in _ASKING))[0] if likely else None
