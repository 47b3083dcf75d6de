"""What the styles of an OpenDocument text say of its paragraphs, and the numbers of its lists."""

import re
from collections.abc import Iterator
from typing import Any

from index.documents.document import Kind
from index.documents.office.docx_numbering import BULLET, written
from index.documents.office.opendocument import FO, STYLE, TEXT
from index.documents.office.openxml import local

_NAMES: dict[Kind, re.Pattern[str]] = {  # these programs keep the names of their own styles in English
    "furniture": re.compile(r"(contents|toc|index) (\d+|heading)"),
    "heading": re.compile(r"title"),
    "quotation": re.compile(r"quotations|(intense )?quote|block text"),
    "caption": re.compile(r"caption"),
    "code": re.compile(r"preformatted text|source code|html preformatted"),
}
_ESCAPED = re.compile(r"_([0-9a-f]{2})_")  # "Heading_20_1"
FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


class Styles:
    """The styles of a document, those of its own paragraphs included."""

    def __init__(self, roots: list[Any]) -> None:
        """Of the root elements of the content and the styles."""
        named = [(e.get(f"{STYLE}name", ""), e) for root in roots for e in root.iter(f"{STYLE}style")]
        self._styles: dict[str, Any] = dict(reversed(named))  # those of the content come first
        lists = (e for root in reversed(roots) for e in root.iter(f"{TEXT}list-style"))
        self._lists: dict[str, Any] = {e.get(f"{STYLE}name", ""): e for e in lists}

    def _chain(self, name: str) -> Iterator[tuple[str, Any]]:
        """The style and those that it is based on, by their names."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield name, self._styles[name]
            name = self._styles[name].get(f"{STYLE}parent-style-name", "")
        yield name, None

    def kind(self, name: str) -> Kind:
        """What paragraphs of this style are."""
        for other, _ in self._chain(name):
            words = _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), other).lower()
            if kind := next((kind for kind, names in _NAMES.items() if names.fullmatch(words)), None):
                return kind
        return "paragraph"

    def is_bold(self, name: str) -> bool:
        """Whether text of this style is bold, or heads a table."""
        for other, style in self._chain(name):
            form = style.find(f"{STYLE}text-properties") if style is not None else None
            weight = form.get(f"{FO}font-weight") if form is not None else None
            if weight is not None or other == "Table_20_Heading":
                return weight in (None, "bold", "600", "700", "800", "900")
        return False

    def level(self, name: str, depth: int) -> Any:
        """The element that says how a list of this style marks its items at a depth, from 0; None where none does."""
        levels = self._lists.get(name)
        return (
            next((e for e in levels if e.get(f"{TEXT}level") == str(depth + 1)), None) if levels is not None else None
        )


class Counts:
    """The numbers of lists, counted in reading order."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._counts: dict[str, dict[int, int]] = {}

    def begin(self, name: str) -> None:
        """A list of this style starts anew."""
        self._counts[name] = {}

    def marker(self, name: str, depth: int, start: str | None) -> str:
        """What stands before the next item at this depth, from 0; `start` is the number that it is given."""
        level = self._styles.level(name, depth)
        if level is None or local(level) != "list-level-style-number":
            return BULLET
        counts = self._counts.setdefault(name, {})
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        first = int(start or level.get(f"{TEXT}start-value") or 1)
        counts[depth] = first if start or depth not in counts else counts[depth] + 1
        shown = int(level.get(f"{TEXT}display-levels") or 1)
        numbers = (self._number(name, place, counts) for place in range(max(depth + 1 - shown, 0), depth + 1))
        text = ".".join(number for number in numbers if number)
        return (
            f"{level.get(f'{STYLE}num-prefix', '')}{text}{level.get(f'{STYLE}num-suffix', '')}".strip() if text else ""
        )

    def _number(self, name: str, depth: int, counts: dict[int, int]) -> str:
        level = self._styles.level(name, depth)
        form = FORMS.get(level.get(f"{STYLE}num-format", "")) if level is not None else None
        return written(counts.get(depth, 1), form) if form else ""
