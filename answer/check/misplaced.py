"""Names that stand where the quotes have another: known by the words around them, in whatever order."""

from collections.abc import Iterator
from dataclasses import dataclass

from answer.check.dates import MONTHS, WEEKDAYS
from answer.check.names import are_one, is_name_word
from answer.check.objection import Objection, Premise
from answer.check.words import Word, text_of, words_of

SIDE = 3
"""Words on each side that are looked at."""
LITTLE = 0.4
"""What a stop word counts beside a content word."""
ENOUGH = 1.7
"""What must be the same around another name before it is believed to stand in the place of this one…"""
AHEAD = 1.3
"""…and how much more that must be than around the name itself."""
_DATES = frozenset((*MONTHS, *WEEKDAYS))
_LINKS = frozenset("and or the a an of as well with".split())

Words = tuple[Word, ...]


@dataclass(frozen=True)
class Standing:
    """A name and what stands around it."""

    words: Words
    left: frozenset[str]
    right: frozenset[str]
    beside: tuple[str, str]
    """The very words before and behind it: a side counts only where these are the same."""
    first: int
    last: int

    def likeness(self, other: "Standing") -> float:
        """How much of what stands around the two is the same, side by side."""
        left = _weight(self.left & other.left) if self.beside[0] == other.beside[0] else 0.0
        right = _weight(self.right & other.right) if self.beside[1] == other.beside[1] else 0.0
        return left + right


def misplaced(statement: str, premise: Premise) -> Objection | None:
    """A name that stands where the quotes name another, while around the name itself they say other things."""
    words = words_of(premise.quotes)
    held = list(_standings(words))
    for mine in _standings(words_of(statement)):
        same = [other for other in held if are_one(mine.words, other.words, premise.whole)]
        apart = [other for other in held if other not in same and not any(_listed(words, other, s) for s in same)]
        own = max((mine.likeness(other) for other in same), default=0.0)
        best = max(apart, key=mine.likeness, default=None)
        if best and mine.likeness(best) >= max(ENOUGH, own + AHEAD):
            return Objection("name", text_of(mine.words), text_of(best.words))
    return None


def _standings(words: Words) -> Iterator[Standing]:
    """The names among the words, save dates."""
    first = None
    for at in range(len(words) + 1):
        inside = at < len(words) and is_name_word(words[at]) and words[at].text not in _DATES
        joined = inside and first is not None and words[at].clause == words[at - 1].clause
        if first is not None and not joined:
            yield _standing(words, first, at)
            first = None
        if inside and first is None:
            first = at


def _standing(words: Words, first: int, end: int) -> Standing:
    left, right = words[max(0, first - SIDE) : first], words[end : end + SIDE]
    beside = (_key(left[-1]) if left else "", _key(right[0]) if right else "")
    return Standing(words[first:end], _keys(left), _keys(right), beside, first, end)


def _keys(words: Words) -> frozenset[str]:
    return frozenset(map(_key, words))


def _key(word: Word) -> str:
    return word.stem or f" {word.lower}"


def _weight(keys: frozenset[str]) -> float:
    return sum(LITTLE if key.startswith(" ") else 1.0 for key in keys)


def _listed(words: Words, one: Standing, other: Standing) -> bool:
    """Whether only names, commas and "and" part the two: either may then come first."""
    first, second = sorted((one, other), key=lambda s: s.first)
    between = words[first.last : second.first]
    return all(is_name_word(w) or w.lower in _LINKS for w in between)
