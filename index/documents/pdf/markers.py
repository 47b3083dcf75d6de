"""What lines begin with → the markers of lists: bullets, and numbers and letters that go up."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.documents.pdf.lines import Line

_STRONG = "•◦▪‣●○■□▶►❖✓➢⁃∙"
_BULLET = re.compile(rf"([{_STRONG}·*–—-]|o(?= ))\s*(?=\S)")
_NUMBER = re.compile(
    r"(?P<open>[(\[]?)(?P<value>\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxlcIVXLC]{2,7})(?P<close>[.)\]]|(?<=\.\d)|(?<=\.\d\d))\s+(?=\S)"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_NEAR = 40
"""Lines between two markers of the same list, at most."""


class Marker(NamedTuple):
    """What a line begins with."""

    length: int
    """Characters, the white space behind it included."""
    form: str
    """The same for all markers of a list: a bullet, or what stands around a number."""
    values: frozenset[int]
    """What it may count as; none for a bullet. "i" is the first or the ninth."""


def markers(lines: Sequence[Line]) -> dict[int, Marker]:
    """By the place of a line, the marker that it begins with. `lines` are those of the text, in reading order."""
    found = {place: marker for place, line in enumerate(lines) if (marker := _marker(line.text))}
    by_form: dict[str, list[int]] = {}
    for place, marker in found.items():
        by_form.setdefault(marker.form, []).append(place)
    kept = set[int]()
    for form, places in by_form.items():
        if form in _STRONG:
            kept |= set(places)
        else:
            kept |= {place for a, b in _neighbours(places) if _follow(lines, found, a, b) for place in (a, b)}
            kept |= {place for place in places if not found[place].values and _hangs(lines, place, found[place])}
    return {place: found[place] for place in sorted(kept)}


def is_bullet(line: Line) -> bool:
    """Whether it begins with a bullet that is nothing else."""
    return line.text[0] in _STRONG


def _marker(text: str) -> Marker | None:
    bullet = _BULLET.match(text)
    if bullet and (bullet.group(1) in _STRONG or bullet.group().endswith(" ")):
        return Marker(bullet.end(), bullet.group(1), frozenset())
    number = _NUMBER.match(text)
    if not number or ((number["open"] == "(") != (number["close"] == ")") and number["open"]):
        return None
    value = number["value"]
    kind = "1" if value[0].isdigit() else "a" if value.islower() else "A"
    form = f"{number['open']}{kind}{'.' * value.count('.')}{number['close']}"
    return Marker(number.end(), form, frozenset(_values(value)))


def _values(value: str) -> Iterator[int]:
    if value[-1].isdigit():
        yield int(value.rsplit(".", 1)[-1])
        return
    if len(value) == 1:
        yield ord(value.lower()) - ord("a") + 1
    if set(value.lower()) <= set(_ROMAN):
        digits = [_ROMAN[c] for c in value.lower()]
        yield sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))


def _neighbours(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Markers of one form that stand near each other; nested lists may stand between two of a list."""
    for i, a in enumerate(places):
        for b in places[i + 1 : i + 4]:
            if b - a <= _NEAR:
                yield a, b


def _follow(lines: Sequence[Line], found: dict[int, Marker], a: int, b: int) -> bool:
    """Whether two markers are of one list: below each other, a bullet like the other or the next number."""
    below = (
        lines[a].margins != lines[b].margins or lines[a].page != lines[b].page or abs(lines[a].left - lines[b].left) < 6
    )
    values = found[a].values
    return below and (not values or any(value + 1 in found[b].values for value in values))


def _hangs(lines: Sequence[Line], place: int, marker: Marker) -> bool:
    """Whether the line below begins where the text behind the marker does."""
    line, below = lines[place], lines[place + 1] if place + 1 < len(lines) else None
    starts = line.edges[line.words[:, 0] == marker.length, 0]
    return bool(below and below.base > line.base and len(starts) and abs(below.left - float(starts[0])) < 2)
