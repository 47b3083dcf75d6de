"""What the styles of a Word document say of its paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.documents.document import Kind
from index.documents.office.docx_numbering import W, value
from index.documents.office.openxml import local

_NAMES: dict[Kind, re.Pattern[str]] = {  # Word keeps the names of its own styles in English, whatever it shows
    "furniture": re.compile(r"(toc|index) (\d|heading)|table of (figures|authorities)"),
    "heading": re.compile(r"heading \d|title"),
    "quotation": re.compile(r"(intense )?quote|block text"),
    "caption": re.compile(r"(table |image )?caption"),
    "code": re.compile(r"source code|html preformatted"),
}
_LIST = re.compile(r"list (bullet|number) (\d)")


@dataclass
class Style:
    """A style, with what it takes from those that it is based on."""

    kind: Kind = "paragraph"
    level: int = 0
    """Of a heading 1 to 9, of a title 0."""
    number: str = ""
    """The list that numbers its paragraphs, "" for none."""
    depth: int = 0
    """The level of that list, from 0."""
    deeper: int = 0
    """How much deeper its items stand than that says: "List Bullet 2" is a list of its own."""
    is_bold: bool | None = None
    """None where it leaves that to the paragraph."""


class Styles:
    """A document's styles by their ids."""

    def __init__(self, root: Any) -> None:
        """Of the root element of the file's styles; None where it has none."""
        elements = [e for e in root if local(e) == "style"] if root is not None else []
        self._elements = {e.get(f"{W}styleId", ""): e for e in elements}
        self._read: dict[str, Style] = {}
        usual = (e for e in elements if e.get(f"{W}type") == "paragraph" and e.get(f"{W}default") in ("1", "true"))
        self._usual = next((e.get(f"{W}styleId", "") for e in usual), "")

    def of(self, style_id: str, usual: bool = True) -> Style:
        """The style of this id; where there is none, that of paragraphs without one if `usual`."""
        if style_id not in self._elements:
            style_id = self._usual if usual else ""
        if style_id not in self._read:
            self._read[style_id] = _style(list(self._chain(style_id)))
        return self._read[style_id]

    def _chain(self, style_id: str) -> Iterator[Any]:
        """The style and those that it is based on."""
        seen: set[str] = set()
        while style_id in self._elements and style_id not in seen:
            seen.add(style_id)
            yield self._elements[style_id]
            style_id = value(self._elements[style_id], "basedOn")


def _style(chain: list[Any]) -> Style:
    style = Style()
    for element in reversed(chain):  # the base first: what is based on it says otherwise
        name = value(element, "name").lower()
        if kind := next((kind for kind, names in _NAMES.items() if names.fullmatch(name)), None):
            style.kind, style.level = kind, int("".join(c for c in name if c.isdecimal()) or 0)
        if deeper := _LIST.fullmatch(name):
            style.deeper = int(deeper.group(2)) - 1
        paragraph, bold = element.find(f"{W}pPr"), is_on(element.find(f"{W}rPr"), "b")
        style.kind, style.level = outline(paragraph, style.kind, style.level)
        style.number, style.depth = numbered(paragraph, style.number, style.depth)
        style.is_bold = style.is_bold if bold is None else bold
    return style


def outline(paragraph: Any, kind: Kind, level: int) -> tuple[Kind, int]:
    """Kind and level of a paragraph, changed by what its format says of its place in the outline."""
    place = value(paragraph, "outlineLvl")
    if not place.isdecimal() or kind not in ("paragraph", "heading"):
        return kind, level
    return ("heading", int(place) + 1) if int(place) < 9 else ("paragraph", 0)


def numbered(paragraph: Any, number: str, depth: int) -> tuple[str, int]:
    """List and level of a paragraph, changed by what its format says; list "" where it is in none."""
    numbering = paragraph.find(f"{W}numPr") if paragraph is not None else None
    number, place = value(numbering, "numId") or number, value(numbering, "ilvl")
    return "" if number == "0" else number, int(place) if place.isdecimal() else depth


def is_on(element: Any, name: str) -> bool | None:
    """Whether a format is switched on or off; None where nothing is said of it."""
    switch = element.find(f"{W}{name}") if element is not None else None
    return None if switch is None else switch.get(f"{W}val") not in ("0", "false", "off")
