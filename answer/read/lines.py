"""A passage's units → the texts that the trained reader reads: what is understood alone each, sentences together."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.units import Unit


@dataclass(frozen=True)
class Line:
    """Where a unit stands in a text that is read."""

    text: int
    """Number of the text."""
    begin: int
    """Where its line begins, with what it is told of its place."""
    start: int
    """Where its form begins."""
    end: int


def as_read(units: Sequence[Unit], title: str = "") -> tuple[list[str], list[Line]]:
    """The texts, and each unit's line in them; `title` is the document's, where the reader has learned with it.

    A row read among other rows is taken for its neighbour; a sentence read without the one before it is not understood.
    So what is understood alone is a text of its own, under its headings, and the sentences in between are one, which
    is told where they stand whenever that changes. What stands under no heading stands under the title, which may be no
    words of the text: it is read, and is no part of the line.
    """
    texts: list[str] = []
    lines: list[Line] = []
    goes_on, place = False, ""
    for unit in units:
        if unit.alone or not goes_on:
            texts.append("")
            place = ""
        begin = len(texts[-1])
        over = unit.place.text or ("" if title and unit.form.text.startswith(title) else title)
        told = over + (": " if unit.alone else "\n") if over != place else ""
        texts[-1] += told + unit.form.text + "\n"
        start = begin + len(told)
        lines.append(Line(len(texts) - 1, begin if unit.place else start, start, len(texts[-1]) - 1))
        goes_on, place = not unit.alone, over
    return [text.rstrip("\n") for text in texts], lines
