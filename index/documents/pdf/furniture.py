"""Running heads, feet and page numbers: rows at the top and bottom of pages that recur there, apart from numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.documents.pdf.gaps import Row, rows
from index.documents.pdf.lines import Line

ZONE = 0.16
"""Of the page's height, at its top and at its bottom."""
_MOST_ROWS = 4
_PAGES_NEAR = 4
"""A head or foot recurs within so many pages: left and right ones take turns, and chapters have their own."""
_NUMBERS = re.compile(r"\d{1,5}(?!\d)|\b[ivxlc]+\b")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_CLOSE = 1.8
"""Of the type's size: the lines of one text are no further apart."""
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
    tops, bottoms = _Side([0.0] * len(pages), body), _Side(heights, body)
    for number, (pieces, height) in enumerate(zip(pages, heights, strict=True)):
        found = rows(pieces)
        tops.add(number, found, ZONE * height)
        bottoms.add(number, found[::-1], ZONE * height)
    return [Edges(tops.recurring(number), bottoms.recurring(number)[::-1]) for number in range(len(pages))]


def _body_size(pages: Sequence[Sequence[Line]]) -> float:
    sizes = Counter[float]()
    for line in (line for pieces in pages for line in pieces):
        sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=10.0)


class _Side:
    """The outer rows of all pages, at their tops or at their bottoms, the outermost first."""

    def __init__(self, edges: Sequence[float], body: float) -> None:
        """`edges` are where the pages end, in points; `body` is the size of their text."""
        self._edges = edges
        self._body = body
        self._groups: dict[int, list[list[Row]]] = {}
        """By page, rows that stand close to each other."""
        self._places: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
        """By what a row says and by page, how far from the edge it stands."""

    def add(self, page: int, ordered: Sequence[Row], zone: float) -> None:
        """The rows of the next page."""
        groups: list[list[Row]] = []
        for outer, row in pairwise([None, *ordered]):
            if len(groups) > _MOST_ROWS or row is None:
                break
            if outer is None or abs(row[0].base - outer[0].base) > _CLOSE * max(row[0].size, outer[0].size):
                groups.append([])
            groups[-1].append(row)
        self._groups[page] = [g for g in groups if all(abs(self._place(page, row)) < zone for row in g)]
        for row in (row for group in self._groups[page] for row in group):
            for key in _keys(row, page):
                self._places[key][page].append(self._place(page, row))

    def recurring(self, page: int) -> list[Row]:
        """Rows that recur near a page, with all that stands close to them; and a number that is the outermost."""
        found: list[Row] = []
        for number, group in enumerate(self._groups[page]):
            is_number = not number and len(group) == 1 and _is_page_number(group[0])
            found += group if is_number or all(self._recurs(page, row) for row in group) else []
        return found

    def _place(self, page: int, row: Row) -> float:
        return row[0].base - self._edges[page]

    def _recurs(self, page: int, row: Row) -> bool:
        is_large = max(piece.size for piece in row) > _LARGE * self._body
        return any(self._stands_near(key, page, self._place(page, row), is_large) for key in _keys(row, page))

    def _stands_near(self, key: str, page: int, place: float, is_large: bool) -> bool:
        """Whether a row that says the same stands at the same place on pages near."""
        places, count = self._places[key], len(self._edges)
        if is_large and (len(places) < 3 or 2 * len(places) < count):  # the title of a slide, of a chapter
            return False
        near = [q for q in range(page - _PAGES_NEAR, page + _PAGES_NEAR + 1) if q != page and q in places]
        close = sum(any(abs(at - place) <= 4 for at in places[q]) for q in near)
        if key.startswith(_ALONE):  # only its number goes up, as beside the title of a section
            return close >= 3 or (close == 2 and count <= 4)
        return close > 0


def _text(row: Row) -> str:
    return " ".join(piece.text for piece in row)


def _is_page_number(row: Row) -> bool:
    return len(row) == 1 and _PAGE_NUMBER.fullmatch(row[0].text) is not None


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
