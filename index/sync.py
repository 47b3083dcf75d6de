"""Make the store equal to the corpus folder, embedding only what changed.

A sync that has something to write works on a copy of the collection, which becomes the index when the
manifest is replaced. Whatever moment it is killed at, readers have the old documents or the new ones, and
no file that they read was ever half written (Chroma's own are, for a moment, from a thousand rows on, and
it may crash on them). Of what a killed sync has written, the next one takes the vectors, and no more.

A file whose bytes are as they were is not read again. One that cannot be read leaves its document in its last
state. Documents that are gone go, unless they are too many to go unasked (forget.py). A rebuild can keep nothing
that it cannot read again: where it would lose something so, it is not done.
"""

import time
from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from index import forget
from index.bar import Bar
from index.documents.document import Document
from index.documents.files import check_folder, list_files
from index.documents.names import id_of, printable
from index.documents.reading import NotRead, read_documents
from index.documents.source import hash_of
from index.embed import OnnxEmbedding, load_embedder
from index.errors import CorpusError, StoreError
from index.folder import Tell, alone, remove_all_but, remove_other_collections
from index.manifest import Entry, LeftOut, Manifest, collection_name, manifest_path, read_manifest, write_manifest
from index.model import ensure_export
from index.passages import split
from index.report import Report
from index.store import build_lexical, lexical_folder
from index.working import Progress, WorkingCopy
from settings import Settings

ANOTHER = (
    "The index is of an earlier version, or of another model or passage size: it is made anew. "
    "The old one stays until a --rebuild."
)
Ask = Callable[[str], bool]
"""A question → whether the answer is yes."""


@dataclass(frozen=True)
class Wishes:
    """What a caller wants other than usual."""

    bar: Callable[[int], Bar] = Bar
    """Makes what shows the progress over so many bytes."""
    gone: Collection[str] = ()
    """The ids of documents that were taken away on purpose: they go, however many."""
    most: int | None = None
    """A document with which the index would hold more passages than this is left out."""


KEPT = " The index keeps its last state."


def sync(
    settings: Settings,
    rebuild: bool = False,
    tell: Tell = lambda line: None,
    embedder: OnnxEmbedding | None = None,
    ask: Ask = lambda question: False,
    *,
    wishes: Wishes = Wishes(),
) -> Report:
    """Make the store equal to `settings.corpus`; `tell` hears of waiting, of one-time work and of what is kept unasked.

    `embedder` is the model of these settings, where it is loaded already; `ask` is asked whether many documents that
    are gone may go, unless the settings say so. Raises ModelError, StoreError, and CorpusError where there is no such
    folder, where it goes away meanwhile, or where a rebuild would lose what cannot be read.
    """
    started = time.perf_counter()
    check_folder(settings.corpus)  # a missing one is said before anything is made
    try:
        report = _sync_alone(settings, rebuild, tell, embedder, ask, wishes=wishes)
    except OSError as error:
        raise StoreError(
            f"{error.filename or settings.data} cannot be written ({error.strerror}). "
            "Make it writable, or set FOOTNOTE_DATA to another folder."
        ) from error
    report.seconds = time.perf_counter() - started
    return report


def _sync_alone(
    settings: Settings, rebuild: bool, tell: Tell, embedder: OnnxEmbedding | None, ask: Ask, *, wishes: Wishes
) -> Report:
    settings.store.mkdir(parents=True, exist_ok=True)
    with alone(settings.store, tell):
        ensure_export(settings, tell)
        embedder = embedder or load_embedder(settings)
        name = collection_name(embedder.fingerprint, settings)
        manifest = read_manifest(manifest_path(settings, name))
        if manifest is None and any(settings.store.glob("footnote-*.json")):
            tell(ANOTHER)
        before = manifest or Manifest(name, embedder.model_name, embedder.fingerprint)
        work = _Sync(settings, embedder, before, rebuild, wishes)
        try:
            return work.run(manifest is None, tell, ask)
        finally:
            work.copy.close()


