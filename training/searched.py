"""Texts indexed as the chat would index them, in a folder that is removed; a question → the sentences that are read."""

import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from answer.read.candidates import Candidate
from answer.read.reader import Reader
from answer.read.span_reader import SpanReader
from index.embed import load_embedder
from index.model import ensure_export
from index.passages import Hit
from index.search import HybridRetriever
from index.store import Store
from index.sync import sync
from settings import Settings
from training.lessons.texts import ReadText, texts_of_units


class FoundText(NamedTuple):
    """A text that the reader is given for a question."""

    document_id: str
    likeness: float
    """Its passage's cosine to the question."""
    read: ReadText


class Searched:
    """The chat's search and reader over some documents."""

    def __init__(self, settings: Settings, spans: SpanReader) -> None:
        embedder = load_embedder(settings)
        self._store, self._embedder = Store(settings, embedder.fingerprint), embedder
        self._retriever = HybridRetriever(self._store, embedder, settings.top_k)
        self._reader = Reader(embedder, self._store, spans)

    def found(self, question: str) -> list[FoundText]:
        """The texts of the passages that the search finds, best first."""
        vector = self._embedder.embed_query(question)
        hits = self._retriever.search(question)
        meanings = self._store.meanings([hit.passage.id for hit in hits])
        return [
            FoundText(hit.passage.document_id, meaning.likeness(vector), text)
            for hit, meaning in zip(hits, meanings, strict=True)
            for text in texts_of_units(self._store.units(hit.passage), self._store.entry(hit.passage.document_id).title)
        ]

    def candidates(self, question: str) -> list[Candidate]:
        """The sentences that are read, best first."""
        return self._reader.candidates(question, self._retriever.search(question))

    def candidates_in(self, document_id: str, question: str) -> list[Candidate]:
        """The same, of one document alone."""
        passages = self._store.passages(self._store.passage_ids(document_id))
        hits = [Hit(passage, 1 / n, n, n) for n, passage in enumerate(passages, 1)]
        return self._reader.candidates(question, hits)

    def close(self) -> None:
        """Let go of the files."""
        self._store.close()


@contextmanager
def searched(settings: Settings, spans: SpanReader, texts: Mapping[str, str]) -> Iterator[Searched]:
    """These documents, by their ids."""
    models = ensure_export(settings, _tell).parent.resolve()
    with tempfile.TemporaryDirectory(prefix="footnote-training-") as folder:
        corpus, data = Path(folder, "corpus"), Path(folder, "data")
        for document_id, text in texts.items():
            (corpus / document_id).parent.mkdir(parents=True, exist_ok=True)
            (corpus / document_id).write_text(text, encoding="utf-8", newline="\n")
        data.mkdir()
        (data / "models").symlink_to(models, target_is_directory=True)
        own = settings.model_copy(update={"corpus": corpus, "data": data})
        sync(own, tell=_tell)
        found = Searched(own, spans)
        try:
            yield found
        finally:
            found.close()


def _tell(line: str) -> None:
    print(line, file=sys.stderr)
