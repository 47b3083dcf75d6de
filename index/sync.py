"""Make the store equal to the corpus folder, embedding only what changed.

A sync that has something to write works on a copy of the collection, which becomes the index when the
manifest is replaced. Whatever moment it is killed at, readers have the old documents or the new ones, and
no file that they read was ever half written (Chroma's own are, for a moment, from a thousand rows on, and
it may crash on them). Of what a killed sync has written, the next one takes the vectors, and no more.

A file that cannot be read leaves its document in its last state. Documents that are gone go, unless they are
too many to go unasked (forget.py). A rebuild can keep nothing that it cannot read again: where it would lose
something so, it is not done.
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tqdm import tqdm

from index import forget
from index.documents.document import Document
from index.documents.files import check_folder, id_of, list_files
from index.documents.reading import read_document
from index.embed import OnnxEmbedding, load_embedder
from index.errors import CorpusError, StoreError
from index.folder import Tell, alone, remove_all_but, remove_other_collections
from index.manifest import Entry, Manifest, collection_name, manifest_path, read_manifest, write_manifest
from index.model import ensure_export
from index.passages import split
from index.report import Report
from index.store import build_lexical, lexical_folder
from index.working import Progress, WorkingCopy
from settings import Settings

Ask = Callable[[str], bool]
"""A question → whether the answer is yes."""


def sync(
    settings: Settings,
    rebuild: bool = False,
    tell: Tell = lambda line: None,
    embedder: OnnxEmbedding | None = None,
    ask: Ask = lambda question: False,
) -> Report:
    """Make the store equal to `settings.corpus`; `tell` hears of waiting, of one-time work and of what is kept unasked.

    `embedder` is the model of these settings, where it is loaded already; `ask` is asked whether many documents that
    are gone may go, unless the settings say so. Raises ModelError, StoreError, and CorpusError where there is no such
    folder, where it goes away meanwhile, or where a rebuild would lose what cannot be read.
    """
    started = time.perf_counter()
    check_folder(settings.corpus)  # a missing one is said before anything is made
    try:
        report = _sync_alone(settings, rebuild, tell, embedder, ask)
    except OSError as error:
        raise StoreError(
            f"{error.filename or settings.data} cannot be written ({error.strerror}). "
            "Make it writable, or set FOOTNOTE_DATA to another folder."
        ) from error
    report.seconds = time.perf_counter() - started
    return report


def _sync_alone(settings: Settings, rebuild: bool, tell: Tell, embedder: OnnxEmbedding | None, ask: Ask) -> Report:
    settings.store.mkdir(parents=True, exist_ok=True)
    with alone(settings.store, tell):
        ensure_export(settings, tell)
        embedder = embedder or load_embedder(settings)
        name = collection_name(embedder.fingerprint, settings)
        manifest = read_manifest(manifest_path(settings, name))
        work = _Sync(settings, embedder, manifest or Manifest(name, embedder.model_name, embedder.fingerprint), rebuild)
        try:
            return work.run(manifest is None, tell, ask)
        finally:
            work.copy.close()


class _Sync:
    """One sync: what the index held before, and what it is to hold."""

    def __init__(self, settings: Settings, embedder: OnnxEmbedding, before: Manifest, rebuild: bool) -> None:
        self.settings, self.embedder, self.rebuild = settings, embedder, rebuild
        self.known = before.documents
        """What the index holds, and what a rebuild must be able to make anew."""
        self.before = replace(before, documents={}) if rebuild else before
        self.copy = WorkingCopy(settings, embedder, before, anew=rebuild)
        self.report = Report()
        self.entries: dict[str, Entry] = {}
        self.relabelled = False

    def run(self, never_synced: bool, tell: Tell, ask: Ask) -> Report:
        listed, self.report.left_out = list_files(self.settings.corpus)
        files = {id_of(path, self.settings.corpus): path for path in listed}
        self.copy.look()
        self._keep_what_must_not_go(files, tell, ask)
        if self.rebuild and self.report.missing:
            self.entries = self.known
            return self._counted()
        self._take_in_files(listed)
        self.report.removed = [i for i in self.known if i not in self.entries]
        if self.report.did_something or self.relabelled or never_synced or not self.copy.is_sound:
            self.copy.sweep(self.entries.values())
            self._commit()
        return self._counted()

    def _counted(self) -> Report:
        self.report.embedded, self.report.documents = self.copy.embedded, len(self.entries)
        self.report.passages = sum(e.passages for e in self.entries.values())
        return self.report

    def _keep_what_must_not_go(self, files: Mapping[str, Path], tell: Tell, ask: Ask) -> None:
        """Ask, before anything is embedded, whether the documents may go whose files are gone; else keep them."""
        if self.settings.remove == "yes":
            return
        if self.rebuild:
            for document_id in self.known.keys() & files.keys():
                self._read(files[document_id])  # raises where it would be lost
        new = (path for document_id, path in files.items() if document_id not in self.known)
        missing = forget.missing(self.known, files.keys(), self._texts(new))
        if not missing or ask(forget.question(missing, len(self.known), self.settings.corpus)):
            return
        self.report.missing = [i for i in missing if self.rebuild or self._keep(i, forget.GONE)]
        if self.report.missing:
            command = f"{self.settings.sync_command}{' --rebuild' * self.rebuild} --yes"
            about = self.report.missing, len(self.known), self.settings.corpus
            tell(forget.kept(*about, command, self.rebuild))

    def _texts(self, paths: Iterable[Path]) -> Iterator[str]:
        """What these files hold, as far as they can be read."""
        for path in paths:
            with suppress(CorpusError):
                yield read_document(path, self.settings.corpus).text

    def _take_in_files(self, files: list[Path]) -> None:
        total = sum(_size(path) for path in files)
        with tqdm(
            total=total, unit="B", unit_scale=True, desc="Indexing", disable=None, delay=0.5, file=sys.stderr
        ) as bar:

            def progress(written: int) -> None:
                bar.update(written)
                bar.set_postfix_str(f"{self.copy.embedded} passages")

            for path in files:
                if document := self._read(path):
                    self._take_in(document, progress)
            self.copy.write(progress)

    def _read(self, path: Path) -> Document | None:
        """The file's document; None where it cannot be read, and its last state is kept where there is one."""
        try:
            return read_document(path, self.settings.corpus)
        except CorpusError as error:
            self._check_that_the_folder_is_there()
            self._not_read(id_of(path, self.settings.corpus), str(error))
            return None

    def _check_that_the_folder_is_there(self) -> None:
        try:
            check_folder(self.settings.corpus)
        except CorpusError:
            raise CorpusError(
                f"{self.settings.corpus} went away while it was read. The index is as it was. "
                f"Bring the folder back and run: {self.settings.sync_command}"
            ) from None

    def _not_read(self, document_id: str, why: str) -> None:
        if self.rebuild and document_id in self.known and self.settings.remove != "yes":
            raise CorpusError(
                f"{why} A rebuild would lose what the index holds of it, so the index is as it was. "
                f"To rebuild without it: {self.settings.sync_command} --rebuild --yes"
            )
        if self._keep(document_id, why):
            self.report.kept.append(document_id)
            why += " The index keeps its last state."
        self.report.problems.append(why)

    def _keep(self, document_id: str, why: str) -> bool:
        """Leave a document as the index has it; False where it has it not, or not whole."""
        old = self.before.documents.get(document_id)
        if old is None or not self.copy.is_complete(old):
            return False
        self._relabel(document_id, replace(old, stale=why))
        return True

    def _relabel(self, document_id: str, entry: Entry) -> None:
        """The same text, of which something else may be known now."""
        self.relabelled |= entry != self.before.documents[document_id]
        self.entries[document_id] = entry

    def _take_in(self, document: Document, progress: Progress) -> None:
        old = self.before.documents.get(document.id)
        if old and old.version == document.version and self.copy.is_complete(old):
            self._relabel(document.id, replace(old, title=document.title, metadata=document.metadata, stale=""))
            progress(len(document.text.encode()))
            return
        self._note(document, old)
        limit = min(self.settings.passage_tokens, self.embedder.max_tokens - 2)
        pieces = split(document, self.embedder.count_tokens, limit)
        self.entries[document.id] = Entry(
            document.version, document.title, document.source, document.metadata, len(pieces), len(document.text)
        )
        self.copy.add(document, pieces, old, progress)

    def _note(self, document: Document, old: Entry | None) -> None:
        kind = self.report.new if old is None else self.report.changed
        (self.report.repaired if old and old.version == document.version else kind).append(document.id)

    def _commit(self) -> None:
        """The moment the sync takes effect: all is ready beside, then the manifest is replaced."""
        after = self.before.after(self.entries, datetime.now(UTC).isoformat(timespec="seconds"))
        lexical = lexical_folder(self.settings.store, after)
        build_lexical(self.copy.collection(), after).save(lexical)
        self.copy.forget_texts(self.copy.before, after)
        self.copy.close()
        write_manifest(manifest_path(self.settings, after.collection), after)
        self.copy.discard_unfinished()
        remove_all_but(after.collection, lexical)
        remove_all_but(after.collection, self.copy.folder, self.copy.finished)  # a question may still be reading there
        if self.rebuild and self.entries:  # an empty folder is no reason to throw away what other settings have made
            remove_other_collections(self.settings.store, after.collection)


def _size(path: Path) -> int:
    """The file's size in bytes; 0 where it has just gone."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
