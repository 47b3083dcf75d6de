"""The copy of the collection that a sync works on, which becomes the index when the sync has finished."""

import hashlib
import shutil
from collections.abc import Callable, Iterable, Sequence

from index.collection import Collection, Row
from index.documents.document import Document
from index.embed import OnnxEmbedding
from index.manifest import Entry, Manifest
from index.meaning import Meaning, meanings, read_texts
from index.passages import Piece
from index.store import chroma_folder, passage_ids, texts_path
from index.texts import Texts
from index.unfinished import UnfinishedVectors
from settings import Settings

ROWS_AT_ONCE = 256  # passages embedded and written together

Progress = Callable[[int], None]
"""Hears how many bytes of text were written."""


class WorkingCopy:
    """The rows of the next generation; nothing is copied before there is something to write."""

    def __init__(self, settings: Settings, embedder: OnnxEmbedding, before: Manifest, anew: bool) -> None:
        """A copy of what the manifest `before` speaks of; where it is `anew`, of nothing: that is not even opened."""
        self.before, self._command, self._embedder = before, settings.sync_command, embedder
        self.finished = chroma_folder(settings.store, before)
        self.folder = chroma_folder(settings.store, before.after({}, ""))
        """Where this sync works: the next generation's folder, which nobody reads yet."""
        self.embedded = 0
        """Passages that went through the model."""
        self._unfinished = UnfinishedVectors(settings.store / f"{before.collection}.unfinished", anew)
        self._anew = anew or not self.finished.is_dir()
        self._working = False
        self._collection: Collection | None = None
        self._present: set[str] | None = None
        """The ids of all rows, where they are not just those of the manifest; else None."""
        self._readable: set[str] = set()
        """The versions of documents whose texts are there."""
        self._pending: list[tuple[Row, tuple[str, ...], Meaning | None]] = []
        self._texts = Texts(texts_path(settings.store, before.collection), settings.sync_command)

    def look(self) -> None:
        """See what the finished index holds."""
        if self._anew:
            self._texts.renew()
            self._present = set()
            return
        self._readable = self._texts.versions()
        self._collection = self._open(finished=True)
        if self._collection.count() != self.before.passages:
            self._present = set(self._collection.ids())

    @property
    def is_sound(self) -> bool:
        """Whether there are just the rows that the manifest speaks of, and nothing was written yet."""
        return self._present is None

    def is_complete(self, entry: Entry) -> bool:
        """Whether a document's text and all of its rows are there."""
        rows = self._present is None or self._present.issuperset(passage_ids(entry))
        return rows and entry.version in self._readable

    def collection(self) -> Collection:
        """The copy; made when first asked for."""
        if self._collection is None or not self._working:
            self._close_collection()
            shutil.rmtree(self.folder, ignore_errors=True)  # left by a killed sync; Chroma may crash on such files
            if not self._anew:
                shutil.copytree(self.finished, self.folder)
            self._collection = self._open(finished=False)
            self._working, self._present = True, set(self._collection.ids())
        return self._collection

    def add(self, document: Document, pieces: Sequence[Piece], old: Entry | None, progress: Progress) -> None:
        """Write those passages of a document that are not there, now or together with the next ones."""
        self._texts.add(document)
        collection = self.collection()
        known = _meanings_by_what_was_read(collection, old) if old else {}
        there = self._present or set()
        for piece in pieces:
            if piece.passage.id not in there:
                read = read_texts(piece)
                row = Row(piece.passage, document.version, _hash(read))
                self._pending.append((row, read, known.get(row.read)))
        if len(self._pending) >= ROWS_AT_ONCE:
            self.write(progress)

    def write(self, progress: Progress) -> None:
        """Write what was added."""
        for at in range(0, len(self._pending), ROWS_AT_ONCE):
            part = self._pending[at : at + ROWS_AT_ONCE]
            fresh = iter(self._read([read for _, read, meaning in part if meaning is None]))
            self.collection().upsert([row for row, _, _ in part], [meaning or next(fresh) for _, _, meaning in part])
            progress(sum(len(row.passage.text.encode()) for row, _, _ in part))
        self._pending.clear()
        self._texts.commit()

    def sweep(self, entries: Iterable[Entry]) -> None:
        """Delete the rows that none of these documents owns."""
        alive = {row_id for entry in entries for row_id in passage_ids(entry)}
        collection = self.collection()
        collection.delete([row_id for row_id in collection.ids() if row_id not in alive])

    def forget_texts(self, *kept: Manifest) -> None:
        """Remove the documents' texts that none of these syncs speaks of."""
        alive = {entry.version for manifest in kept for entry in manifest.documents.values()}
        self._texts.remove(self._texts.versions() - alive)

    def discard_unfinished(self) -> None:
        """The sync has finished: what a killed one would leave to the next is not needed."""
        self._unfinished.discard()

    def close(self) -> None:
        """Let go of the files."""
        self._unfinished.close()
        self._texts.close()
        self._close_collection()

    def _read(self, read: list[tuple[str, ...]]) -> list[Meaning]:
        """What passages say of which this is read; what a killed sync has embedded of it is taken from there."""
        self.embedded += sum(vector is None for vector in self._unfinished.find([whole for whole, *_ in read]))
        return meanings(read, lambda texts: self._unfinished.complete(texts, self._embedder.embed_passages))

    def _open(self, finished: bool) -> Collection:
        folder = self.finished if finished else self.folder
        return Collection(folder, self.before.collection, create=True, command=self._command)

    def _close_collection(self) -> None:
        if self._collection is not None:
            self._collection.close()
            self._collection = None


def _meanings_by_what_was_read(collection: Collection, entry: Entry) -> dict[str, Meaning]:
    """The old version's vectors: most of a changed document has not changed."""
    rows = collection.get(passage_ids(entry))
    found = collection.meanings([row.passage.id for row in rows])
    return {row.read: meaning for row, meaning in zip(rows, found, strict=True)}


def _hash(read: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(read).encode()).hexdigest()[:16]
