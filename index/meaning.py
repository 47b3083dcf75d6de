"""What a passage says, as vectors: one of the whole, and one of each of its units.

A question is often like one unit of a passage and like nothing else in it. The units' vectors stand in the
passage's own row, so that whatever happens to the row happens to them.
"""

import base64
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from index.embed import Vectors
from index.passages import Piece

STEPS = 127  # of a component, either way: one byte each is a cosine to about three thousandths


class Meaning(NamedTuple):
    """A passage's vectors."""

    whole: Vectors
    """(dimensions,) float32, unit length."""
    units: Vectors
    """(units, dimensions) float32, unit length; at least one."""

    def likeness(self, vector: Vectors) -> float:
        """How like a question's vector it is: the mean of the whole's cosine and the best unit's."""
        return float(self.whole @ vector + (self.units @ vector).max()) / 2

    def packed(self) -> str:
        """The units as text, which a row's metadata can hold."""
        largest = np.abs(self.units).max(axis=1, keepdims=True)
        steps = np.rint(self.units / np.maximum(largest, 1e-12) * STEPS).astype(np.int8)
        return base64.b64encode(steps.tobytes()).decode("ascii")


def unpacked(whole: Vectors, packed: str) -> Meaning:
    """A passage's vectors again; ValueError where `packed` is not what `Meaning.packed` has made."""
    steps = np.frombuffer(base64.b64decode(packed, validate=True), dtype=np.int8).reshape(-1, len(whole))
    if not len(steps):
        raise ValueError("no vector of a unit")
    units = steps.astype(np.float32)
    return Meaning(whole, units / np.maximum(np.linalg.norm(units, axis=1, keepdims=True), 1e-12))


def read_texts(piece: Piece) -> tuple[str, ...]:
    """What is embedded of a passage: the whole in its context, and each of its units where there are several."""
    read = [unit.read for unit in piece.units]
    return (piece.passage.in_context, *(read if len(read) > 1 else []))


def meanings(read: Sequence[Sequence[str]], embed: Callable[[Sequence[str]], Iterable[Vectors]]) -> list[Meaning]:
    """What passages say of which this is read: the whole, then its units; `embed` makes a vector of each text, and is
    asked once for all.
    """
    vectors = iter(embed([text for texts in read for text in texts]))
    found = []
    for texts in read:
        whole = next(vectors)
        found.append(Meaning(whole, np.stack([next(vectors) for _ in texts[1:]] or [whole])))
    return found
