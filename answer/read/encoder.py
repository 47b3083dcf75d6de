"""Passages → their units as vectors, kept in memory: a passage is encoded when it is first read."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np

from index.embed import OnnxEmbedding, Vectors
from index.lexical import is_content
from index.passages import Passage
from index.units import Unit

PASSAGES_KEPT = 500  # about 60 kB each


@dataclass(frozen=True)
class EncodedText:
    """Texts as the model sees them: a question, or the units of a passage."""

    sentences: Vectors
    """(texts, dimensions) float32, unit length."""
    words: tuple[Vectors, ...]
    """For each text (tokens of content words, dimensions), unit length, in context; half precision."""


@dataclass(frozen=True)
class EncodedPassage:
    """A passage, its units, and these as the model sees them, whatever is asked."""

    passage: Passage
    units: tuple[Unit, ...]
    """Those that may answer."""
    encoded: EncodedText

    def text(self, number: int) -> str:
        """A unit as it is read."""
        return self.units[number].form.text

    def around(self, number: int) -> str:
        """From the unit before this one to the one behind it, as they are read."""
        return " ".join(unit.form.text for unit in self.units[max(0, number - 1) : number + 2])


class Encoder:
    """Encodes questions and passages. Thread-safe; memory does not grow with the corpus."""

    def __init__(self, embedder: OnnxEmbedding, units_of: Callable[[Passage], Sequence[Unit]]) -> None:
        self._embedder, self._units_of = embedder, units_of
        self._kept: OrderedDict[str, EncodedPassage] = OrderedDict()
        self._lock = threading.Lock()

    def over(self, units_of: Callable[[Passage], Sequence[Unit]]) -> "Encoder":
        """An encoder of other documents' passages, which shares what is kept: a passage's id stands for its text."""
        other = copy(self)
        other._units_of = units_of
        return other

    def question(self, text: str) -> EncodedText:
        """A question as one text."""
        return self._encode([text])

    def passage(self, passage: Passage) -> EncodedPassage:
        """A passage's units, from memory where it was read before."""
        with self._lock:
            if passage.id in self._kept:
                self._kept.move_to_end(passage.id)
                return self._kept[passage.id]
        units = tuple(unit for unit in self._units_of(passage) if unit.answers)
        encoded = EncodedPassage(passage, units, self._encode([unit.read for unit in units]))
        with self._lock:
            self._kept[passage.id] = encoded
            while len(self._kept) > PASSAGES_KEPT:
                self._kept.popitem(last=False)
        return encoded

    def _encode(self, texts: list[str]) -> EncodedText:
        vectors, words = self._embedder.embed_words(texts, is_content)
        return EncodedText(vectors, tuple(w.astype(np.float16) for w in words))


def word_match(question: Vectors, sentence: Vectors) -> float:
    """How well a unit's words match the question's: late interaction, 0 to 1.

    The mean over the question's words of the cosine to the unit's most like word (MaxSim, Khattab &
    Zaharia 2020); 0 where either has no content word.
    """
    if not len(question) or not len(sentence):
        return 0.0
    return float((question.astype(np.float32) @ sentence.astype(np.float32).T).max(axis=1).mean())
