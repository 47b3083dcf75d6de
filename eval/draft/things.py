"""What can be asked for in a text: names, people, dates, numbers; and the other ways to write them."""

import re
from collections import Counter
from functools import lru_cache

from eval.draft.verbs import base_form, speaks

MONTHS = "January February March April May June July August September October November December".split()
MONTH = rf"(?:{'|'.join(MONTHS)})"
YEAR = r"(?:1[5-9]|20)\d\d"
DATE = rf"(?:{MONTH} \d{{1,2}}(?:, {YEAR})?|\d{{1,2}} {MONTH}(?: {YEAR})?|{MONTH} {YEAR}|{YEAR}|{MONTH})"
SEASON = r"(?:spring|summer|fall|autumn|winter)"
NAME = r"[A-Z][\w’'-]*\w(?:[ -](?:(?:of|for|de|al|von|van|and the|of the) )?(?:[A-Z][\w’'-]*\w|[A-Z]\.))*"
ROLES = (
    r"(?:Minister|President|Chancellor|Director|Chairman|Chairwoman|Secretary|Governor|Mayor|Ambassador|Commissioner"
    r"|Commander|Premier|Senator|Queen|King|Prince|Princess|Pope|Bishop)"
)
_TITLED = re.compile(
    rf"(?:\b{ROLES}|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Capt|Lt|Sen)\.?|\bSir|\bGeneral|\bProfessor) ({NAME})"
)
_MID_NAME = re.compile(rf"(?<=[a-z,;] )({NAME})")
_SPOKEN_BY = re.compile(rf"({NAME}) ([a-z]+)\b")
_PLACED = re.compile(rf"\b(?:in|at|near|from) ({NAME})")
_NO_NAMES = frozenset("He She It They We You The This That These Those His Her Their There A An In On At".split())
_WORDS_FOR = dict(
    zip(
        "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty".split(),
        "2 3 4 5 6 7 8 9 10 11 12 15 20 30 40 50".split(),
        strict=True,
    )
)
NUMBER_WORD = rf"(?:{'|'.join(_WORDS_FOR)})"
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|[1-9]\d*(?:\.\d+)?|{NUMBER_WORD})(?: (?:hundred|thousand|million|billion))?"


@lru_cache(maxsize=4)
def names_of(text: str) -> tuple[str, ...]:
    """The names inside sentences, the most frequent first. A sentence's first word may be no name, so it counts not."""
    inside = (without_genitive(name) for name in _MID_NAME.findall(text) if not is_date(name))
    found = Counter(name for name in inside if name.split()[0] not in _NO_NAMES)
    return tuple(name for name, _ in found.most_common())


@lru_cache(maxsize=4)
def people_of(text: str) -> frozenset[str]:
    """The names that are people's: they bear a title, or say something. With each, its last word alone."""
    titled = set(_TITLED.findall(text))
    speaking = {name for name, verb in _SPOKEN_BY.findall(text) if (base := base_form(verb)) and speaks(base)}
    whole = {name for name in titled | speaking if name.split()[0] not in _NO_NAMES}
    last = {name.split()[-1] for name in whole}
    longer = {name for name in names_of(text) if len(name.split()) > 1 and name.split()[-1] in last}
    return frozenset(whole | last | longer)


def is_date(text: str) -> bool:
    """Whether the text is nothing but a date, or begins as one."""
    return re.match(rf"(?:{DATE}|{SEASON})\b", text) is not None


def spellings_of_date(date: str) -> list[str]:
    """The date as it stands, and the other way round: "June 27, 1997", "27 June 1997"."""
    american = re.fullmatch(rf"({MONTH}) (\d{{1,2}})(?:, ({YEAR}))?", date)
    british = re.fullmatch(rf"(\d{{1,2}}) ({MONTH})(?: ({YEAR}))?", date)
    if american:
        month, day, year = american.groups()
        return [date, f"{day} {month}" + (f" {year}" if year else "")]
    if british:
        day, month, year = british.groups()
        return [date, f"{month} {day}" + (f", {year}" if year else "")]
    return [date]


def spellings_of_number(number: str) -> list[str]:
    """The number as it stands, and in figures or words."""
    figures = {**_WORDS_FOR, **{value: word for word, value in _WORDS_FOR.items()}}
    other = figures.get(number.lower())
    bare = number.replace(",", "")
    return list(dict.fromkeys([number, *([other] if other else []), *([bare] if bare != number else [])]))


def spellings_of_name(name: str, people: frozenset[str]) -> list[str]:
    """The name as it stands; a person's also without title, and the last name alone."""
    words = name.split() if name in people else []
    bare = sorted((person for person in people if name.endswith(f" {person}")), key=lambda p: (-len(p), p))
    return list(dict.fromkeys([name, *bare, *[" ".join(words[-n:]) for n in (2, 1) if words]]))


def others_like(name: str, text: str, people: frozenset[str]) -> list[str]:
    """The text's other names of the same sort, people for a person, places for a place; none where it is neither."""
    names = names_of(text)
    places = {without_genitive(found) for found in _PLACED.findall(text)} - people
    same = people if name in people else places if name in places else frozenset()
    others = [other for other in names if other in same and len(other) > 3]
    return [other for other in others if not set(other.split()) & set(name.split())]


def without_genitive(name: str) -> str:
    """The name without its genitive."""
    return re.sub("[’']s?$", "", name)
