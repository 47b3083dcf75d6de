"""What kind of thing a question asks for, and whether a sentence holds one: a date, a number, a name…"""

import re
from dataclasses import dataclass

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_YEAR = r"\b(?:1[0-9]|20)\d\d(?:s\b|\b)"
_SEASON = r"\b(?:spring|summer|fall|autumn|winter) of\b"
_DATE = rf"\b{_MONTH}\.? \d{{1,2}}\b|\b\d{{1,2}} {_MONTH}\b|\b{_MONTH}\b|{_YEAR}|{_SEASON}"
_COUNT_WORD = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|billions?"
    r"|half|double|doubled|twice|triple|both|quarter|percent"
)
_NUMBER = rf"(?<![\w.])\d[\d.,]*(?!\w)|\b(?:{_COUNT_WORD})\b"
_MONEY = (
    r"[$€£¥]\s?\d"
    r"|\b\d[\d.,]*\s?(?:(?:thousand|million|billion) )?(?:dollars|euros?|pounds|rubles|roubles|somoni|yen|USD|EUR)\b"
)
_SHARE = r"\d\s?%|\bper ?cent\b|\b(?:half|quarter|third|majority)\b"
_NAME = r"(?-i:\b[A-Z][\w’'-]*(?:\.[A-Z]\.?)*(?:[ -](?:of |the |al-|de |van |von )?[A-Z][\w’'-]*)*)"
_REASON = (
    r"\b(?:because|due to|owing to|since|in order to|so that|thus|therefore|thereby|avoids?|concerns? over|enabling"
    r"|reflects?|hoping to|caused?|reasons?|as a result|leads? to|needs? for|given|as both|for its|in part)\b"
)
_SPEECH = (
    r"\b(?:said|says|told|explained|asserted|stated|announced|commented|intimated|claimed|argued|according to|reported"
    r"|noted|added|regards?|confirm\w*)\b|\((?-i:[A-Z])[^()]*, \w+\.? \d+\)"
)


@dataclass(frozen=True)
class Kind:
    """A kind of thing: the wording that asks for it, and what a sentence must hold."""

    name: str
    asks: re.Pattern[str]
    holds: re.Pattern[str]
    new: bool = True
    """Whether it must be one that the question does not itself name."""
    ignores: re.Pattern[str] | None = None
    """What is taken out of the sentence first: a date is no count."""

    def fits(self, question: str, sentence: str) -> bool:
        """Whether the sentence holds such a thing."""
        text = self.ignores.sub(" ", sentence) if self.ignores else sentence
        asked = question.lower()
        return any(not self.new or m.group().lower() not in asked for m in self.holds.finditer(text))


def _kind(name: str, asks: str, holds: str, new: bool = True, ignores: str = "") -> Kind:
    return Kind(
        name,
        re.compile(rf"\b(?:{asks})\b", re.IGNORECASE),
        re.compile(holds, re.IGNORECASE),
        new,
        re.compile(ignores, re.IGNORECASE) if ignores else None,
    )


KINDS = (
    _kind("year", r"(?:what|which|until what|since what) year|what years", _YEAR),
    _kind(
        "date",
        r"when|(?:what|which) (?:date|day|month|time|decade|season)|what season|since when|date of|dates",
        _DATE,
    ),
    _kind(
        "money", r"how much (?:money|does? .* cost|did .* cost|will .* cost)|what .* cost|price|budget|salary", _MONEY
    ),
    _kind("share", r"what (?:percentage|share|proportion|fraction)|how many percent|percentage", _SHARE),
    _kind("label", r"(?:what|which) (?:number|issue|volume)", r"\d"),
    _kind("count", r"how (?:many|large|big|often|far|old|long|tall|high|strong)|number of", _NUMBER, ignores=_DATE),
    _kind(
        "source",
        r"who (?:said|says)|according to whom|(?:which|what) (?:source|news|agency|outlet|channel)|source (?:of|for)"
        r"|who reported|attributed",
        _SPEECH,
        new=False,
    ),
    _kind(
        "name",
        r"who|whom|whose|(?:which|what) (?:\w+ )?(?:minister|president|leader|person|official|country|countries|state"
        r"|states|nation|queen|king|city|place|capital|location)|where",
        _NAME,
    ),
    _kind("reason", r"why|what (?:caused|motivated|drives|explains)|how come|reasons?", _REASON, new=False),
)
"""The first kind whose wording a question has is the one it asks for."""


_STRICT = ("year", "money", "share", "count")


def kind_fits(question: str, sentence: str) -> float:
    """1 where the sentence holds the kind of thing asked for, ½ where no kind is asked for, else 0 or less.

    A year, a sum or a count is either there or it is not; without one, the sentence speaks against itself.
    """
    for kind in KINDS:
        if kind.asks.search(question):
            return 1.0 if kind.fits(question, sentence) else (-1.0 if kind.name in _STRICT else 0.0)
    return 0.5
