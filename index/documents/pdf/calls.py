"""pdfium's calls for each character of a page, made in bulk: there are thousands, and several calls for each."""

import ctypes
import re
from collections import deque
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

_POINTER, _INT = ctypes.c_void_p, ctypes.c_int
_BOLD = re.compile(r"(?i:bold|black|heavy|demi|-medi$|-bol$|bx\d)|[a-z][TO]B$")
_MONO = re.compile(r"mono|courier|typewriter|consol|menlo|nimbusmon|tt\d", re.IGNORECASE)
_FIXED_PITCH, _FORCE_BOLD = 1, 1 << 18  # flags of a font's descriptor


def _bulk(call: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The same C function, its pointers taken as plain numbers: four times quicker where it is called by `map`."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(call, _POINTER).value or 0)


_unicode = _bulk(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint, _POINTER, _INT)
_generated = _bulk(pdfium_c.FPDFText_IsGenerated, _INT, _POINTER, _INT)
_hyphen = _bulk(pdfium_c.FPDFText_IsHyphen, _INT, _POINTER, _INT)
_box = _bulk(pdfium_c.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
_origin = _bulk(pdfium_c.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _POINTER, _POINTER)
_size = _bulk(pdfium_c.FPDFText_GetFontSize, ctypes.c_double, _POINTER, _INT)
_matrix = _bulk(pdfium_c.FPDFText_GetMatrix, _INT, _POINTER, _INT, _POINTER)
_object = _bulk(pdfium_c.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)


class CharacterCalls:
    """What pdfium knows of the characters of a page; places are on the file's own axes, upwards."""

    def __init__(self, textpage: pdfium.PdfTextPage) -> None:
        self._handle = ctypes.cast(textpage.raw, _POINTER).value
        self.count = textpage.count_chars()

    def codes(self) -> list[int]:
        """Of Unicode; 2 for a hyphen at the end of a line."""
        return list(map(_unicode, repeat(self._handle), range(self.count)))

    def is_hyphen(self, index: int) -> bool:
        return bool(_hyphen(self._handle, index))

    def generated(self) -> NDArray[np.bool_]:
        """What pdfium adds: spaces and ends of lines that are but gaps in the file."""
        return np.fromiter(map(_generated, repeat(self._handle), range(self.count)), np.bool_, self.count)

    def boxes(self, indices: Sequence[int]) -> NDArray[np.float32]:
        """(n, 4): left, top, right, bottom, as wide as the character's advance and as high as its font."""
        into = np.zeros((len(indices), 4), np.float32)
        start = into.ctypes.data
        deque(map(_box, repeat(self._handle), indices, range(start, start + into.nbytes, 16)), maxlen=0)
        return into

    def origins(self, indices: Sequence[int]) -> NDArray[np.float64]:
        """(n, 2): where each stands on its line."""
        into = np.zeros((len(indices), 2))
        x, end = into.ctypes.data, into.ctypes.data + into.nbytes
        deque(map(_origin, repeat(self._handle), indices, range(x, end, 16), range(x + 8, end + 8, 16)), maxlen=0)
        return into

    def sizes(self, indices: Sequence[int]) -> NDArray[np.float64]:
        """Of the font, before what the page scales."""
        return np.fromiter(map(_size, repeat(self._handle), indices), float, len(indices))

    def looks(self, indices: Sequence[int]) -> NDArray[np.float64]:
        """(n, 5): direction of writing (x, y), scale, bold, fixed pitch: the same for all of a text object."""
        if not indices:
            return np.zeros((0, 5))
        fonts, looks = dict[int, tuple[bool, bool]](), list[tuple[float, ...]]()
        objects = np.array([drawn or 0 for drawn in map(_object, repeat(self._handle), indices)], np.uint64)
        starts = np.flatnonzero(np.diff(objects, prepend=objects[0] + 1))
        for start in starts.tolist():
            drawn = int(objects[start])
            looks.append((*self._direction(indices[start]), *(_weight(drawn, fonts) if drawn else (False, False))))
        return np.repeat(np.array(looks), np.diff(starts, append=len(indices)), axis=0)

    def _direction(self, index: int) -> tuple[float, float, float]:
        matrix = pdfium_c.FS_MATRIX(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        _matrix(self._handle, index, ctypes.addressof(matrix))
        return matrix.a, matrix.b, float(np.hypot(matrix.c, matrix.d))


def _weight(drawn: int, fonts: dict[int, tuple[bool, bool]]) -> tuple[bool, bool]:
    """Whether a text object is bold (by its font, or drawn so), and whether of fixed pitch."""
    handle = ctypes.cast(drawn, pdfium_c.FPDF_PAGEOBJECT)
    font = pdfium_c.FPDFTextObj_GetFont(handle)
    key = ctypes.cast(font, _POINTER).value or 0
    if key not in fonts:
        name = ctypes.create_string_buffer(256)
        pdfium_c.FPDFFont_GetBaseFontName(font, name, 256)
        written, flags = name.value.decode("latin-1"), max(pdfium_c.FPDFFont_GetFlags(font), 0)
        bold = bool(_BOLD.search(written)) or bool(flags & _FORCE_BOLD)
        fonts[key] = bold, bool(_MONO.search(written)) or bool(flags & _FIXED_PITCH)
    bold, mono = fonts[key]
    return bold or pdfium_c.FPDFTextObj_GetTextRenderMode(handle) == pdfium_c.FPDF_TEXTRENDERMODE_FILL_STROKE, mono
