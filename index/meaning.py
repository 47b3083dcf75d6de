"""What a passage says, as vectors: one of the whole, and one of each of its sentences.

A question is often like one sentence of a passage and like nothing else in it. The sentences' vectors stand in the
passage's own row, so that whatever happens to the row happens to them.
"""

import base64
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from index.embed import Vectors
from index.sentences import said_spans

STEPS = 127  # of a component, either way: one byte each is a cosine to about three thousandths


class Meaning(NamedTuple):
    """A passage's vectors."""

    whole: Vectors
    """(dimensions,) float32, unit length."""
    sentences: Vectors
    """(sentences, dimensions) float32, unit length; at least one."""

    def likeness(self, vector: Vectors) -> float:
        """How like a question's vector it is: the mean of the whole's cosine and the best sentence's."""
        return float(self.whole @ vector + (self.sentences @ vector).max()) / 2

    def packed(self) -> str:
        """The sentences as text, which a row's metadata can hold."""
        largest = np.abs(self.sentences).max(axis=1, keepdims=True)
        steps = np.rint(self.sentences / np.maximum(largest, 1e-12) * STEPS).astype(np.int8)
        return base64.b64encode(steps.tobytes()).decode("ascii")


def unpacked(whole: Vectors, packed: str) -> Meaning:
    """A passage's vectors again; ValueError where `packed` is not what `Meaning.packed` has made."""
    steps = np.frombuffer(base64.b64decode(packed, validate=True), dtype=np.int8).reshape(-1, len(whole))
    if not len(steps):
        raise ValueError("no vector of a sentence")
    sentences = steps.astype(np.float32)
    return Meaning(whole, sentences / np.maximum(np.linalg.norm(sentences, axis=1, keepdims=True), 1e-12))


def meanings(texts: Sequence[str], embed: Callable[[Sequence[str]], Iterable[Vectors]]) -> list[Meaning]:
    """What each of these passages says; `embed` makes a vector of each text, and is asked once for all."""
    sentences = [_sentences(text) for text in texts]
    vectors = iter(embed([part for text, parts in zip(texts, sentences, strict=True) for part in (text, *parts)]))
    found = []
    for parts in sentences:
        whole = next(vectors)
        found.append(Meaning(whole, np.stack([next(vectors) for _ in parts] or [whole])))
    return found


def _sentences(text: str) -> list[str]:
    """The sentences of a text that has several; one alone is the whole."""
    spans = said_spans(text)
    return [text[a:b] for a, b in spans] if len(spans) > 1 else []
