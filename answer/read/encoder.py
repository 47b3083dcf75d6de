"""Passages → their sentences as vectors, kept in memory: a passage is encoded when it is first read."""

import re
import threading
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np

from index.embed import OnnxEmbedding, Vectors
from index.lexical import is_content
from index.passages import Passage
from index.sentences import Span, said_spans

PASSAGES_KEPT = 500  # about 60 kB each


@dataclass(frozen=True)
class EncodedText:
    """A text, or the sentences of a passage, as the model sees them."""

    spans: tuple[Span, ...]
    """Where each sentence stands in the passage, without the white space around it."""
    sentences: Vectors
    """(sentences, dimensions) float32, unit length."""
    words: tuple[Vectors, ...]
    """For each sentence (tokens of content words, dimensions), unit length, in context; half precision."""


class Encoder:
    """Encodes questions and passages. Thread-safe; memory does not grow with the corpus."""

    def __init__(self, embedder: OnnxEmbedding) -> None:
        self._embedder = embedder
        self._kept: OrderedDict[str, EncodedText] = OrderedDict()
        self._lock = threading.Lock()

    def question(self, text: str) -> EncodedText:
        """A question as one sentence."""
        return self._encode([text], ((0, len(text)),))

    def words(self, text: str, of: str) -> EncodedText:
        """A text of which only the tokens of one word are kept, in context."""
        parts = set(re.findall(r"\w+", of))
        vectors, words = self._embedder.embed_words([text], parts.__contains__)
        return EncodedText(((0, len(text)),), vectors, tuple(words))

    def passage(self, passage: Passage) -> EncodedText:
        """A passage's sentences, from memory where it was read before."""
        with self._lock:
            if passage.id in self._kept:
                self._kept.move_to_end(passage.id)
                return self._kept[passage.id]
        spans = tuple(said_spans(passage.text))
        encoded = self._encode([passage.text[a:b] for a, b in spans], spans)
        with self._lock:
            self._kept[passage.id] = encoded
            while len(self._kept) > PASSAGES_KEPT:
                self._kept.popitem(last=False)
        return encoded

    def _encode(self, texts: list[str], spans: tuple[Span, ...]) -> EncodedText:
        vectors, words = self._embedder.embed_words(texts, is_content)
        return EncodedText(spans, vectors, tuple(w.astype(np.float16) for w in words))


def word_match(question: Vectors, sentence: Vectors) -> float:
    """How well a sentence's words match the question's: late interaction, 0 to 1.

    The mean over the question's words of the cosine to the sentence's most like word (MaxSim, Khattab &
    Zaharia 2020); 0 where either has no content word.
    """
    if not len(question) or not len(sentence):
        return 0.0
    return float((question.astype(np.float32) @ sentence.astype(np.float32).T).max(axis=1).mean())
