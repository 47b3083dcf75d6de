"""Pictures of pages → their lines, by character recognition where that is installed (`make install WITH=ocr`)."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from index.documents.document import Span
from index.documents.pdf.lines import Line

RESOLUTION = 200
"""Dots per inch that a page is drawn with."""
_LEAST_SCORE = 0.5
_BELOW = 0.2
"""Of a line's height: what is below its baseline."""
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
        result = _engine()(bitmap.to_numpy().copy(), return_word_box=True)
    finally:
        bitmap.close()
    if result.boxes is None:
        return []
    found = zip(result.boxes, result.txts, result.scores, result.word_results, strict=True)
    kept = [(box, text, words) for box, text, score, words in found if score >= _LEAST_SCORE and text.strip()]
    return _even(
        [_line(_box(box), text.strip(), words, number, order) for order, (box, text, words) in enumerate(kept)]
    )


def _box(corners: Any) -> NDArray[np.float64]:
    """Left, top, right, bottom of what has these corners, in points."""
    points = np.asarray(corners, float) * 72 / RESOLUTION
    return np.concatenate([points.min(axis=0), points.max(axis=0)])


def _line(box: NDArray[np.float64], text: str, words: Sequence[tuple[str, float, Any]], page: int, order: int) -> Line:
    places = list(_places(box, text, words))
    left, top, right, bottom = box.tolist()
    spans, boxes = np.array([span for span, _ in places]), np.array([place for _, place in places])
    rows = np.concatenate([spans, np.rint(boxes * 10)], axis=1).astype(np.int32)
    base, size = bottom - _BELOW * (bottom - top), _SHARE * (bottom - top)
    look = (base, size, False, False, 2 * order, 2 * order)  # no line is drawn in one go with the one beside it
    return Line(text, rows, boxes[:, [0, 2]].astype(np.float32), page, left, top, right, bottom, *look)


def _places(
    box: NDArray[np.float64], text: str, words: Sequence[tuple[str, float, Any]]
) -> Iterator[tuple[Span, NDArray[np.float64]]]:
    """Where each word stands in the text and on the page; by its share of the line where that is not known."""
    known: dict[str, list[NDArray[np.float64]]] = {}
    for word, _, corners in words:
        known.setdefault(word, []).append(_box(corners))
    at = 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        share = box[0] + np.array([start, at]) * (box[2] - box[0]) / len(text)
        boxes = known.get(word) or [np.array([share[0], box[1], share[1], box[3]])]
        yield (start, at), boxes.pop(0)


def _even(lines: list[Line]) -> list[Line]:
    """Lines of about the usual size as of that size."""
    usual = float(np.median([line.size for line in lines])) if lines else 0.0
    for line in lines:
        if abs(line.size - usual) < _EVEN * usual:
            line.size = usual
    return lines
