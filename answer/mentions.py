"""The words of a text as a conversation can take them up again: its terms, its names, the runs they stand in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.lexical import is_content, terms

_WORD = re.compile(r"[^\W_]+(?:[.&'’-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_LINK = re.compile(r"\s+|-|/|\s*&\s*|['’]s?\s+")
"""What may stand between two words of one run."""
_NAME_LINK = re.compile(r"\s+|-|\s*&\s*|['’]\s?|\s+(?:of|of the|on the|and the|for the|von|de|van|al|bin|du|la|le)\s+")
"""What may stand between two capitalised words of one name."""
_INITIAL = re.compile(r"(?:\w\.)*\w|Dr|St|Mr|Mrs|Ms|Jr|Sr", re.IGNORECASE)
"""A word after which a full stop ends no sentence."""
_EMPTY = frozenset(
    """
    any some other others another else more most many much few several all both each every also only just very too even
    still again ever never now here there one ones first second third last former latter next before after during
    while because since until between through against under over again own same let like well really okay ok yes no not
    know don didn doesn isn wasn weren aren won hadn hasn haven couldn wouldn shouldn re ve ll im ive mr mrs ms etc
    please anything something everything nothing someone anyone everyone somebody anybody nobody kind sort type lot lots
    interesting aspects article aspect able way ways come came take took taken give gave given do done doing did
    use used using become became put set see saw seen seem seems called may might must shall such upon within without
    however therefore thus including include includes included about away back up down off out yet already though
    although per via tell me us
    """.split()
)
"""Words that are no topic, beside the stop words."""


@dataclass(frozen=True)
class Word:
    """One word of a text."""

    text: str
    """As it stands, without a possessive ending."""
    start: int
    end: int
    """Characters into the text."""
    term: str
    """Its stem; empty where the word says nothing of its own."""

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


def words_of(text: str) -> list[Word]:
    """All words of the text, in order."""
    found = []
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        found.append(Word(word, match.start(), match.start() + len(word), term_of(word)))
    return found


def term_of(word: str) -> str:
    """The stem of a word; empty for a word that says nothing of its own."""
    lower = word.lower()
    if not is_content(lower) or lower in _EMPTY or (len(lower) < 2 and not lower.isdigit()):
        return ""
    return "".join(terms(word))


def content_terms(text: str) -> set[str]:
    """The stems of the text's telling words."""
    return {word.term for word in words_of(text) if word.term}


def runs_of(text: str, words: Sequence[Word]) -> list[list[int]]:
    """The numbers of the telling words, in runs that nothing else interrupts: "the military base in …" → [1, 2]."""
    runs: list[list[int]] = []
    for number, word in enumerate(words):
        if not word.term:
            continue
        before = words[number - 1] if number else None
        if runs and before and before.term and _LINK.fullmatch(text[before.end : word.start]):
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def names_of(text: str, words: Sequence[Word]) -> list[tuple[int, int]]:
    """Names as (first, last) numbers of their words: capitalised, linked by "of" or "of the" at most."""
    found: list[tuple[int, int]] = []
    for number, word in enumerate(words):
        if (
            not word.term
            or not (word.is_capital or word.text[0].isdigit())
            or (word.start == 0 and not word.is_capital)
        ):
            continue
        last = words[found[-1][1]] if found else None
        if last and word.is_capital and _is_one_name(last, text[last.end : word.start]):
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def _is_one_name(last: Word, between: str) -> bool:
    return _NAME_LINK.fullmatch(between) is not None or (
        between.strip() == "." and _INITIAL.fullmatch(last.text) is not None
    )
