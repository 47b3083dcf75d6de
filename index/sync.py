"""Make the store equal to the corpus folder, embedding only what changed.

A sync that has something to write works on a copy of the collection, which becomes the index when the
manifest is replaced. Whatever moment it is killed at, readers have the old documents or the new ones, and
no file that they read was ever half written (Chroma's own are, for a moment, from a thousand rows on, and
it may crash on them). Of what a killed sync has written, the next one takes the vectors, and no more.
"""

import shutil
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tqdm import tqdm

from index.collection import Collection, Row
from index.documents import Document, list_files, read_document
from index.embed import OnnxEmbedding, load_embedder
from index.errors import CorpusError, StoreError
from index.folder import Tell, alone, remove_all_but, remove_other_collections
from index.manifest import Entry, Manifest, collection_name, manifest_path, read_manifest, write_manifest
from index.meaning import Meaning, meanings
from index.model import ensure_export
from index.passages import split
from index.report import Report
from index.store import build_lexical, chroma_folder, lexical_folder, passage_ids
from index.unfinished import UnfinishedVectors
from settings import Settings

ROWS_AT_ONCE = 256  # passages embedded and written together


def sync(
    settings: Settings,
    rebuild: bool = False,
    tell: Tell = lambda line: None,
    embedder: OnnxEmbedding | None = None,
) -> Report:
    """Make the store equal to `settings.corpus`; `tell` hears of waiting and of one-time work.

    `embedder` is the model of these settings, where it is loaded already.
    Raises CorpusError where there is no such folder, ModelError, StoreError.
    """
    started = time.perf_counter()
    list_files(settings.corpus)  # a missing folder is said before anything is made
    try:
        report = _sync_alone(settings, rebuild, tell, embedder)
    except OSError as error:
        raise StoreError(
            f"{error.filename or settings.data} cannot be written ({error.strerror}). "
            "Make it writable, or set FOOTNOTE_DATA to another folder."
        ) from error
    report.seconds = time.perf_counter() - started
    return report


def _sync_alone(settings: Settings, rebuild: bool, tell: Tell, embedder: OnnxEmbedding | None) -> Report:
    settings.store.mkdir(parents=True, exist_ok=True)
    with alone(settings.store, tell):
        ensure_export(settings, tell)
        embedder = embedder or load_embedder(settings)
        name = collection_name(embedder.fingerprint, settings)
        manifest = read_manifest(manifest_path(settings, name))
        work = _Sync(settings, embedder, manifest or Manifest(name, embedder.model_name, embedder.fingerprint), rebuild)
        try:
            return work.run(never_synced=manifest is None)
        finally:
            work.close()


