"""A conversation as the embedding model sees it: its texts, each word with its vector in context."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from answer.mentions import Word, names_of, runs_of, words_of
from index.embed import OnnxEmbedding, Tokens, Vectors

TURNS = 4
"""Turns of a conversation that are looked back at."""
QUESTION_CHARACTERS, SAID_CHARACTERS = 400, 600
"""Of a question, and of what was said to it, that are looked at."""
TEXTS_KEPT = 500  # about 60 kB each


@dataclass(frozen=True)
class Turn:
    """What a question can look back at."""

    asked: str
    """The earlier question as it was asked."""
    understood: str
    """The same, standing alone."""
    said: str
    """What was answered; may be empty."""


@dataclass(frozen=True)
class Encoded:
    """A text and its words."""

    text: str
    words: tuple[Word, ...]
    vector: Vectors
    """(dimensions,) unit length."""
    word_vectors: Vectors
    """(words, dimensions) unit length: the mean of a word's tokens; zero for words that the model did not read."""
    runs: tuple[tuple[int, ...], ...]
    """Telling words that nothing interrupts, by their numbers."""
    names: tuple[tuple[int, int], ...]
    """First and last word of each name, by their numbers."""


@dataclass(frozen=True)
class Mention:
    """A place where a term stands in a conversation."""

    text: Encoded
    word: int
    """Its number in the text."""
    turn: int
    """0 is the last turn, 1 the one before it…"""
    of_question: bool
    """In the question as it was understood, or in what was said to it."""


@dataclass(frozen=True)
class Talk:
    """A question and the turns before it, the latest first."""

    question: Encoded
    turns: tuple[tuple[Encoded, Encoded], ...]
    """Of each turn what was understood, and what was said."""
    asked: tuple[frozenset[str], ...]
    """Of each turn the terms of the question as it was asked."""

    def mentions(self) -> dict[str, list[Mention]]:
        """The terms of the turns that the question does not hold itself, each with its places, the latest first."""
        own = {word.term for word in self.question.words}
        found: dict[str, list[Mention]] = {}
        for number, turn in enumerate(self.turns):
            for text, of_question in zip(turn, (True, False), strict=True):
                for place, word in enumerate(text.words):
                    if word.term and word.term not in own:
                        found.setdefault(word.term, []).append(Mention(text, place, number, of_question))
        return found


class Conversations:
    """Encodes questions with their turns, and remembers the texts. Thread-safe."""

    def __init__(self, embedder: OnnxEmbedding, texts_kept: int = TEXTS_KEPT) -> None:
        self.embedder, self._texts_kept = embedder, texts_kept
        self._kept: OrderedDict[str, Encoded] = OrderedDict()
        self._lock = threading.Lock()

    def talk(self, question: str, turns: Sequence[Turn]) -> Talk:
        """A question after these turns (oldest first; only the last few are looked at)."""
        looked_at = list(reversed(turns[-TURNS:]))
        texts = [(t.understood[:QUESTION_CHARACTERS], t.said[:SAID_CHARACTERS]) for t in looked_at]
        first, *others = self._encoded([question[:QUESTION_CHARACTERS], *(text for pair in texts for text in pair)])
        asked = (words_of(turn.asked[:QUESTION_CHARACTERS]) for turn in looked_at)
        return Talk(
            first,
            tuple(zip(others[::2], others[1::2], strict=True)),
            tuple(frozenset(word.term for word in words) for words in asked),
        )

    def _encoded(self, texts: Sequence[str]) -> list[Encoded]:
        """Texts as the model sees them, from memory where they were met before."""
        with self._lock:
            found = {text: self._kept[text] for text in texts if text in self._kept}
        missing = [text for text in dict.fromkeys(texts) if text not in found]
        if missing:
            vectors, tokens = self.embedder.embed_tokens(missing)
            found |= {t: _encode(t, v, w) for t, v, w in zip(missing, vectors, tokens, strict=True)}
        with self._lock:
            for text in texts:
                self._kept[text] = found[text]
                self._kept.move_to_end(text)
            while len(self._kept) > self._texts_kept:
                self._kept.popitem(last=False)
        return [found[text] for text in texts]


def _encode(text: str, vector: Vectors, tokens: Tokens) -> Encoded:
    words = words_of(text)
    starts = np.array([start for start, _ in tokens.offsets])
    vectors = np.zeros((len(words), len(vector)), dtype=np.float32)
    for number, word in enumerate(words):
        first, last = np.searchsorted(starts, (word.start, word.end)) if len(starts) else (0, 0)
        if first < last:
            mean = tokens.vectors[first:last].mean(axis=0)
            vectors[number] = mean / max(float(np.linalg.norm(mean)), 1e-9)
    runs = tuple(tuple(run) for run in runs_of(text, words))
    return Encoded(text, tuple(words), vector, vectors, runs, tuple(names_of(text, words)))
