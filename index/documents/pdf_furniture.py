"""Running heads, feet and page numbers: rows at the top and bottom of pages that recur there, apart from numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.documents.pdf_gaps import Row, rows
from index.documents.pdf_lines import Line

ZONE = 0.16
"""Of the page's height, at its top and at its bottom."""
_MOST_ROWS = 4
_PAGES_NEAR = 4
"""A head or foot recurs within so many pages: left and right ones take turns, and chapters have their own."""
_NUMBERS = re.compile(r"\d{1,5}(?!\d)|\b[ivxlc]+\b")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ALONE = "\0"
_LARGE = 1.2
"""Of the body's size."""

_PAGE_NUMBER = re.compile(
    r"[-–—|()\[\]•·. ]*(\d{1,4}( ?[-–/|] ?\d{1,4})?|[ivxlcdm]{1,7}|[A-Z]{1,2}[-.]\d{1,3})[-–—|()\[\]•·. ]*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Edges:
    """What recurs on a page: the rows at its top and at its bottom, from the top."""

    top: list[Row] = field(default_factory=list)
    bottom: list[Row] = field(default_factory=list)


def furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[Edges]:
    """For each page the rows that are no part of its text."""
    body = _body_size(pages)
    tops, bottoms = list[list[Row]](), list[list[Row]]()
    for pieces, height in zip(pages, heights, strict=True):
        found = rows(pieces)
        tops.append([row for row in found[:_MOST_ROWS] if row[0].base < ZONE * height])
        bottoms.append([row for row in found[: -_MOST_ROWS - 1 : -1] if row[0].base > (1 - ZONE) * height])
    at_top = _recurring(tops, [0.0] * len(pages), body)
    at_bottom = _recurring(bottoms, heights, body)
    return [Edges(top, bottom[::-1]) for top, bottom in zip(at_top, at_bottom, strict=True)]


def _body_size(pages: Sequence[Sequence[Line]]) -> float:
    sizes = Counter[float]()
    for line in (line for pieces in pages for line in pieces):
        sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=10.0)


def _recurring(pages: Sequence[Sequence[Row]], edges: Sequence[float], body: float) -> list[list[Row]]:
    """Of each page's outer rows, the outermost first, those that recur, and a number that is the outermost."""
    known = _Places(len(pages))
    for page, candidates in enumerate(pages):
        for row in candidates:
            for key in _keys(row, page):
                known.places[key][page].append(row[0].base - edges[page])
    found = []
    for page, candidates in enumerate(pages):
        kept: list[Row] = []
        for number, row in enumerate(candidates):
            place, is_large = row[0].base - edges[page], max(piece.size for piece in row) > _LARGE * body
            recurs = any(known.recurs(key, page, place, is_large) for key in _keys(row, page))
            if recurs or (number == len(kept) and _is_page_number(candidates, number)):
                kept.append(row)
        found.append(kept)
    return found


class _Places:
    """What the outer rows of pages say, and where."""

    def __init__(self, count: int) -> None:
        self._count = count
        self.places: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
        """By page, in points from its edge."""

    def recurs(self, key: str, page: int, place: float, is_large: bool) -> bool:
        """Whether a row stands at the same place on pages near."""
        places = self.places[key]
        if is_large and (len(places) < 3 or 2 * len(places) < self._count):  # the title of a slide, of a chapter
            return False
        near = [q for q in range(page - _PAGES_NEAR, page + _PAGES_NEAR + 1) if q != page and q in places]
        close = sum(any(abs(at - place) <= 4 for at in places[q]) for q in near)
        if key.startswith(_ALONE):  # only its number goes up, as beside the title of a section
            return close >= 3 or (close == 2 and self._count <= 4)
        return close > 0


def _text(row: Row) -> str:
    return " ".join(piece.text for piece in row)


def _is_page_number(candidates: Sequence[Row], number: int) -> bool:
    """Whether a row is a number that stands alone, apart from the one further in."""
    row, inner = candidates[number], candidates[number + 1 : number + 2]
    apart = not inner or abs(row[0].base - inner[0][0].base) > 1.6 * row[0].size
    return len(row) == 1 and apart and _PAGE_NUMBER.fullmatch(row[0].text) is not None


def _keys(row: Row, page: int) -> Iterator[str]:
    """What a row would say on another page: the same; or with a number that goes up with the pages."""
    text = _text(row)
    yield text
    numbers = _NUMBERS.findall(text)
    for number in {*numbers[:1], *numbers[-1:]}:
        value = _value(number) - page
        yield f"{_NUMBERS.sub('#', text)} {value}"
        yield f"{_ALONE}{value}"


def _value(number: str) -> int:
    """Of a number in figures or Roman letters."""
    if number.isdigit():
        return int(number)
    digits = [_ROMAN[letter] for letter in number]
    return sum(-a if a < b else a for a, b in pairwise([*digits, 0]))
