"""Footnotes: small lines at the foot of a column that begin with a mark; and the marks that point to them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.documents.pdf.blocks import Text
from index.documents.pdf.layout import Element
from index.documents.pdf.lines import RAISED, Line
from index.documents.pdf.type import Type

_PLAIN = {after: chr(before) for before, after in RAISED.items() if isinstance(after, int)}
_MARK = re.compile(r"([*∗†‡§¶]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,3}(?=[.)]?\s))")
_POINTER = re.compile(r"[*∗†‡§¶⁰¹²³⁴⁵⁶⁷⁸⁹,]+")
_PUNCTUATION = ".,;:!?)]”’\"'»"


def without_notes(zones: Sequence[Sequence[Element]], known: Type) -> tuple[list[list[Element]], list[Line]]:
    """The zones of a page less its footnotes, and the lines of these."""
    pointers = {mark for zone in zones for item in zone if isinstance(item, Line) for mark in _pointed(item)}
    has_body = any(isinstance(item, Line) and not known.is_small(item) for zone in zones for item in zone)
    kept, notes = list[list[Element]](), list[Line]()
    for zone in zones:
        start = _start(zone, known, pointers) if has_body else len(zone)
        kept.append(list(zone[:start]))
        notes += [item for item in zone[start:] if isinstance(item, Line)]
    return [zone for zone in kept if zone], notes


def _start(zone: Sequence[Element], known: Type, pointers: set[str]) -> int:
    """Where a zone's footnotes begin: its length where it has none."""
    at = found = len(zone)
    while at and isinstance(item := zone[at - 1], Line) and known.is_small(item):
        at -= 1
        found = at if _mark(item, pointers) else found
    return found


def _mark(line: Line, pointers: set[str]) -> str:
    """The mark that a note begins with; a number counts where it is raised, or something on the page points to it."""
    plain = first_mark(line)
    return plain if plain and (not line.text[0].isascii() or line.text[0] == "*" or plain in pointers) else ""


def _pointed(line: Line) -> Iterator[str]:
    for start, end in line.notes:
        if start:
            yield from line.text[start:end].translate(_PLAIN).split(",")


def notes_of(lines: Sequence[Line], known: Type) -> list[Text]:
    """A page's footnotes, a paragraph each."""
    found: list[Text] = []
    marks = {mark for line in lines if (mark := first_mark(line))}
    for line in lines:
        last = found[-1].lines[-1] if found else None
        if last is None or _mark(line, marks) or abs(line.base - last.base) > 1.25 * known.leading(line):
            found.append(Text("paragraph", []))
        found[-1].lines.append(line)
    return found


def first_mark(line: Line) -> str:
    """The mark that a note begins with, plain; empty where it has none."""
    mark = _MARK.match(line.text)
    return mark.group(1).translate(_PLAIN) if mark else ""


def pointing(line: Line, marks: set[str]) -> Line:
    """The line with those of its raised characters alone that point to a note."""
    return (
        replace(line, notes=tuple(note for note in line.notes if _points(line.text, note, marks)))
        if line.notes
        else line
    )


def _points(text: str, note: tuple[int, int], marks: set[str]) -> bool:
    """Not a power: to a note on the page; or behind a sentence's sign or a whole word, as to a note at the end."""
    start, end = note
    raised, before = text[start:end], text[:start].rsplit(" ", 1)[-1]
    if not _POINTER.fullmatch(raised):
        return False
    if set(raised.translate(_PLAIN).split(",")) <= marks or not raised[0].isdigit():
        return not before[-1:].isdigit()
    return before[-1:] in _PUNCTUATION or (len(before) > 3 and before.isalpha()) if before else start == 0