class _Sync:
    """One sync: what the index held before, and what it is to hold."""

    def __init__(self, settings: Settings, embedder: OnnxEmbedding, before: Manifest, rebuild: bool) -> None:
        self.settings, self.embedder, self.rebuild = settings, embedder, rebuild
        self.before = replace(before, documents={}) if rebuild else before
        self.finished = chroma_folder(settings.store, before)
        self.folder = chroma_folder(settings.store, before.after({}, ""))
        """Where this sync works: the next generation's folder, which nobody reads yet."""
        self.report = Report()
        self.entries: dict[str, Entry] = {}
        self.relabelled = False
        self.collection: Collection | None = None
        self.working = False
        self.unfinished = UnfinishedVectors(settings.store / f"{before.collection}.unfinished", anew=rebuild)
        self.present: set[str] | None = None
        """The ids of all rows, where they are not just those of the manifest; else None."""
        self.pending: list[tuple[Row, Meaning | None]] = []

    def run(self, never_synced: bool) -> Report:
        self._look()
        self._take_in_files()
        self.report.removed = [i for i in self.before.documents if i not in self.entries]
        if self.report.did_something or self.relabelled or never_synced or self.present is not None:
            self._sweep(self._work())
            self._commit(self._work())
        self.report.documents = len(self.entries)
        self.report.passages = sum(e.passages for e in self.entries.values())
        return self.report

    def close(self) -> None:
        """Let go of the files."""
        self.unfinished.close()
        self._close_collection()

    def _close_collection(self) -> None:
        if self.collection is not None:
            self.collection.close()
            self.collection = None

    def _look(self) -> None:
        """See what the finished index holds."""
        if self.rebuild or not self.finished.is_dir():
            self.present = set()
            return
        self.collection = self._open(self.finished)
        if self.collection.count() != self.before.passages:
            self.present = set(self.collection.ids())

    def _open(self, folder: Path) -> Collection:
        return Collection(folder, self.before.collection, create=True, command=self.settings.sync_command)

    def _work(self) -> Collection:
        """The collection that this sync writes to: a copy of the finished one, in a folder of its own."""
        if self.collection is None or not self.working:
            self._close_collection()
            shutil.rmtree(self.folder, ignore_errors=True)  # left by a killed sync; Chroma may crash on such files
            if self.finished.is_dir() and not self.rebuild:
                shutil.copytree(self.finished, self.folder)
            self.collection = self._open(self.folder)
            self.working, self.present = True, set(self.collection.ids())
        return self.collection

    def _take_in_files(self) -> None:
        files, self.report.left_out = list_files(self.settings.corpus)
        total = sum(_size(path) for path in files)
        with tqdm(
            total=total, unit="B", unit_scale=True, desc="Indexing", disable=None, delay=0.5, file=sys.stderr
        ) as bar:
            for path in files:
                self._take_in(path, bar)
            self._write(bar)

    def _take_in(self, path: Path, bar: "tqdm[None]") -> None:
        try:
            document = read_document(path, self.settings.corpus)
        except CorpusError as error:
            self.report.problems.append(str(error))
            return
        old = self.before.documents.get(document.id)
        if old and old.version == document.version and self._is_complete(old):
            about = replace(old, title=document.title, metadata=document.metadata)
            self.relabelled |= about != old  # the same text, read by newer rules
            self.entries[document.id] = about
            bar.update(_size(path))
            return
        collection = self._work()
        self._note(document, old)
        passages = split(
            document, self.embedder.count_tokens, min(self.settings.passage_tokens, self.embedder.max_tokens - 2)
        )
        self.entries[document.id] = Entry(
            document.version, document.title, document.source, document.metadata, len(passages), len(document.text)
        )
        known = _meanings_by_text(collection, old) if old else {}
        self.pending += [(Row(p, document.version), known.get(p.text)) for p in passages if not self._is_present(p.id)]
        if len(self.pending) >= ROWS_AT_ONCE:
            self._write(bar)

    def _note(self, document: Document, old: Entry | None) -> None:
        kind = self.report.new if old is None else self.report.changed
        (self.report.repaired if old and old.version == document.version else kind).append(document.id)

    def _is_complete(self, entry: Entry) -> bool:
        return self.present is None or self.present.issuperset(passage_ids(entry))

    def _is_present(self, row_id: str) -> bool:
        return self.present is not None and row_id in self.present

    def _write(self, bar: "tqdm[None]") -> None:
        for at in range(0, len(self.pending), ROWS_AT_ONCE):
            part = self.pending[at : at + ROWS_AT_ONCE]
            fresh = iter(self._read([row.passage.text for row, meaning in part if meaning is None]))
            self._work().upsert([row for row, _ in part], [meaning or next(fresh) for _, meaning in part])
            bar.update(sum(len(row.passage.text.encode()) for row, _ in part))
            bar.set_postfix_str(f"{self.report.embedded} passages")
        self.pending.clear()

    def _read(self, passages: list[str]) -> list[Meaning]:
        """What the passages say; what a killed sync has embedded of them is taken from there."""
        self.report.embedded += sum(vector is None for vector in self.unfinished.find(passages))
        return meanings(passages, lambda texts: self.unfinished.complete(texts, self.embedder.embed_passages))

    def _sweep(self, collection: Collection) -> None:
        """Delete the rows that no living document owns."""
        alive = {row_id for entry in self.entries.values() for row_id in passage_ids(entry)}
        collection.delete([row_id for row_id in collection.ids() if row_id not in alive])

    def _commit(self, collection: Collection) -> None:
        """The moment the sync takes effect: all is ready beside, then the manifest is replaced."""
        after = self.before.after(self.entries, datetime.now(UTC).isoformat(timespec="seconds"))
        lexical = lexical_folder(self.settings.store, after)
        build_lexical(collection, after).save(lexical)
        self._close_collection()
        write_manifest(manifest_path(self.settings, after.collection), after)
        self.unfinished.discard()
        remove_all_but(after.collection, lexical)
        remove_all_but(after.collection, self.folder, self.finished)  # a question may still be reading the old one
        if self.rebuild:
            remove_other_collections(self.settings.store, after.collection)


def _meanings_by_text(collection: Collection, entry: Entry) -> dict[str, Meaning]:
    """The old version's vectors by passage text: most of a changed document has not changed."""
    rows = collection.get(passage_ids(entry))
    found = collection.meanings([row.passage.id for row in rows])
    return {row.passage.text: meaning for row, meaning in zip(rows, found, strict=True)}


def _size(path: Path) -> int:
    """The file's size in bytes; 0 where it has just gone."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
