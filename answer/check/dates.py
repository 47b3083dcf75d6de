"""Dates: a day, month, season or year that a sentence names must stand in its premise, in whatever format."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from answer.check.objection import Objection, Premise
from index.sentences import Span

MONTHS = "January February March April May June July August September October November December".split()
SEASONS = {"spring": "spring", "summer": "summer", "fall": "fall", "autumn": "fall", "winter": "winter"}
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

_MONTH = "|".join(f"{m[:3]}(?:{m[3:]})?" if m != "September" else "Sept?(?:ember)?" for m in MONTHS)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1\d{3}|20\d\d)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?P<month>{_MONTH})\b\.?\s+(?:the\s+)?{_DAY}\b(?!\s*(?:,\d{{3}}|%))(?:,?\s+{_YEAR}\b)?",
        rf"\b(?:the\s+)?{_DAY}\s+(?:of\s+|day\s+of\s+)?(?P<month>{_MONTH})\b\.?(?:,?\s+{_YEAR}\b)?",
        rf"\b(?P<month>{_MONTH})\b\.?,?\s+(?:of\s+)?{_YEAR}\b",
        r"\b(?P<year>1\d{3}|20\d\d)-(?P<number>0[1-9]|1[0-2])-(?P<day>\d{2})\b",
        rf"\b(?P<season>[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter)(?:\s+of|,)?\s+{_YEAR}\b",
        r"\b(?i:in|this|that|last|next|of|the|early|late|mid|every|each)[\s-]+(?:the\s+)?"
        r"(?P<season>spring|summer|autumn|winter)\b",
        rf"\b(?P<month>{'|'.join(m for m in MONTHS if m not in ('May', 'March'))})\b",
        r"\b(?i:in|of|by|until|since|from|to|late|early|mid|last|next|this|through|between|and|during)[\s-]+"
        r"(?P<month>May|March)\b",
        rf"\b(?P<weekday>{'|'.join(WEEKDAYS)})s?\b",
    )
)


@dataclass(frozen=True)
class Date:
    """What of a date is said; 0 or empty where it is not."""

    text: str
    span: Span
    day: int = 0
    month: int = 0
    """1 to 12."""
    year: int = 0
    season: str = ""
    weekday: str = ""

    def is_within(self, other: "Date") -> bool:
        """Whether the other says all that this one does."""
        return all(not mine or mine == theirs for mine, theirs in zip(self._parts, other._parts, strict=True))

    def is_against(self, other: "Date") -> bool:
        """Whether the two say different things of the same part."""
        return any(mine and theirs and mine != theirs for mine, theirs in zip(self._parts, other._parts, strict=True))

    @property
    def _parts(self) -> tuple[int | str, ...]:
        return self.day, self.month, self.year, self.season, self.weekday


@lru_cache(maxsize=1024)
def dates_in(text: str) -> tuple[Date, ...]:
    """The dates of a text in order; years that stand alone are numbers."""
    found: list[Date] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not any(a < match.end() and match.start() < b for a, b in (d.span for d in found)):
                found.append(_date(match))
    return tuple(sorted(found, key=lambda date: date.span))


def wrong_date(statement: str, premise: Premise) -> Objection | None:
    """The first date of the statement that the premise does not hold."""
    held, near = dates_in(premise.whole), dates_in(premise.quotes)
    for date in dates_in(statement):
        if not _is_held(date, held, premise.whole):
            other = next((d for d in near if d.is_against(date) and d.text not in statement), None)
            return Objection("date", date.text, other.text if other else "")
    return None


def _is_held(date: Date, held: Sequence[Date], text: str) -> bool:
    """Whether one date says it all, or one says day and month and the year stands elsewhere."""
    if any(date.is_within(other) for other in held):
        return True
    if not date.year or not re.search(rf"(?<!\d){date.year}(?!\d)", text):
        return False
    undated = Date(date.text, date.span, date.day, date.month, 0, date.season, date.weekday)
    return any(undated.is_within(other) and not date.is_against(other) for other in held)


def _date(match: re.Match[str]) -> Date:
    parts = match.groupdict()
    month = parts.get("month")
    number = next((n for n, m in enumerate(MONTHS, 1) if m[:3] == (month or "")[:3]), 0)
    start = min(match.start(name) for name in parts if parts[name])
    text = match.group()[start - match.start() :] if parts.get("season") or parts.get("weekday") else match.group()
    return Date(
        re.sub(r"^(?:in|of|by|until|since|from|to|and)\s+", "", text),
        match.span(),
        day=int(parts.get("day") or 0),
        month=number or int(parts.get("number") or 0),
        year=int(parts.get("year") or 0),
        season=SEASONS.get((parts.get("season") or "").lower(), ""),
        weekday=parts.get("weekday") or "",
    )
