"""Where a sentence follows its quote word for word but for a name, a number or a "not": what was exchanged there."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from answer.check.denial import is_plain_denial, may_deny
from answer.check.names import are_one, is_name_word
from answer.check.numbers import numbers_in
from answer.check.objection import NOTHING_OF_THE_KIND, Objection, Premise
from answer.check.words import Word, text_of, words_of

FLANK = 3
"""Words around an exchange that must be the same in both, left and right together, and at least one on each side."""
LONGEST = 5
"""Words that are exchanged, at most."""
_ARTICLES = frozenset("the a an".split())
_POINTS = _ARTICLES | frozenset("of in by to and or".split())

Words = tuple[Word, ...]


@dataclass(frozen=True)
class Exchange:
    """Words of the sentence, and those that stand in their place in the quote; one of the two may be empty."""

    said: Words
    held: Words
    flank: int
    """Words that are the same around them."""
    closed: bool
    """Whether the same words stand on both sides; else the sentence or the quote ends there."""


def exchanged(statement: str, premise: Premise) -> Objection | None:
    """A name, a number or a denial that stands where the quote has another, between the same words."""
    for exchange in _exchanges(words_of(statement), words_of(premise.quotes)):
        if exchange.flank >= FLANK:
            found = _denial(exchange) or _number(exchange, premise) or _name(exchange, premise)
            if found:
                return found
    return None


def _exchanges(said: Words, held: Words) -> Iterator[Exchange]:
    matcher = SequenceMatcher(None, [_key(w) for w in said], [_key(w) for w in held], autojunk=False)
    codes = matcher.get_opcodes()
    for at, (tag, a, b, c, d) in enumerate(codes):
        if tag == "equal":
            continue
        left = codes[at - 1][2] - codes[at - 1][1] if at else 0
        right = codes[at + 1][2] - codes[at + 1][1] if at + 1 < len(codes) else 0
        ends = at + 1 == len(codes)
        piece = held[c : min(d, c + (b - a) + 1)] if ends else held[c:d]
        if left and max(b - a, len(piece)) <= LONGEST and (right or ends):
            yield Exchange(said[a:b], piece, left + right, bool(right))
        if not left and right and max(b - a, d - c) <= LONGEST:
            yield Exchange(said[a:b], held[c:d], right, False)


def _denial(exchange: Exchange) -> Objection | None:
    if not exchange.closed:
        return None
    mine = [w for w in exchange.said if is_plain_denial(w)]
    theirs = [w for w in exchange.held if is_plain_denial(w)]
    if mine and not any(may_deny(w) for w in exchange.held):
        return Objection("negation", mine[0].text)
    if theirs and not any(may_deny(w) for w in exchange.said):
        return Objection("negation", NOTHING_OF_THE_KIND, f"“{theirs[0].text}”")
    return None


def _number(exchange: Exchange, premise: Premise) -> Objection | None:
    mine, theirs = (numbers_in(text_of(words)) for words in (exchange.said, exchange.held))
    if mine and not exchange.closed and mine[0].is_in(numbers_in(premise.quotes), roughly=False):
        return None  # the quote says it too, elsewhere
    if len(mine) == 1 and len(theirs) == 1 and not mine[0].is_in(theirs, roughly=False):
        return Objection("number", mine[0].text, theirs[0].text)
    return None


def _name(exchange: Exchange, premise: Premise) -> Objection | None:
    """A name for a name; for "he" or "the group" a name may stand, being what they mean."""
    mine, theirs = _bare(exchange.said), _bare(exchange.held)
    if _points(exchange.said) != _points(exchange.held):  # "Queen Noor of Jordan", "Queen Noor Al-Hussein"
        return None
    if not mine or not theirs or not all(is_name_word(w) for w in mine) or not is_name_word(theirs[0]):
        return None
    if not exchange.closed:
        theirs = theirs[: len(mine)]
    if not all(is_name_word(w) for w in theirs) or are_one(mine, theirs, premise.whole):
        return None
    return Objection("name", text_of(mine), text_of(theirs))


def _points(words: Words) -> set[str]:
    return {w.lower for w in words} & _POINTS - _ARTICLES


def _bare(words: Words) -> Words:
    """Without the articles and prepositions at their ends."""
    kept = list(words)
    while kept and kept[0].lower in _POINTS:
        kept.pop(0)
    while kept and kept[-1].lower in _POINTS:
        kept.pop()
    return tuple(kept)


def _key(word: Word) -> str:
    return word.stem or word.lower
