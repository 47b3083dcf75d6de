"""What a question names that the passages are silent on: a year, or somebody of whom they never speak.

Whatever else speaks for an answer, a question about China has none in passages that name neither China
nor anything like it.
"""

import re
from collections.abc import Sequence

from answer.read.encoder import EncodedText, Encoder
from index.lexical import terms
from index.passages import Hit

LEAST_LIKENESS = 0.55
"""Cosine in context. "Kremlin" is 0.7 to "Moscow", "China" 0.5 to "Iran" (the article's development half)."""

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_NAME_INSIDE = re.compile(r"(?<![.?!:] )(?<!^)\b[A-Z][\w’'-]*\w")


def is_silent(question: str, hits: Sequence[Hit], encoder: Encoder) -> bool:
    """Whether the question names a year that no passage holds, or a name that none holds or comes near."""
    text = " ".join(hit.passage.in_context for hit in hits)
    if not set(_YEAR.findall(question)) <= set(_YEAR.findall(text)):
        return True
    held = set(terms(text))
    unknown = [name for name in _NAME_INSIDE.findall(question) if not _is_held(name, held)]
    if not unknown:
        return False
    passages = [encoder.passage(hit.passage).encoded for hit in hits]
    return any(_likeness(encoder.words(question, name), passages) < LEAST_LIKENESS for name in unknown)


def _is_held(name: str, held: set[str]) -> bool:
    """Whether a name stands in the passages, as it is or as the same name's other form (Tajik, Tajikistan)."""
    return all(any(term[:5] == known[:5] for known in held) for term in terms(name))


def _likeness(name: EncodedText, passages: Sequence[EncodedText]) -> float:
    """Cosine of the name, in its question, to the most like word of the passages; 1 where it has no token."""
    tokens = name.words[0]
    if not len(tokens):
        return 1.0
    words = [sentence for passage in passages for sentence in passage.words if len(sentence)]
    return max((float((tokens.astype("f4") @ w.astype("f4").T).max()) for w in words), default=0.0)
