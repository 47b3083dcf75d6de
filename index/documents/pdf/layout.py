"""The pieces of lines on a page → its lines and tables in reading order."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from index.documents.pdf.columns import zones
from index.documents.pdf.gaps import rows, whole
from index.documents.pdf.grids import with_grids
from index.documents.pdf.lines import Line
from index.documents.pdf.rules import Rules
from index.documents.pdf.tables import Table, with_tables

Element = Line | Table


def in_order(pieces: Sequence[Line], ruled: Rules) -> list[list[Element]]:
    """What is read of a page: its columns, and what spans them, one after the other."""
    return [_zone(zone, ruled) for zone in zones(with_grids(whole(pieces, ruled.across), ruled))]


def _zone(items: Sequence[Element], ruled: Rules) -> list[Element]:
    """A zone's rows from the top, with the margins of its lines."""
    found: list[Element] = []
    loose: list[Line] = []
    for item in items:
        if isinstance(item, Table):
            found += with_tables(rows(loose), ruled.across)
            found.append(item)
            loose = []
        else:
            loose.append(item)
    found += with_tables(rows(loose), ruled.across)
    margins = _margins([item for item in found if isinstance(item, Line)] or found)
    return [replace(item, margins=margins) for item in found]


def _margins(items: Sequence[Element]) -> tuple[float, float]:
    """Where most lines begin, as far left as a quarter of them do; and where the longest ends."""
    lefts, counts = np.unique(np.rint([item.left for item in items]), return_counts=True)
    return float(lefts[counts >= counts.max() / 3].min()), max(item.right for item in items)
