"""What is drawn on a page beside its writing: ruled lines, which tables are made of, and dots before items."""

import ctypes
from typing import Any, NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from index.documents.pdf.characters import shown
from index.documents.pdf.words import upright

THICK = 3.0
"""Points; a thicker stroke is an area."""
SHORT = 8.0
_DOT = (1.5, 8.0)
"""Points that a bullet is wide and high, at least and at most."""
_MOST_POINTS = 20_000
"""A page that holds more is a drawing."""

_Matrix = tuple[float, float, float, float, float, float]


class Rules(NamedTuple):
    """What is drawn on a page, in points from its upper left corner."""

    across: NDArray[np.float64]
    """(n, 3): where a ruled line is, then from and to where."""
    down: NDArray[np.float64]
    dots: NDArray[np.float64]
    """(n, 4): the box of each."""


NONE = Rules(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, 4)))


def rules(page: pdfium.PdfPage) -> Rules:
    """What is drawn on a page: lines that touch each other end to end are one."""
    drawing = _Drawing()
    count = pdfium_c.FPDFPage_CountObjects(page)
    if not all(drawing.add(pdfium_c.FPDFPage_GetObject(page, i), (1, 0, 0, 1, 0, 0), 0) for i in range(count)):
        return NONE
    to_page, _ = shown(page)
    strokes, dots = (_boxes(to_page, found) for found in (drawing.strokes, drawing.dots))
    left, top, right, bottom = strokes.T
    across = (bottom - top <= THICK) & (right - left >= SHORT)
    down = (right - left <= THICK) & (bottom - top >= SHORT)
    return Rules(
        _united(np.stack([(top + bottom) / 2, left, right], 1)[across]),
        _united(np.stack([(left + right) / 2, top, bottom], 1)[down]),
        dots,
    )


def _boxes(to_page: Any, ends: list[tuple[float, ...]]) -> NDArray[np.float64]:
    """The boxes, as shown, of what lies between two corners on the file's own axes."""
    corners = to_page(np.array(ends).reshape(-1, 2)).reshape(-1, 2, 2)
    return np.concatenate([corners.min(axis=1), corners.max(axis=1)], axis=1)


class _Drawing:
    """Straight strokes, the sides of rectangles, and small dots, on the file's own axes."""

    def __init__(self) -> None:
        self.strokes: list[tuple[float, ...]] = []
        self.dots: list[tuple[float, ...]] = []
        self._points = 0

    def add(self, item: Any, outer: _Matrix, depth: int) -> bool:
        """Take in an object of the page; False where it is too much."""
        kind = pdfium_c.FPDFPageObj_GetType(item)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            self._path(item, _product(_matrix(item), outer))
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < 3:
            inner = _product(_matrix(item), outer)
            count = pdfium_c.FPDFFormObj_CountObjects(item)
            return all(self.add(pdfium_c.FPDFFormObj_GetObject(item, i), inner, depth + 1) for i in range(count))
        self._points += 1
        return self._points <= _MOST_POINTS

    def _path(self, path: Any, matrix: _Matrix) -> None:
        fill, stroke = ctypes.c_int(), pdfium_c.FPDF_BOOL()
        pdfium_c.FPDFPath_GetDrawMode(path, fill, stroke)
        count = pdfium_c.FPDFPath_CountSegments(path)
        self._points += max(count, 0)
        if not (fill.value or stroke.value) or self._points > _MOST_POINTS:
            return
        segments = [pdfium_c.FPDFPath_GetPathSegment(path, i) for i in range(count)]
        points = [_point(segment, matrix) for segment in segments]
        start = points[0] if points else (0.0, 0.0)
        for place, (segment, point) in enumerate(zip(segments, points, strict=True)):
            kind = pdfium_c.FPDFPathSegment_GetType(segment)
            if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
                start = point
            elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
                self.strokes.append((*points[place - 1], *point))
            if pdfium_c.FPDFPathSegment_GetClose(segment):
                self.strokes.append((*point, *start))
        if points:
            self._dot(points)

    def _dot(self, points: list[tuple[float, float]]) -> None:
        across, up = zip(*points, strict=True)
        wide, high = max(across) - min(across), max(up) - min(up)
        if _DOT[0] <= min(wide, high) and max(wide, high) <= min(_DOT[1], 1.3 * min(wide, high)):
            self.dots.append((min(across), min(up), max(across), max(up)))


def _matrix(item: Any) -> _Matrix:
    m = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(item, m)
    return m.a, m.b, m.c, m.d, m.e, m.f


def _product(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _point(segment: Any, matrix: _Matrix) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
    a, b, c, d, e, f = matrix
    return x.value * a + y.value * c + e, x.value * b + y.value * d + f


def _united(found: NDArray[np.float64]) -> NDArray[np.float64]:
    """Lines at the same place, joined where they touch."""
    united: list[list[float]] = []
    for place, start, end in sorted(found.tolist(), key=lambda rule: (round(rule[0] / 2), rule[1])):
        last = united[-1] if united else None
        if last and abs(last[0] - place) <= 2 and start <= last[2] + 2:
            last[2] = max(last[2], end)
        else:
            united.append([place, start, end])
    return np.array(united).reshape(-1, 3)


def turned(found: Rules, turn: int, width: float, height: float) -> Rules:
    """Ruled lines as they stand when the page is turned so that writing of so many quarter turns is upright."""
    if not turn:
        return found
    across, down, dots = found
    flat = np.stack([across[:, 1], across[:, 0], across[:, 2], across[:, 0]], 1)
    tall = np.stack([down[:, 0], down[:, 1], down[:, 0], down[:, 2]], 1)
    flat, tall, dots = (upright(boxes, turn, width, height) for boxes in (flat, tall, dots))
    if turn % 2:
        flat, tall = tall, flat
    return Rules(flat[:, [1, 0, 2]], tall[:, [0, 1, 3]], dots)