class _Sync:
    """One sync: what the index held before, and what it is to hold."""

    def __init__(
        self, settings: Settings, embedder: OnnxEmbedding, before: Manifest, rebuild: bool, wishes: Wishes
    ) -> None:
        self.settings, self.embedder, self.rebuild, self.wishes = settings, embedder, rebuild, wishes
        self.known = before.documents
        """What the index holds, and what a rebuild must be able to make anew."""
        self.before = replace(before, documents={}, left_out={}) if rebuild else before
        self.copy = WorkingCopy(settings, embedder, before, anew=rebuild)
        self.report = Report()
        self.entries: dict[str, Entry] = {}
        self.left_out: dict[str, LeftOut] = {}
        self.hashes: dict[str, str] = {}
        """SHA-256 of each listed file's bytes, by id; "" where it could not be read."""
        self.relabelled = False

    def run(self, never_synced: bool, tell: Tell, ask: Ask) -> Report:
        listed, others = list_files(self.settings.corpus)
        self.report.left_out = [printable(id_of(path, self.settings.corpus)) for path in others]
        files = {id_of(path, self.settings.corpus): path for path in listed}
        self.copy.look()
        self._keep_what_must_not_go(files, tell, ask)
        if self.rebuild and self.report.missing:
            self.entries = self.known
            return self._counted()
        self._take_in_files(files)
        self.report.removed = [i for i in self.known if i not in self.entries]
        if self.report.did_something or self.relabelled or never_synced or not self.copy.is_sound:
            self.copy.sweep(self.entries.values())
            self._commit()
        elif self.left_out != self.before.left_out:
            self._write(replace(self.before, left_out=self.left_out))
        return self._counted()

    def _counted(self) -> Report:
        self.report.embedded, self.report.documents = self.copy.embedded, len(self.entries)
        self.report.passages = sum(e.passages for e in self.entries.values())
        return self.report

    def _keep_what_must_not_go(self, files: Mapping[str, Path], tell: Tell, ask: Ask) -> None:
        """Ask, before anything is embedded, whether the documents may go whose files are gone; else keep them."""
        if self.settings.remove == "yes":
            return
        new = (self._hash(path) for document_id, path in files.items() if document_id not in self.known)
        missing = forget.missing(self.known, files.keys() | set(self.wishes.gone), new)
        if not missing or ask(forget.question(missing, len(self.known), self.settings.corpus)):
            return
        self.report.missing = [i for i in missing if self.rebuild or self._keep(i, forget.GONE)]
        if self.report.missing:
            command = f"{self.settings.sync_command}{' --rebuild' * self.rebuild} --yes"
            about = self.report.missing, len(self.known), self.settings.corpus
            tell(forget.kept(*about, command, self.rebuild))

    def _take_in_files(self, files: Mapping[str, Path]) -> None:
        sizes = {document_id: _size(path) for document_id, path in files.items()}
        with closing(self.wishes.bar(sum(sizes.values()))) as bar:
            changed = dict[str, Path]()
            for document_id, path in files.items():
                if self._is_as_it_was(document_id, path):
                    bar.update(sizes[document_id])
                else:
                    changed[document_id] = path
            self._read(changed, sizes, bar)
            self.copy.write(lambda _: bar.note(self.copy.embedded))

    def _read(self, files: Mapping[str, Path], sizes: Mapping[str, int], bar: Bar) -> None:
        """Read files and take in what they hold; the bar moves on by their sizes, in bytes."""
        with closing(read_documents(files.values(), self.settings.corpus, self.settings.max_file)) as documents:
            for document_id, document in zip(files, documents, strict=False):
                end = bar.n + sizes[document_id]
                if isinstance(document, NotRead):
                    self._not_read(document_id, document)
                else:
                    self._take_in(document, self._progress(bar, document, end))
                bar.update(end - bar.n)

    def _progress(self, bar: Bar, document: Document, end: int) -> Progress:
        """What moves the bar on to `end` while this document's text is written."""
        file_bytes_of_text = (end - bar.n) / len(document.text.encode())

        def progress(written: int) -> None:
            bar.update(min(round(written * file_bytes_of_text), end - bar.n))
            bar.note(self.copy.embedded)

        return progress

    def _is_as_it_was(self, document_id: str, path: Path) -> bool:
        """Whether the file has the bytes that the index holds, or that have harmed their reader: neither is read again.

        Where it cannot be read, who reads it says why.
        """
        file_sha256 = self.hashes[document_id] = self._hash(path)
        old, left_out = self.before.documents.get(document_id), self.before.left_out.get(printable(document_id))
        if not file_sha256:
            return False
        if old and old.file_sha256 == file_sha256 and self.copy.is_complete(old):
            self._relabel(document_id, replace(old, stale=""))
            return True
        if left_out and left_out.file_sha256 == file_sha256:
            self._not_read(document_id, NotRead(path, left_out.reason.removesuffix(KEPT), harmful=True))
            return True
        return False

    def _hash(self, path: Path) -> str:
        return hash_of(path, self.settings.max_file)

    def _check_that_the_folder_is_there(self) -> None:
        try:
            check_folder(self.settings.corpus)
        except CorpusError:
            raise CorpusError(
                f"{self.settings.corpus} went away while it was read. The index is as it was. "
                f"Bring the folder back and run: {self.settings.sync_command}"
            ) from None

    def _not_read(self, document_id: str, error: NotRead) -> None:
        self._check_that_the_folder_is_there()
        if self.rebuild and document_id in self.known and self.settings.remove != "yes":
            raise CorpusError(
                f"{error} A rebuild would lose what the index holds of it, so the index is as it was. "
                f"To rebuild without it: {self.settings.sync_command} --rebuild --yes"
            )
        is_kept = self._keep(document_id, str(error))
        if is_kept:
            self.report.kept.append(document_id)
        self.report.problems.append(f"{error}{KEPT * is_kept}")
        harmful = self.hashes[document_id] if error.harmful else ""
        self.left_out[printable(document_id)] = LeftOut(f"{error.reason}{KEPT * is_kept}", harmful)

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
            self._relabel(document.id, _entry(document, old.passages))
            return
        limit = min(self.settings.passage_tokens, self.embedder.max_tokens - 2)
        pieces = split(document, self.embedder.count_tokens, limit)
        held = sum(entry.passages for entry in self.entries.values())
        if self.wishes.most is not None and held + len(pieces) > self.wishes.most:
            reason = f"has {len(pieces):,} passages; there is room for {max(self.wishes.most - held, 0):,}. Split it."
            self._not_read(document.id, NotRead(self.settings.corpus / document.id, reason))
            return
        self._note(document, old)
        self.entries[document.id] = _entry(document, len(pieces))
        self.copy.add(document, pieces, old, progress)

    def _note(self, document: Document, old: Entry | None) -> None:
        kind = self.report.new if old is None else self.report.changed
        (self.report.repaired if old and old.version == document.version else kind).append(document.id)

    def _commit(self) -> None:
        """The moment the sync takes effect: all is ready beside, then the manifest is replaced."""
        entries = dict(sorted(self.entries.items(), key=lambda item: PurePosixPath(item[0])))
        after = self.before.after(entries, datetime.now(UTC).isoformat(timespec="seconds"), self.left_out)
        lexical = lexical_folder(self.settings.store, after)
        build_lexical(self.copy.collection(), after).save(lexical)
        self.copy.forget_texts(self.copy.before, after)
        self.copy.close()
        self._write(after)
        self.copy.discard_unfinished()
        remove_all_but(after.collection, lexical)
        remove_all_but(after.collection, self.copy.folder, self.copy.finished)  # a question may still be reading there
        if self.rebuild and self.entries:  # an empty folder is no reason to throw away what other settings have made
            remove_other_collections(self.settings.store, after.collection)

    def _write(self, manifest: Manifest) -> None:
        write_manifest(manifest_path(self.settings, manifest.collection), manifest)


def _entry(document: Document, passages: int) -> Entry:
    return Entry(
        version=document.version,
        title=document.title,
        source=document.source,
        metadata=document.metadata,
        passages=passages,
        characters=len(document.text),
        encoding=document.encoding,
        file_sha256=document.file_sha256,
        read_at=datetime.now(UTC).isoformat(timespec="seconds"),
        pages=len(document.pages),
    )


def _size(path: Path) -> int:
    """The file's size in bytes; 0 where it has just gone."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
