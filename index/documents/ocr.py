"""Pictures of pages → their lines, by character recognition where that is installed (`make install WITH=ocr`)."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from itertools import accumulate
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from index.documents.pdf_lines import Line

RESOLUTION = 200
"""Dots per inch that a page is drawn with."""
_LEAST_SCORE = 0.5
_SHARE = 0.7
"""Of a line's height: the size of its type."""
_EVEN = 0.25
"""Sizes that differ by less are the same: the boxes are not exact."""


def ocr_is_installed() -> bool:
    return find_spec("rapidocr") is not None


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error"})


def recognized(page: pdfium.PdfPage, number: int) -> list[Line]:
    """The lines on the picture of a page."""
    bitmap = page.render(scale=RESOLUTION / 72)
    try:
        result = _engine()(bitmap.to_numpy().copy())
    finally:
        bitmap.close()
    if result.boxes is None:
        return []
    found = zip(np.asarray(result.boxes) * 72 / RESOLUTION, result.txts, result.scores, strict=True)
    return _even(list(_lines(((box, text) for box, text, score in found if score >= _LEAST_SCORE), number)))


def _lines(found: Iterator[tuple[NDArray[np.float64], str]], page: int) -> Iterator[Line]:
    for order, (corners, text) in enumerate(found):
        words = text.split()
        if words:
            (left, top), (right, bottom) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
            yield _line(words, (left, top, right, bottom), page, order)


def _line(words: list[str], box: tuple[float, float, float, float], page: int, order: int) -> Line:
    """A line whose words are as wide as their share of its characters."""
    left, top, right, bottom = box
    text = " ".join(words)
    starts = [0, *accumulate(len(word) + 1 for word in words[:-1])]
    spans = np.array([(start, start + len(word)) for start, word in zip(starts, words, strict=True)])
    edges = left + spans * (right - left) / len(text)
    tall = np.tile([[top, bottom]], (len(words), 1))
    boxes = np.stack([edges[:, 0], tall[:, 0], edges[:, 1], tall[:, 1]], axis=1)
    rows = np.concatenate([spans, np.rint(boxes * 10)], axis=1).astype(np.int32)
    base, size = bottom - 0.2 * (bottom - top), _SHARE * (bottom - top)
    return Line(
        text,
        rows,
        edges.astype(np.float32),
        page,
        left,
        top,
        right,
        bottom,
        base,
        size,
        False,
        False,
        2 * order,
        2 * order,
    )


def _even(lines: list[Line]) -> list[Line]:
    """Lines of about the usual size as of that size."""
    usual = float(np.median([line.size for line in lines])) if lines else 0.0
    for line in lines:
        if abs(line.size - usual) < _EVEN * usual:
            line.size = usual
    return lines
