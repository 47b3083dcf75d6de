"""How much: "more than" and "less than" before a number; all, most, some, none and only before a thing."""

import re

from answer.check.finding import Evidence, Finding
from answer.check.numbers import Number, numbers_in
from answer.check.words import Word, words_of

_MORE = (
    r"more than|over|above|exceed(?:s|ed|ing)|at least|no (?:fewer|less) than|not less than|greater than|upwards? of"
    r"|in excess of|a minimum of|minimum of|older than|longer than|higher than|larger than|beyond"
)
_LESS = (
    r"less than|under|below|fewer than|at most|up to|no more than|not more than|at the most|a maximum of|maximum of"
    r"|younger than|shorter than|lower than|smaller than|within"
)
_BEFORE = {"more": re.compile(rf"\b(?:{_MORE})\W+(?:\w+\W+){{0,2}}$", re.IGNORECASE)}
_BEFORE["less"] = re.compile(rf"\b(?:{_LESS})\W+(?:\w+\W+){{0,2}}$", re.IGNORECASE)
_BEHIND = {
    "more": re.compile(
        r"^\W*(?:\w+\W+)?(?:or (?:more|over|older|higher)|and (?:over|above|up)|plus)\b|^\+", re.IGNORECASE
    ),
    "less": re.compile(r"^\W*(?:\w+\W+)?or (?:less|fewer|under|younger)\b", re.IGNORECASE),
}
_ROUGH = re.compile(r"\b(?:about|around|approximately|nearly|almost|roughly|some|circa|estimated)\W+(?:\w+\W+)?$", re.I)

_STRENGTH = {
    "none": "no none neither nobody",
    "few": "few little seldom hardly",
    "some": """some several many various certain numerous sometimes often multiple usually generally typically mostly
        most majority frequently occasionally partly partially part mainly largely primarily half""",
    "all": """all every each entire entirely whole always everyone everybody both wholly completely fully total
        invariably""",
    "only": "only solely exclusively sole alone merely just nothing",
}
_CLASS = {word: name for name, words in _STRENGTH.items() for word in words.split()}
REACH = 3
"""Content words behind it that a quantity may speak of."""


def wrong_bound(statement: str, evidence: Evidence) -> Finding | None:
    """A number that the quotes bound from the other side, or not at all."""
    held = numbers_in(evidence.quotes)
    for number in numbers_in(statement):
        mine = _bound(statement, number)
        like = [n for n in held if n.is_in([number], roughly=False)]
        theirs = {_bound(evidence.quotes, n) for n in like}
        if mine and like and mine not in theirs and not (theirs & {"rough"}):
            other = next(n for n in like)
            return Finding("bound", _shown(statement, number), _shown(evidence.quotes, other))
        if not mine and theirs and theirs <= {"more", "less"}:
            return Finding("bound", _shown(statement, number), _shown(evidence.quotes, like[0]))
    return None


def wrong_quantity(statement: str, evidence: Evidence) -> Finding | None:
    """All, only or none in the statement where the quotes say some, few or all of the same thing."""
    said, held = words_of(statement), words_of(evidence.quotes)
    held = tuple(w for w in held if not w.is_capital or w.text in ("All", "Every", "Each", "Only", "No", "None"))
    theirs = {_CLASS[w.lower] for w in held if w.lower in _CLASS}
    for place, word in enumerate(said):
        mine = _CLASS.get(word.lower)
        if mine is None or mine in theirs or (place and word.is_capital):
            continue
        scope = _behind(said, place)
        for at, other in enumerate(held):
            their = _CLASS.get(other.lower)
            if their and {mine, their} in _CONTRARY and scope & _behind(held, at):
                return Finding("quantity", f"“{word.text}”", f"“{other.text}”")
    return None


_CONTRARY = [{"all", "some"}, {"all", "few"}, {"all", "none"}, {"some", "none"}, {"only", "all"}, {"some", "few"}]


def _bound(text: str, number: Number) -> str:
    """more, less or rough; empty for a number as it is."""
    before, behind = text[max(0, number.span[0] - 40) : number.span[0]], text[number.span[1] : number.span[1] + 30]
    for name, pattern in _BEFORE.items():
        if pattern.search(before):
            return name
    for name, pattern in _BEHIND.items():
        if pattern.search(behind):
            return name
    return "rough" if _ROUGH.search(before) else ""


def _shown(text: str, number: Number) -> str:
    """The number with the three words before it that may bound it."""
    before = re.search(r"(?:\b[a-zA-Z]+\s+){0,2}$", text[: number.span[0]])
    bound = before.group() if before and _bound(text, number) else ""
    return f"“{bound}{number.text}”"


def _behind(words: tuple[Word, ...], at: int) -> set[str]:
    return set([w.stem for w in words[at + 1 :] if w.stem][:REACH])
