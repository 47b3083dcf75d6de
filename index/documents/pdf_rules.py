"""The ruled lines on a page, which are what tables are drawn with."""

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from index.documents.pdf_characters import shown
from index.documents.pdf_words import upright

THICK = 3.0
"""Points; a thicker stroke is an area."""
SHORT = 8.0
_MOST_OBJECTS, _MOST_POINTS = 20_000, 400
"""A page that holds more is a drawing."""

_Matrix = NDArray[np.float64]


class Rules(NamedTuple):
    """Ruled lines, in points from the page's upper left corner: (n, 3), where it is, then from and to where."""

    across: NDArray[np.float64]
    down: NDArray[np.float64]


NONE = Rules(np.zeros((0, 3)), np.zeros((0, 3)))


def rules(page: pdfium.PdfPage) -> Rules:
    """The page's ruled lines, those that touch each other end to end as one."""
    count = pdfium_c.FPDFPage_CountObjects(page)
    if not 0 < count <= _MOST_OBJECTS:
        return NONE
    objects = (pdfium_c.FPDFPage_GetObject(page, i) for i in range(count))
    sides = [side for item in objects for side in _sides(item, np.eye(3), 0)]
    if not 0 < len(sides) <= _MOST_OBJECTS:
        return NONE
    to_page, _ = shown(page)
    ends = to_page(np.array(sides).reshape(-1, 2)).reshape(-1, 4)
    left, right = np.minimum(ends[:, 0], ends[:, 2]), np.maximum(ends[:, 0], ends[:, 2])
    top, bottom = np.minimum(ends[:, 1], ends[:, 3]), np.maximum(ends[:, 1], ends[:, 3])
    across = (bottom - top <= THICK) & (right - left >= SHORT)
    down = (right - left <= THICK) & (bottom - top >= SHORT)
    return Rules(
        _united(np.stack([(top + bottom) / 2, left, right], 1)[across]),
        _united(np.stack([(left + right) / 2, top, bottom], 1)[down]),
    )


def _sides(item: Any, outer: _Matrix, depth: int) -> Iterator[tuple[float, float, float, float]]:
    """The straight strokes of a drawing, and the sides of its rectangles, on the file's own axes."""
    kind = pdfium_c.FPDFPageObj_GetType(item)
    if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
        yield from _strokes(item, _matrix(item) @ outer)
    elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < 3:
        inner = _matrix(item) @ outer
        for i in range(min(pdfium_c.FPDFFormObj_CountObjects(item), _MOST_OBJECTS)):
            yield from _sides(pdfium_c.FPDFFormObj_GetObject(item, i), inner, depth + 1)


def _strokes(path: Any, matrix: _Matrix) -> Iterator[tuple[float, float, float, float]]:
    fill, stroke = ctypes.c_int(), pdfium_c.FPDF_BOOL()
    pdfium_c.FPDFPath_GetDrawMode(path, fill, stroke)
    count = pdfium_c.FPDFPath_CountSegments(path)
    if not (fill.value or stroke.value) or count > _MOST_POINTS:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    start = before = np.zeros(2)
    for i in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, i)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = (np.array([x.value, y.value, 1.0]) @ matrix)[:2]
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
            yield (*before, *point)
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            yield (*point, *start)
        before = point


def _matrix(item: Any) -> _Matrix:
    m = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(item, m)
    return np.array([[m.a, m.b, 0], [m.c, m.d, 0], [m.e, m.f, 1]])


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
    across, down = found
    flat = np.stack([across[:, 1], across[:, 0], across[:, 2], across[:, 0]], 1)
    tall = np.stack([down[:, 0], down[:, 1], down[:, 0], down[:, 2]], 1)
    flat, tall = upright(flat, turn, width, height), upright(tall, turn, width, height)
    if turn % 2:
        flat, tall = tall, flat
    return Rules(flat[:, [1, 0, 2]], tall[:, [0, 1, 3]])
