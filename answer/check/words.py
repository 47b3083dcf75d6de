"""A text as words in their order, each with its place and its stem."""

import re
from dataclasses import dataclass
from functools import lru_cache

from index.lexical import is_content, terms
from index.sentences import Span

_WORD = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
_CLAUSE_END = re.compile(r"[,;:.!?()\[\]–—|\n]")


@dataclass(frozen=True)
class Word:
    """A word where it stands. Hyphens part words: "long-term" is two."""

    text: str
    start: int
    end: int
    stem: str
    """Of a content word; empty for a stop word."""
    clause: int
    """Number of the stretch between commas, dashes, brackets… that it stands in."""

    @property
    def lower(self) -> str:
        return self.text.lower().replace("’", "'")

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def span(self) -> Span:
        return self.start, self.end


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order."""
    found, clause, last = [], 0, 0
    for match in _WORD.finditer(text):
        clause += bool(_CLAUSE_END.search(text, last, match.start()))
        last = match.end()
        found.append(Word(match.group(), match.start(), match.end(), stem_of(match.group()), clause))
    return tuple(found)


def stem_of(word: str) -> str:
    """The stem of a content word without its possessive; empty for a stop word."""
    bare = _POSSESSIVE.sub("", word)
    return next(iter(terms(bare)), "") if len(bare) > 1 or bare.isdigit() else ""


def content(text: str) -> list[str]:
    """The stems of the text's content words, in order."""
    return [word.stem for word in words_of(text) if word.stem and is_content(word.text)]


def text_of(words: tuple[Word, ...]) -> str:
    """Words as they stand, white space and signs between them made even."""
    return " ".join(word.text for word in words)
