"""The numbers that Word counts for its lists and headings, as it shows them: "1.", "2.3", "(a)"."""

import re
from dataclasses import dataclass
from typing import Any

from index.documents.office.openxml import local

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BULLET = "-"
LARGEST = 4_000  # a larger number is not written in letters or Roman
_PLACE = re.compile(r"%([1-9])")
_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix"}
_ROMAN |= {5: "v", 4: "iv", 1: "i"}


@dataclass
class _Level:
    form: str
    """"decimal", "lowerRoman", "bullet"…"""
    text: str
    """What is shown: "%1.%2" for the numbers of the first two levels with a dot between."""
    start: int


class Numbering:
    """Counts along with the document: its markers are to be asked for in reading order."""

    def __init__(self, root: Any) -> None:
        """Of the root element of the file's numbering; None where it has none."""
        elements = list(root) if root is not None else []
        self._kinds: dict[str, Any] = {e.get(f"{W}abstractNumId"): e for e in elements if local(e) == "abstractNum"}
        self._linked: dict[str, str] = {
            value(e, "styleLink"): key for key, e in self._kinds.items() if value(e, "styleLink")
        }
        self._lists: dict[str, Any] = {e.get(f"{W}numId"): e for e in elements if local(e) == "num"}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}

    def marker(self, number: str, level: int) -> str:
        """What stands before the next paragraph at this level (from 0) of a list: BULLET, or the number as it is
        shown, or nothing.
        """
        if number not in self._lists:
            return BULLET
        kind = self._kind(number)
        counts = self._counts.setdefault(kind, {})  # lists of one kind count on from one another
        if number not in self._levels:
            self._levels[number] = self._read(number, kind, counts)
        levels = self._levels[number]
        if level not in levels:
            return BULLET
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return BULLET if levels[level].form == "bullet" else _shown(levels, level, counts)

    def _kind(self, number: str) -> str:
        kind = value(self._lists[number], "abstractNumId")
        return self._linked.get(value(self._kinds.get(kind), "numStyleLink"), kind)

    def _read(self, number: str, kind: str, counts: dict[int, int]) -> dict[int, _Level]:
        """The levels of a list. Those that it starts anew are forgotten in the counts."""
        levels = {place: _level(element) for place, element in _by_level(self._kinds.get(kind), "lvl")}
        for place, change in _by_level(self._lists[number], "lvlOverride"):
            levels |= {other: _level(element) for other, element in _by_level(change, "lvl")}
            if (start := value(change, "startOverride")) and place in levels:
                levels[place].start = int(start)
                counts.pop(place, None)
        return levels


def value(element: Any, name: str) -> str:
    """The value that a child of this name gives ("w:numFmt w:val"), "" where there is none."""
    child = element.find(f"{W}{name}") if element is not None else None
    return str(child.get(f"{W}val", "")) if child is not None else ""


def _by_level(element: Any, name: str) -> list[tuple[int, Any]]:
    children = element.findall(f"{W}{name}") if element is not None else []
    return [(int(child.get(f"{W}ilvl", "0")), child) for child in children]


def _level(element: Any) -> _Level:
    return _Level(value(element, "numFmt"), value(element, "lvlText"), int(value(element, "start") or 1))


def _shown(levels: dict[int, _Level], level: int, counts: dict[int, int]) -> str:
    def number(match: re.Match[str]) -> str:
        place = int(match.group(1)) - 1
        shown = levels.get(place)
        return written(counts.get(place, shown.start), shown.form) if shown else ""

    return _PLACE.sub(number, levels[level].text).strip()


def written(number: int, form: str) -> str:
    """A number in the form that Word calls "decimal", "lowerLetter", "upperRoman"…; nothing for "none"."""
    if form in ("none", "bullet"):
        return ""
    if form.endswith(("Letter", "Roman")) and 0 < number < LARGEST:
        text = _letters(number) if form.endswith("Letter") else _roman(number)
        return text.upper() if form.startswith("upper") else text
    return f"{number:02}" if form == "decimalZero" else str(number)


def _letters(number: int) -> str:
    """a to z, then aa, bb…"""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    text = ""
    for worth, letters in _ROMAN.items():
        text += letters * (number // worth)
        number %= worth
    return text
