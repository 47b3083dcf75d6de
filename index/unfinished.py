"""Vectors of a sync that has not finished: what was embedded before it was killed is not embedded again."""

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from index.embed import Vectors


class UnfinishedVectors:
    """Passage text → vector, in one SQLite file, which a kill cannot leave half written.

    The vectors belong to one model, so the file does, too: it is named by the collection.
    """

    def __init__(self, path: Path, anew: bool = False) -> None:
        self._path = path
        if anew:
            path.unlink(missing_ok=True)
        try:
            self._connection = self._open()
        except sqlite3.DatabaseError:  # no such file; what it held is embedded again
            path.unlink()
            self._connection = self._open()

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path)
        try:
            connection.execute("CREATE TABLE IF NOT EXISTS vectors (text BLOB PRIMARY KEY, vector BLOB)")
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    def find(self, texts: Sequence[str]) -> list[Vectors | None]:
        """The vector of each text, or None where it was not embedded yet."""
        return [self._find(_key(text)) for text in texts]

    def complete(self, texts: Sequence[str], embed: Callable[[Sequence[str]], Vectors]) -> list[Vectors]:
        """The vector of each text: those that are here, and the others as `embed` gives them, which are kept."""
        left = self.find(texts)
        unknown = [text for text, vector in zip(texts, left, strict=True) if vector is None]
        embedded = embed(unknown)
        self.keep(unknown, embedded)
        fresh = iter(embedded)
        return [next(fresh) if vector is None else vector for vector in left]

    def keep(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Keep one float32 vector a text; all of them or, where it is killed meanwhile, none."""
        rows = [(_key(text), vector.astype(np.float32).tobytes()) for text, vector in zip(texts, vectors, strict=True)]
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

    def close(self) -> None:
        """Let go of the file; the next sync finds what it holds."""
        self._connection.close()

    def discard(self) -> None:
        """The sync has finished, and the vectors stand in the index."""
        self.close()
        self._path.unlink(missing_ok=True)

    def _find(self, key: bytes) -> Vectors | None:
        row = self._connection.execute("SELECT vector FROM vectors WHERE text = ?", (key,)).fetchone()
        return np.frombuffer(row[0], dtype=np.float32) if row else None


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
