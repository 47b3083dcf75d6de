"""A page of a PDF → its characters: what each is, where it stands and in what type, as arrays."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from index.documents.pdf.calls import CharacterCalls

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

_SYMBOL_BULLETS = {0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF0A8, 0xF076, 0xF0E0, 0xF06E, 0xF071, 0xF0BE, 0xF02D}
_ACCENTS = dict(
    zip(
        map(ord, "`´ˆ˜¨¯˘˙˚¸˝ˇ˛"),
        "\u0300\u0301\u0302\u0303\u0308\u0304\u0306\u0307\u030a\u0327\u030b\u030c\u0328",
        strict=True,
    )
)


@dataclass(frozen=True)
class Characters:
    """The characters of a page in the order in which the file draws them, white space left out."""

    text: str
    """One character each."""
    boxes: Floats
    """(n, 4): left, top, right, bottom, in points from the page's upper left corner, as it is shown."""
    origins: Floats
    """(n, 2): where each stands on its line."""
    sizes: Floats
    """In points, as shown."""
    turns: Numbers
    """Quarter turns of the writing, clockwise; -1 where it is slanted."""
    bold: Flags
    mono: Flags
    spaced: Flags
    """White space is before it."""

    def chosen(self, which: Flags | Numbers) -> "Characters":
        """Some of them."""
        rows = np.flatnonzero(which) if which.dtype == np.bool_ else which
        text = "".join(self.text[i] for i in rows.tolist())
        return Characters(text, *(getattr(self, name)[rows] for name in _ARRAYS))


_ARRAYS = ("boxes", "origins", "sizes", "turns", "bold", "mono", "spaced")


def characters(page: pdfium.PdfPage) -> Characters:
    """What is written on a page and can be seen there."""
    textpage = page.get_textpage()
    try:
        return _composed(_visible(_read(page, textpage), page))
    finally:
        textpage.close()


def _read(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> Characters:
    calls = CharacterCalls(textpage)
    signs = [_sign(code) if code != 2 else "-" * calls.is_hyphen(i) for i, code in enumerate(calls.codes())]
    added, is_space = calls.generated(), np.array([sign == " " for sign in signs], np.bool_)
    kept = np.flatnonzero(~added & ~is_space & np.array([sign != "" for sign in signs], np.bool_))
    indices = kept.tolist()
    to_page, turn = shown(page)
    boxes, looks = calls.boxes(indices), calls.looks(indices)
    corners = np.stack([to_page(boxes[:, [0, 1]]), to_page(boxes[:, [2, 3]])])
    return Characters(
        "".join(signs[i] for i in indices),
        np.concatenate([corners.min(axis=0), corners.max(axis=0)], axis=1),
        to_page(calls.origins(indices)),
        np.abs(calls.sizes(indices) * looks[:, 2]),
        _quarters(looks[:, :2] @ _TURNS[turn]),
        looks[:, 3] > 0,
        looks[:, 4] > 0,
        np.diff(np.cumsum(is_space | added)[kept], prepend=0) > 0,
    )


@lru_cache(maxsize=4096)
def _sign(code: int) -> str:
    """What a code stands for in a text; empty for what does not belong there."""
    if code in _SYMBOL_BULLETS:
        return "•"
    character = chr(code) if code < 0x110000 else ""
    if character.isspace() or not character:
        return " " * bool(character)
    keep = character in "\u00ad\u200c\u200d" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    return character if keep and not 0xFE00 <= code <= 0xFE0F else ""


_TURNS = [np.array(m, float) for m in ([[1, 0], [0, -1]], [[0, 1], [1, 0]], [[-1, 0], [0, 1]], [[0, -1], [-1, 0]])]
"""From the file's axes (y upwards) to the page as it is shown (y downwards), by its quarter turns clockwise."""


def shown(page: pdfium.PdfPage) -> tuple[Callable[[NDArray[Any]], Floats], int]:
    """How points of the file come to stand on the page as it is shown: cropped and turned; and its quarter turns."""
    left, bottom, right, top = page.get_bbox()
    turn = page.get_rotation() // 90 % 4
    corner = np.array([(left, top), (left, bottom), (right, bottom), (right, top)][turn])
    return lambda points: (points - corner) @ _TURNS[turn], turn


def _quarters(vectors: Floats) -> Numbers:
    """Directions of writing → quarter turns clockwise, -1 where more than 5 degrees off."""
    angles = np.degrees(np.arctan2(vectors[:, 1], vectors[:, 0])) / 90
    nearest = np.rint(angles)
    return np.where(np.abs(angles - nearest) < 5 / 90, nearest.astype(int) % 4, -1)


def _visible(found: Characters, page: pdfium.PdfPage) -> Characters:
    """Without what lies off the page, and what has no size."""
    middle = (found.boxes[:, :2] + found.boxes[:, 2:]) / 2
    inside = np.all((middle >= -1) & (middle <= np.array(page.get_size()) + 1), axis=1)
    seen = inside & np.all(np.isfinite(found.boxes), axis=1) & (found.sizes > 0.5)
    return found if seen.all() else found.chosen(seen)


def _composed(found: Characters) -> Characters:
    """With accents that are drawn over the letter behind them joined to it."""
    letters, gone = list(found.text), []
    for i in [i for i, c in enumerate(letters[:-1]) if ord(c) in _ACCENTS]:
        middle = (found.boxes[i, 0] + found.boxes[i, 2]) / 2
        base = {"ı": "i", "ȷ": "j"}.get(letters[i + 1], letters[i + 1])
        joined = unicodedata.normalize("NFC", base + _ACCENTS[ord(letters[i])])
        near = abs(found.origins[i, 1] - found.origins[i + 1, 1]) < found.sizes[i]
        if found.boxes[i + 1, 0] <= middle <= found.boxes[i + 1, 2] and near and len(joined) == 1:
            letters[i + 1] = joined
            found.spaced[i + 1] = found.spaced[i]
            found.boxes[i + 1, 0] = min(found.boxes[i, 0], found.boxes[i + 1, 0])
            gone.append(i)
    if not gone:
        return found
    kept = np.ones(len(letters), np.bool_)
    kept[gone] = False
    composed = Characters("".join(letters), *(getattr(found, name) for name in _ARRAYS))
    return composed.chosen(kept)
