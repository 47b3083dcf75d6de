"""The rule for dates: a day, a season, a year or a decade for another, written in the same way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from eval.mutate.swaps import StatedValue, ValueSwap, first_free

MONTH_NAMES = "January February March April May June July August September October November December".split()
SEASON_NAMES = (("spring",), ("summer",), ("fall", "autumn"), ("winter",))
LAST_DAY = 28
"""New days end here: every month has them."""

_ANY_MONTH = "|".join(MONTH_NAMES)
_MONTH_FIRST = re.compile(rf"(?P<month>{_ANY_MONTH}) (?P<day>\d{{1,2}})(?:, (?P<year>\d{{4}}))?")
_DAY_FIRST = re.compile(rf"(?P<day>\d{{1,2}}) (?P<month>{_ANY_MONTH})(?: (?P<year>\d{{4}}))?")
_SEASON_OF_YEAR = re.compile(r"(?P<season>spring|summer|fall|autumn|winter)(?P<of> of)? (?P<year>\d{4})", re.IGNORECASE)
_YEAR_OR_DECADE = re.compile(r"(?P<year>1[5-9]\d\d|20\d\d)(?P<decade>s?)")


@dataclass(frozen=True)
class DayOfMonth:
    """A day of a month, of a year or of none."""

    month: str
    day: int
    year: str = ""

    def month_first(self) -> str:
        return f"{self.month} {self.day}" + (f", {self.year}" if self.year else "")

    def day_first(self) -> str:
        return f"{self.day} {self.month}" + (f" {self.year}" if self.year else "")

    def forms(self) -> tuple[str, ...]:
        """The ways in which people write it."""
        ordinal = f"{self.day}{ordinal_suffix(self.day)}"
        comma, space = (f", {self.year}", f" {self.year}") if self.year else ("", "")
        return (
            self.month_first(),
            self.day_first(),
            f"{self.month} {ordinal}{comma}",
            f"{ordinal} of {self.month}{space}",
            f"{ordinal} {self.month}{space}",
        )


def swap_date(value: StatedValue, random: Random) -> ValueSwap | None:
    """Another date in the format of the stated one; None where it is no date, or no other is free."""
    stated = value.stated
    if match := _MONTH_FIRST.fullmatch(stated) or _DAY_FIRST.fullmatch(stated):
        candidates = _days(stated, match, random)
    elif match := _SEASON_OF_YEAR.fullmatch(stated):
        candidates = _seasons(stated, match, random)
    elif match := _YEAR_OR_DECADE.fullmatch(stated):
        candidates = _years(stated, match, random)
    else:
        return None
    return first_free(value, list(candidates))


def ordinal_suffix(number: int) -> str:
    """st, nd, rd or th."""
    return "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _days(stated: str, match: re.Match[str], random: Random) -> Iterator[ValueSwap]:
    year = match["year"] or ""
    months = [m for m in MONTH_NAMES if m != match["month"]]
    days = [d for d in range(2, LAST_DAY + 1) if d != int(match["day"])]
    for month in random.sample(months, len(months)):
        day = DayOfMonth(month, random.choice(days), _other_year(year, random) if year else "")
        new = day.month_first() if match.re is _MONTH_FIRST else day.day_first()
        yield ValueSwap("date", ((stated, new),), day.forms())


def _seasons(stated: str, match: re.Match[str], random: Random) -> Iterator[ValueSwap]:
    others = [names for names in SEASON_NAMES if match["season"].lower() not in names]
    for names in random.sample(others, len(others)):
        year = _other_year(match["year"], random)
        new = f"{names[0]}{match['of'] or ''} {year}"
        yield ValueSwap("date", ((stated, new),), tuple(f"{n}{of} {year}" for n in names for of in (" of", "")))


def _years(stated: str, match: re.Match[str], random: Random) -> Iterator[ValueSwap]:
    for _ in range(9):
        new = _other_decade(match["year"], random) if match["decade"] else _other_year(match["year"], random)
        yield ValueSwap("date", ((stated, new),), (new,))


def _other_year(year: str, random: Random) -> str:
    return str(int(year) + random.choice([-9, -8, -7, -6, -4, -3, 3, 4, 6, 7, 8, 9]))


def _other_decade(year: str, random: Random) -> str:
    return f"{int(year) // 10 * 10 + random.choice([-40, -30, -20, -10])}s"
