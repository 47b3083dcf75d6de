"""Exact match and F1 of an answer's words (Rajpurkar et al. 2016), as SQuAD's own script computes them."""

import re
import string
from collections import Counter
from collections.abc import Sequence

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def exact_match(given: str, expected: Sequence[str]) -> float:
    """1 where the answer is one of those expected, but for case, punctuation and articles; else 0."""
    return float(any(_words(given) == _words(right) for right in expected))


def f1(given: str, expected: Sequence[str]) -> float:
    """The harmonic mean of precision and recall of the answer's words, against the nearest expected one; 0 to 1."""
    return max((_overlap(_words(given), _words(right)) for right in expected), default=0.0)


def _words(text: str) -> list[str]:
    return _ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split()


def _overlap(given: list[str], right: list[str]) -> float:
    if not given or not right:
        return float(given == right)
    common = sum((Counter(given) & Counter(right)).values())
    return 2 * common / (len(given) + len(right))
