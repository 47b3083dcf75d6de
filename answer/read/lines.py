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


def as_read(units: Sequence[Unit]) -> tuple[list[str], list[Line]]:
    """The texts, and each unit's line in them.

    A row read among other rows is taken for its neighbour; a sentence read without the one before it is not understood.
    So what is understood alone is a text of its own, under its headings, and the sentences in between are one, which
    is told where they stand whenever that changes.
    """
    texts: list[str] = []
    lines: list[Line] = []
    goes_on, place = False, ""
    for unit in units:
        if unit.alone or not goes_on:
            texts.append("")
            place = ""
        begin = len(texts[-1])
        told = unit.place.text + (": " if unit.alone else "\n") if unit.place and unit.place.text != place else ""
        texts[-1] += told + unit.form.text + "\n"
        lines.append(Line(len(texts) - 1, begin, begin + len(told), len(texts[-1]) - 1))
        goes_on, place = not unit.alone, unit.place.text
    return [text.rstrip("\n") for text in texts], lines
