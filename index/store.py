"""The store as a reader sees it: the passages of the last finished sync, and nothing else."""

import threading
from collections import OrderedDict
from pathlib import Path

from index.collection import PAGE, Collection, Row, where_document
from index.documents.document import Content, Document
from index.embed import Vectors
from index.errors import StoreError
from index.lexical import TERMS, LexicalIndex
from index.manifest import Entry, Manifest, collection_name, manifest_path, read_manifest
from index.meaning import Meaning
from index.passages import Passage, passage_id
from index.shelf import Word
from index.texts import Texts
from index.units import Unit, units
from settings import Settings

DOCUMENTS_KEPT = 32  # whole texts in memory at once


class Store:
    """Passages, whole documents and both searches, as of the last finished sync.

    Every sync leaves a collection of its own, so `refresh` looks at the manifest (one `stat`) and opens
    the new one where a sync has finished since; the one before stays until the next. Thread-safe.
    """

    def __init__(self, settings: Settings, fingerprint: str) -> None:
        name = collection_name(fingerprint, settings)
        self._corpus, self._folder = settings.corpus, settings.store
        self._command, self._advice = settings.sync_command, f"Run: {settings.sync_command}"
        self._path = manifest_path(settings, name)
        self._texts = Texts(texts_path(settings.store, name), settings.sync_command)
        self._lock = threading.RLock()
        self._documents: OrderedDict[str, Document] = OrderedDict()
        self._collection: Collection | None = None
        self._stamp: tuple[int, int] = (0, 0)
        self.refresh()

    manifest: Manifest
    lexical: LexicalIndex

    def refresh(self) -> bool:
        """Follow a sync that has finished since; True where there was one. StoreError without any."""
        with self._lock:
            try:
                status = self._path.stat()
            except OSError:
                raise StoreError(f"There is no index of {self._corpus} yet. {self._advice}") from None
            stamp = (status.st_mtime_ns, status.st_ino)
            if stamp == self._stamp:
                return False
            self._open()
            self._stamp = stamp
            return True

    def _open(self) -> None:
        manifest = read_manifest(self._path)
        if manifest is None:
            raise StoreError(f"{self._path} is damaged. {self._advice} --rebuild")
        self.close()
        folder = chroma_folder(self._folder, manifest)
        if not folder.is_dir():
            raise StoreError(f"The index in {self._folder} is gone. {self._advice} --rebuild")
        self._collection = Collection(folder, manifest.collection, command=self._command)
        self.manifest = manifest
        self._documents.clear()
        self.lexical = LexicalIndex.load(lexical_folder(self._folder, manifest)) or self._rebuild_lexical()

    def close(self) -> None:
        """Let go of the files; they are opened again where something is asked."""
        with self._lock:
            if self._collection is not None:
                self._collection.close()
                self._collection = None
            self._texts.close()
            self._stamp = (0, 0)

    @property
    def collection(self) -> Collection:
        if self._collection is None:
            self.refresh()
        assert self._collection is not None
        return self._collection

    def held(self) -> tuple[Manifest, LexicalIndex]:
        """The documents and the search by words, both of the same sync."""
        with self._lock:
            return self.manifest, self.lexical

    def nearest(self, vector: Vectors, k: int, only: frozenset[str] | None = None) -> list[tuple[Passage, float]]:
        """The k living passages nearest to a vector, with their cosine similarity, nearest first; `only`: those of
        these documents."""
        wanted = k + 4
        with self._lock:
            where = where_document(only, self.manifest.documents) if only is not None else None
            while True:
                rows = self.collection.query(vector, wanted, where)
                found = [(row.passage, score) for row, score in rows if self._is_alive(row)]
                found = [hit for hit in found if only is None or hit[0].document_id in only]
                if len(found) >= k or len(rows) < wanted or wanted >= 4096 or wanted > self.collection.count():
                    return found[:k]
                wanted *= 4  # leftovers of a sync, or what is not asked, stood in the way

    def passages(self, ids: list[str]) -> list[Passage]:
        """The living passages of these ids, in the order of the ids."""
        with self._lock:
            return [row.passage for row in self.collection.get(ids) if self._is_alive(row)]

    def meanings(self, ids: list[str]) -> list[Meaning]:
        """The vectors of these passages, which must exist, and of their sentences."""
        with self._lock:
            return self.collection.meanings(ids)

    def entry(self, document_id: str) -> Entry:
        """What is known of a document; StoreError where there is none of that id."""
        if document_id not in self.manifest.documents:
            raise StoreError(f"The index holds no document {document_id!r}. {self._advice}")
        return self.manifest.documents[document_id]

    def passage_ids(self, document_id: str) -> list[str]:
        """The ids of a document's passages, in reading order."""
        return passage_ids(self.entry(document_id))

    def document(self, document_id: str) -> Document:
        """The whole document."""
        with self._lock:
            if document_id in self._documents:
                self._documents.move_to_end(document_id)
                return self._documents[document_id]
            entry = self.entry(document_id)
            read = self._texts.find(entry.version) or Content("", ())
            about = document_id, entry.title, read.text, entry.source, entry.metadata
            document = Document(*about, read.blocks, read.pages)
            if document.version != entry.version:
                raise StoreError(f"The index lacks parts of {document_id}. {self._advice}")
            self._documents[document_id] = document
            while len(self._documents) > DOCUMENTS_KEPT:
                self._documents.popitem(last=False)
            return document

    def units(self, passage: Passage) -> list[Unit]:
        """The units of a passage, in order; StoreError where its document is another now."""
        document = self.document(passage.document_id)
        if document.text[passage.start : passage.end] != passage.text:
            raise StoreError(f"{passage.document_id} changed while it was read. Ask again.")
        return units(document, passage.start, passage.end)

    def words_of(self, document_id: str, page: int) -> list[Word]:
        """Where the words of a document's page (from 0) stand, as `Page.words` has them."""
        return self._texts.words(self.entry(document_id).version, page)

    def _is_alive(self, row: Row) -> bool:
        return self.manifest.is_alive(row.passage.document_id, row.version)

    def _rebuild_lexical(self) -> LexicalIndex:
        return build_lexical(self.collection, self.manifest)


def passage_ids(entry: Entry) -> list[str]:
    """The ids of a document's passages, in reading order."""
    return [passage_id(entry.version, n) for n in range(entry.passages)]


def build_lexical(collection: Collection, manifest: Manifest) -> LexicalIndex:
    """BM25 over all living passages, read from the collection a page at a time."""
    ids = [row_id for entry in manifest.documents.values() for row_id in passage_ids(entry)]
    pages = (collection.get(ids[at : at + PAGE]) for at in range(0, len(ids), PAGE))
    return LexicalIndex.build((row.passage.id, row.passage.in_context) for page in pages for row in page)


def chroma_folder(store: Path, manifest: Manifest) -> Path:
    """Chroma's folder, one for each finished sync: a sync works on a copy, so that nothing can harm what is read."""
    return store / "chroma" / f"{manifest.collection}-{manifest.generation}"


def lexical_folder(store: Path, manifest: Manifest) -> Path:
    """BM25's folder, one for each finished sync, so that nobody reads what is being written."""
    return store / "bm25" / f"{manifest.collection}-{manifest.generation}-{TERMS}"


def texts_path(store: Path, collection: str) -> Path:
    """The file of the documents' texts, one for all syncs of a collection."""
    return store / f"{collection}.documents"
