"""The names, numbers and content words of a text: what a question can be wrong about."""

import re
from functools import lru_cache

from training.words import FUNCTION_WORDS, NO_NAMES

_NAME_OF_WORDS = re.compile(r"[A-Z][\w’'-]*(?:(?:\s+(?:of|de|von|van|del|the|and))?\s+[A-Z][\w’'-]*)*")
YEAR = re.compile(r"\b(?:1[0-9]|20)[0-9]{2}\b")
NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w])")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@lru_cache(maxsize=20_000)
def names(text: str) -> tuple[str, ...]:
    """The capitalised words and runs of words of a text, openers of sentences aside; longest first."""
    found = {_without_openers(m.group()) for m in _NAME_OF_WORDS.finditer(text)}
    parts = {word for name in found for word in name.split() if word[:1].isupper() and len(word) > 3}
    return tuple(sorted((n for n in found | parts if len(n) > 2 and n not in NO_NAMES), key=lambda n: (-len(n), n)))


def _without_openers(name: str) -> str:
    words = name.split()
    while words and words[0] in NO_NAMES:
        words = words[1:]
    return " ".join(words).removesuffix("'s").removesuffix("’s")


@lru_cache(maxsize=20_000)
def content_words(text: str) -> frozenset[str]:
    """The words of a text that carry matter, in lower case."""
    return frozenset(w for w in (m.group().lower() for m in _WORD.finditer(text)) if w not in FUNCTION_WORDS)


def holds(text: str, term: str) -> bool:
    """Whether the text has the term as whole words, in any case."""
    return find(text, term) is not None


def find(text: str, term: str) -> re.Match[str] | None:
    """Where the term stands in the text first, as whole words, in any case."""
    if term.lower() not in text.lower():  # the usual case, and quick
        return None
    return _whole(term).search(text)


@lru_cache(maxsize=50_000)
def _whole(term: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(term)}(?!\w)", re.IGNORECASE)
