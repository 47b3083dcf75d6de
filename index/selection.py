"""Documents of one or several stores, all or some of them, asked as if they were one."""

import operator
import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from index.documents.document import Document
from index.embed import Vectors
from index.errors import StoreError
from index.joint import JointWords
from index.lexical import LexicalIndex
from index.manifest import Entry, Manifest
from index.meaning import Meaning
from index.passages import Passage, version_of
from index.shelf import Word
from index.store import Store
from index.units import Unit


@dataclass(frozen=True)
class _State:
    """What the stores held at one moment."""

    seen: tuple[Manifest, ...]
    manifest: Manifest
    lexical: JointWords
    by_id: Mapping[str, Store]
    by_version: Mapping[str, Store]
    asked: tuple[frozenset[str] | None, ...]
    """Of each store, the documents that are asked; None: all of them."""


class Selection:
    """A shelf of the documents of several stores; where two have one of the same id, the later store's counts.

    Thread-safe: what a store's sync has changed is seen at the next `refresh`, all at once.
    """

    def __init__(self, stores: Sequence[Store], only: Collection[str] | None = None) -> None:
        """`only`: the ids of the documents that are asked; None: all."""
        self._stores, self._only = tuple(stores), only
        self._lock = threading.Lock()
        self._now = self._look(*self._hold())

    def refresh(self) -> bool:
        """Follow what syncs have changed; True where they have."""
        with self._lock:
            seen, lexical = self._hold()
            if all(map(operator.is_, seen, self._now.seen)):
                return False
            self._now = self._look(seen, lexical)
            return True

    def _hold(self) -> tuple[tuple[Manifest, ...], list[LexicalIndex]]:
        for store in self._stores:
            store.refresh()
        held = [store.held() for store in self._stores]
        return tuple(manifest for manifest, _ in held), [lexical for _, lexical in held]

    def _look(self, seen: tuple[Manifest, ...], lexical: Sequence[LexicalIndex]) -> _State:
        documents: dict[str, Entry] = {}
        owners: dict[str, Store] = {}
        for store, manifest in zip(self._stores, seen, strict=True):
            for document_id, entry in manifest.documents.items():
                if self._only is None or document_id in self._only:
                    documents[document_id], owners[document_id] = entry, store
        left_out = dict(chain.from_iterable(manifest.left_out.items() for manifest in seen))
        by_version = {entry.version: owners[i] for i, entry in documents.items()}
        asked = [frozenset(i for i, owner in owners.items() if owner is store) for store in self._stores]
        return _State(
            seen,
            replace(seen[0], documents=documents, left_out=left_out),
            JointWords(lexical, by_version.keys()),
            owners,
            by_version,
            tuple(None if ids == manifest.documents.keys() else ids for ids, manifest in zip(asked, seen, strict=True)),
        )

    @property
    def manifest(self) -> Manifest:
        """The documents that are asked."""
        return self._now.manifest

    @property
    def lexical(self) -> JointWords:
        """The search by words."""
        return self._now.lexical

    def nearest(self, vector: Vectors, k: int) -> list[tuple[Passage, float]]:
        """The k passages nearest to a vector, with their cosine similarity, nearest first."""
        parts = zip(self._stores, self._now.asked, strict=True)
        found = [hit for store, asked in parts if asked is None or asked for hit in store.nearest(vector, k, asked)]
        return sorted(found, key=lambda hit: -hit[1])[:k]

    def passages(self, ids: list[str]) -> list[Passage]:
        """The passages of these ids that are there, in the order of the ids."""
        found = {p.id: p for store, own in self._by_store(ids) for p in store.passages(own)}
        return [found[i] for i in ids if i in found]

    def meanings(self, ids: list[str]) -> list[Meaning]:
        """The vectors of these passages, which must be there, and of their units."""
        found = {i: m for store, own in self._by_store(ids) for i, m in zip(own, store.meanings(own), strict=True)}
        if len(found) < len(set(ids)):
            raise StoreError("The documents changed while they were read. Ask again.")
        return [found[i] for i in ids]

    def _by_store(self, ids: Sequence[str]) -> list[tuple[Store, list[str]]]:
        """The stores with those of the ids that are theirs and are asked."""
        by_version = self._now.by_version
        owners = [(i, by_version.get(version_of(i))) for i in ids]
        parts = [(store, [i for i, owner in owners if owner is store]) for store in self._stores]
        return [(store, own) for store, own in parts if own]

    def entry(self, document_id: str) -> Entry:
        """What is known of a document."""
        return self._owner(document_id).entry(document_id)

    def passage_ids(self, document_id: str) -> list[str]:
        """The ids of a document's passages, in reading order."""
        return self._owner(document_id).passage_ids(document_id)

    def document(self, document_id: str) -> Document:
        """The whole document."""
        return self._owner(document_id).document(document_id)

    def units(self, passage: Passage) -> list[Unit]:
        """The units of a passage, in order."""
        return self._owner(passage.document_id).units(passage)

    def words_of(self, document_id: str, page: int) -> list[Word]:
        """Where the words of a document's page (from 0) stand."""
        return self._owner(document_id).words_of(document_id, page)

    def _owner(self, document_id: str) -> Store:
        if (owner := self._now.by_id.get(document_id)) is None:
            raise StoreError(f"{document_id!r} is none of the documents that are asked.")
        return owner
