"""The rule for dates: a day, a season, a year or a decade for another, written in the same way."""

import re
from collections.abc import Iterator
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
    months = [m for m in MONTH_NAMES if m != match["month"]]
    days = [d for d in range(2, LAST_DAY + 1) if d != int(match["day"])]
    for month in random.sample(months, len(months)):
        day = random.choice(days)
        forms = _day_forms(month, day, _other_year(match["year"], random) if match["year"] else "")
        new = forms[0] if match.re is _MONTH_FIRST else forms[1]
        yield ValueSwap("date", ((stated, new),), forms)


def _day_forms(month: str, day: int, year: str) -> tuple[str, ...]:
    """The ways in which people write a day of a month: month first, day first, and with ordinals."""
    ordinal = f"{day}{ordinal_suffix(day)}"
    comma, space = (f", {year}", f" {year}") if year else ("", "")
    return (
        f"{month} {day}{comma}",
        f"{day} {month}{space}",
        f"{month} {ordinal}{comma}",
        f"{ordinal} of {month}{space}",
        f"{ordinal} {month}{space}",
    )


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
