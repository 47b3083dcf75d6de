"""The Chroma collection: rows in, rows out. It knows nothing of which rows are alive."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError, NotFoundError

from index.embed import Vectors
from index.errors import StoreError
from index.meaning import Meaning, unpacked
from index.passages import Passage

PAGE = 2000  # Chroma refuses batches over 5,461 rows, and SQLite reads over about 32,000


MOST_NAMED = 30_000  # documents that a condition may name, as SQLite takes no more variables

Where = dict[str, dict[str, list[str]]]
"""Chroma's condition on a row's document."""


def where_document(only: frozenset[str], known: Iterable[str]) -> Where | None:
    """That a row is of one of these documents of all `known` ones, said in the shorter way; None where that is too
    long to be said."""
    others = [document_id for document_id in known if document_id not in only]
    said = ("$in", sorted(only)) if len(only) <= len(others) else ("$nin", others)
    return {"document_id": {said[0]: said[1]}} if said[1] and len(said[1]) <= MOST_NAMED else None


@dataclass(frozen=True)
class Row:
    """A passage as stored, with the version of its document."""

    passage: Passage
    version: str
    read: str
    """A hash of what was embedded of it: where that is the same, so are its vectors."""


class Collection:
    """One cosine collection in one folder. Chroma's errors come out as StoreError, which says `command`."""

    def __init__(self, folder: Path, name: str, create: bool = False, command: str = "python -m index sync") -> None:
        self._folder, self._command = folder, command
        with self._explaining():
            self._client = _client(folder)
            try:
                self._rows = self._open(name, create)
            except BaseException:
                self.close()
                raise

    def _open(self, name: str, create: bool) -> Any:
        try:
            return self._client.get_collection(name, embedding_function=None)
        except NotFoundError:
            if not create:
                raise
            return self._client.create_collection(
                name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )

    def close(self) -> None:
        """Let go of the files; the next Collection on this folder sees what others wrote."""
        self._client.close()

    def count(self) -> int:
        with self._explaining():
            return int(self._rows.count())

    def upsert(self, rows: Sequence[Row], meanings: Sequence[Meaning]) -> None:
        """Write rows with their vectors; the same ids again change nothing."""
        with self._explaining():
            for at in range(0, len(rows), PAGE):
                part, meant = rows[at : at + PAGE], meanings[at : at + PAGE]
                self._rows.upsert(
                    ids=[row.passage.id for row in part],
                    documents=[row.passage.text for row in part],
                    embeddings=[meaning.whole for meaning in meant],
                    metadatas=[_metadata(row, meaning) for row, meaning in zip(part, meant, strict=True)],
                )

    def delete(self, ids: Sequence[str]) -> None:
        with self._explaining():
            for at in range(0, len(ids), PAGE):
                self._rows.delete(ids=list(ids[at : at + PAGE]))

    def query(self, vector: Vectors, k: int, where: Where | None = None) -> list[tuple[Row, float]]:
        """The k nearest rows with their cosine similarity, nearest first; `where`: those of some documents."""
        with self._explaining():
            found = self._rows.query(
                query_embeddings=[vector], n_results=k, where=where, include=["documents", "metadatas", "distances"]
            )
        columns = zip(found["ids"][0], found["documents"][0], found["metadatas"][0], found["distances"][0], strict=True)
        # a row that another process has deleted still comes back, empty
        return [(_row(i, text, about), 1.0 - d) for i, text, about, d in columns if text is not None and about]

    def get(self, ids: Sequence[str]) -> list[Row]:
        """The rows of these ids that exist, in the order of the ids."""
        with self._explaining():
            rows: dict[str, Row] = {}
            for at in range(0, len(ids), PAGE):
                found = self._rows.get(ids=list(ids[at : at + PAGE]), include=["documents", "metadatas"])
                for row_id, text, about in zip(found["ids"], found["documents"], found["metadatas"], strict=True):
                    rows[row_id] = _row(row_id, text, about)
        return [rows[i] for i in ids if i in rows]

    def meanings(self, ids: Sequence[str]) -> list[Meaning]:
        """The vectors of these ids, which must exist, in their order."""
        with self._explaining():
            rows: dict[str, Meaning] = {}
            for at in range(0, len(ids), PAGE):
                found = self._rows.get(ids=list(ids[at : at + PAGE]), include=["embeddings", "metadatas"])
                for row_id, vector, about in zip(found["ids"], found["embeddings"], found["metadatas"], strict=True):
                    rows[row_id] = unpacked(np.asarray(vector, dtype=np.float32), about["units"])
        if missing := [i for i in ids if i not in rows]:
            raise StoreError(f"{len(missing)} passages are missing from the index. Run: {self._command}")
        return [rows[i] for i in ids]

    def ids(self) -> Iterator[str]:
        """The ids of all rows, alive or not."""
        offset = 0
        while True:
            with self._explaining():
                page = self._rows.get(limit=PAGE, offset=offset, include=[])["ids"]
            yield from page
            if len(page) < PAGE:
                return
            offset += PAGE

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except (ChromaError, sqlite3.Error, OSError, ValueError, KeyError, RuntimeError) as error:
            if "readonly" in str(error):
                raise StoreError(
                    f"The index in {self._folder} cannot be written, which Chroma needs even to read it. "
                    "Make that folder writable, or set FOOTNOTE_DATA to another one."
                ) from error
            raise StoreError(
                f"The index in {self._folder} cannot be read ({type(error).__name__}: {error}). "
                f"It can be made again from the corpus: {self._command} --rebuild"
            ) from error
        except BaseException as error:  # the Rust part panics with a BaseException of its own
            if type(error).__name__ != "PanicException":
                raise
            raise StoreError(
                f"The index in {self._folder} is damaged. It can be made again from the corpus: "
                f"{self._command} --rebuild"
            ) from error


def _client(folder: Path) -> Any:
    try:
        return chromadb.PersistentClient(path=str(folder), settings=ChromaSettings(anonymized_telemetry=False))
    except BaseException:
        # Chroma remembers what failed to start, and would hand it out again even when the files are mended
        if str(folder) not in SharedSystemClient._identifier_to_refcount:
            SharedSystemClient._identifier_to_system.pop(str(folder), None)
        raise


def _metadata(row: Row, meaning: Meaning) -> dict[str, str | int]:
    passage = row.passage
    return {
        "document_id": passage.document_id,
        "version": row.version,
        "start": passage.start,
        "end": passage.end,
        "place": passage.place,
        "context": passage.context,
        "read": row.read,
        "units": meaning.packed(),
    }


def _row(row_id: str, text: str, about: dict[str, Any]) -> Row:
    span = about["start"], about["end"]
    passage = Passage(row_id, about["document_id"], *span, text, about["place"], about["context"])
    return Row(passage, about["version"], about["read"])
