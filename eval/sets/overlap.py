"""Exact match and F1 of an answer against the gold answers, by the official definition of SQuAD.

Rajpurkar et al. 2016 and 2018: both texts are lowered, stripped of ASCII punctuation and of the articles a, an
and the, and their white space is made even; F1 is that of their bags of words; the best gold answer counts.
"No answer" is the empty text: against it both measures are 1 where the other is empty, too, and else 0.
"""

import re
import string
from collections import Counter
from collections.abc import Callable, Sequence

_SQUAD_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_WITHOUT_PUNCTUATION = str.maketrans("", "", string.punctuation)


def normalise(text: str) -> str:
    """The text as it is compared."""
    return " ".join(_SQUAD_ARTICLES.sub(" ", text.lower().translate(_WITHOUT_PUNCTUATION)).split())


def exact_match(answer: str, golds: Sequence[str]) -> float:
    """1 where the answer is one of the gold answers, once normalised; else 0. Without golds, 1 for no answer."""
    return _best(lambda gold: float(normalise(answer) == normalise(gold)), golds)


def f1(answer: str, golds: Sequence[str]) -> float:
    """The best F1 of the answer's words against a gold answer's: 0 to 1. Without golds, 1 for no answer."""
    return _best(lambda gold: _f1(normalise(answer).split(), normalise(gold).split()), golds)


def _best(score: Callable[[str], float], golds: Sequence[str]) -> float:
    """The official script drops gold answers of which nothing is left, and takes "" where none is left."""
    return max(score(gold) for gold in [gold for gold in golds if normalise(gold)] or [""])


def _f1(answer: Sequence[str], gold: Sequence[str]) -> float:
    if not answer or not gold:
        return float(answer == gold)
    common = sum((Counter(answer) & Counter(gold)).values())
    return 2 * common / (len(answer) + len(gold))
