"""Characters of a page → its words, row by row, and where a wide gap parts a row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.documents.pdf.characters import Characters

ENDS = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
LIGATURES = ENDS | {0xAD: ""}
GAP = 0.9
"""Of the type's size: what is wider may part two columns or cells."""


@dataclass(slots=True, eq=False)
class Word:
    """Characters that stand together in one type. Places are in points, from the upper left, text upright."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    bold: bool
    mono: bool
    spaced: bool
    """White space is before it."""
    order: int
    """Its place in the order in which the file draws."""
    anchor: "Word | None" = None
    """The word that it is raised or lowered beside."""
    raised: bool = False


def words(found: Characters, turn: int, width: float, height: float) -> list[Word]:
    """The words of characters that are written in one direction, in the order in which the file draws them."""
    if not found.text:
        return []
    boxes = upright(found.boxes, turn, width, height)
    bases = upright(np.tile(found.origins, 2), turn, width, height)[:, 3]
    gap, least = boxes[1:, 0] - boxes[:-1, 2], np.minimum(found.sizes[1:], found.sizes[:-1])
    same_place = np.abs(boxes[1:, 0] - boxes[:-1, 0]) < 0.01  # letters of a ligature
    apart = (gap > 0.25 * least) | ((gap < -0.6 * least) & ~same_place) | (np.abs(np.diff(bases)) > 0.1 * least)
    other = found.sizes[1:] / found.sizes[:-1]
    new = found.spaced[1:] | apart | (other > 1.12) | (other < 0.89) | (np.diff(found.bold.astype(int)) != 0)
    starts = np.concatenate([[0], np.flatnonzero(new) + 1])
    corners = np.minimum.reduceat(boxes[:, :2], starts), np.maximum.reduceat(boxes[:, 2:], starts)
    places = np.concatenate([*corners, bases[starts, None], found.sizes[starts, None]], axis=1).tolist()
    spaced = (found.spaced[starts] | np.concatenate([[True], (gap > 0.2 * least)[starts[1:] - 1]])).tolist()
    looks = zip(found.bold[starts].tolist(), found.mono[starts].tolist(), spaced, strict=True)
    cuts = pairwise([*starts.tolist(), len(found.text)])
    return [
        Word(clean(found.text[a:b]), left, top, right, bottom, base, size, bold, mono, space, order)
        for order, ((a, b), (left, top, right, bottom, base, size), (bold, mono, space)) in enumerate(
            zip(cuts, places, looks, strict=True)
        )
    ]


def clean(text: str) -> str:
    """Without ligatures and hyphens that might have been; one at the end is where a line was broken."""
    return text[:-1].translate(LIGATURES) + text[-1].translate(ENDS)


def upright(boxes: NDArray[np.float64], turn: int, width: float, height: float) -> NDArray[np.float64]:
    """Boxes on a page as they stand when the page is turned so that the writing is upright."""
    left, top, right, bottom = boxes.T
    turned = {
        1: (top, width - right, bottom, width - left),
        2: (width - right, height - bottom, width - left, height - top),
        3: (height - bottom, left, height - top, right),
    }
    return np.stack(turned.get(turn, (left, top, right, bottom)), axis=1)


def anchored(words: list[Word]) -> list[Word]:
    """Have each raised or lowered word know the word on the line that it belongs to."""
    for before, word in pairwise(words):
        base, gap = before.anchor or before, word.left - before.right
        if _is_script(word, base, gap) or _is_shifted(word, base, gap):
            word.anchor = base
            word.raised = word.base < base.base and word.size < base.size
        if before.anchor or word.anchor:
            word.spaced = gap > 0.15 * base.size
    for word, after in pairwise(words):  # a note's own number
        if word.anchor is None and after.anchor is None and _is_script(word, after, after.left - word.right):
            word.anchor, word.raised = after, word.base < after.base
            after.spaced = True
    return words


def _is_script(word: Word, base: Word, gap: float) -> bool:
    rise = (base.base - word.base) / base.size
    smaller = word.size < 0.88 * base.size and len(word.text) <= 12
    return smaller and -0.5 <= gap / base.size <= 0.5 and (0.12 < rise < 0.8 or -0.45 < rise < -0.06)


def _is_shifted(word: Word, base: Word, gap: float) -> bool:
    """A letter or two within a word, as in TeX's own name."""
    return len(word.text) <= 2 and abs(gap) < 0.5 * base.size and 0.1 < abs(base.base - word.base) / base.size < 0.3


def with_bullets(found: list[Word], dots: NDArray[np.float64]) -> list[Word]:
    """The words with a bullet before each that a dot is drawn to the left of, where nothing else is."""
    marked = {place: dot for dot in dots.tolist() if (place := _marked(found, dot)) is not None}
    words: list[Word] = []
    for place, word in enumerate(found):
        if place in marked:
            left, top, right, bottom = marked[place]
            words.append(replace(word, text="•", left=left, top=top, right=right, bottom=bottom, order=len(words)))
            word.spaced = True
        word.order = len(words)
        words.append(word)
    return words


def _marked(found: Sequence[Word], dot: Sequence[float]) -> int | None:
    """The place of the first word to the right of a dot, where it is near and on its line."""
    left, top, right, bottom = dot
    middle = (top + bottom) / 2
    beside = [
        (word.left, place)
        for place, word in enumerate(found)
        if word.base - 0.8 * word.size < middle < word.base and -0.5 < (word.left - right) / word.size < 2.5
    ]
    first = min(beside, default=None)
    is_free = not any(w.left < right and w.right > left - w.size and w.top < middle < w.bottom for w in found)
    return first[1] if first and is_free else None


def rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words by the baseline that they or what they are anchored to stand on, each row from the left."""
    found: list[list[Word]] = []
    level = size = 0.0
    for word in sorted(words, key=lambda w: (w.anchor or w).base):
        base = word.anchor or word
        if not found or base.base - level > 0.25 * min(size, base.size):
            found.append([])
            level, size = base.base, base.size
        found[-1].append(word)
    return [sorted(row, key=lambda w: (w.left, w.order)) for row in found]


def pieces(row: list[Word]) -> list[list[Word]]:
    """A row's words, parted where a wide gap is, or a gap over which the file does not write on."""
    found = [row[:1]]
    for before, word in pairwise(row):
        gap = (word.left - before.right) / max(before.size, word.size)
        goes_on = word.order == before.order + 1
        if gap > GAP or (gap > 0.3 and not goes_on and word.anchor is not before):
            found.append([])
        if not goes_on:
            word.spaced = gap > 0.15
        found[-1].append(word)
    return found
