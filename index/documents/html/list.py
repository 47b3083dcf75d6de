"""What a browser sets before the items of a list."""

from collections.abc import Iterator
from itertools import count, repeat

from index.documents.html.tree import Element, name_of

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def markers(element: Element, value: str | None = None) -> Iterator[str]:
    """The markers of a list's items in turn, from an item's own value or where the list begins."""
    if name_of(element) != "ol":
        return repeat("-")
    first = _number(value) or _number(element.get("start"))
    style = element.get("type", "1")
    step = -1 if element.get("reversed") is not None else 1
    if first is None:
        first = sum(1 for item in element if name_of(item) == "li") if step < 0 else 1
    return (f"{_styled(number, style)}." for number in count(first, step))


def _number(value: str | None) -> int | None:
    digits = (value or "").strip()
    plain = digits.isascii() and digits.removeprefix("-").isdigit() and len(digits) < 9
    return int(digits) if plain else None


def _styled(number: int, style: str) -> str:
    """A number as a list of this type shows it."""
    written = str(number)
    if style in ("i", "I") and 0 < number < 4000:
        written = ""
        for value, letters in _ROMAN:
            written += letters * (number // value)
            number %= value
    elif style in ("a", "A") and number > 0:
        written = ""
        while number:
            number, letter = divmod(number - 1, 26)
            written = chr(ord("a") + letter) + written
    return written.upper() if style.isupper() else written
