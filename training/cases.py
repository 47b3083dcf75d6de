"""A question with the evidence for every sentence that was read, and which sentences are right."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from answer.read.candidates import Candidate
from answer.read.reader import Reader
from answer.read.span_reader import SpanReader
from answer.read.weigh import Evidence
from eval.mutate.corpus import WorkingCorpus
from index.embed import load_embedder
from index.passages import Hit
from index.search import HybridRetriever
from settings import Settings

Numbers = npt.NDArray[np.float64]
Texts = Mapping[str, str]
"""Document id → its text."""


@dataclass(frozen=True)
class Case:
    """A question with the evidence for every sentence that was read."""

    evidence: Numbers
    """(sentences, evidence)."""
    right: npt.NDArray[np.bool_]
    """(sentences,): which hold the answer; none where it is unanswerable."""
    answerable: bool


class Asks:
    """What the chat's reader finds in documents that may change."""

    def __init__(self, settings: Settings, spans: SpanReader, corpus: WorkingCorpus) -> None:
        self._corpus, self._store = corpus, corpus.assistant().store
        embedder = load_embedder(settings)
        self._retriever = HybridRetriever(self._store, embedder, settings.top_k)
        self._reader = Reader(embedder, self._store, spans)

    def change(self, texts: Texts) -> None:
        """From now on these documents read otherwise, and all others as they did at first."""
        self._corpus.assistant(changed=texts)
        self._store.refresh()

    def candidates(self, question: str) -> list[Candidate]:
        """The sentences that were read; none where the question is refused without any weighing."""
        return self._read(question, self._retriever.search(question))

    def candidates_in(self, document_id: str, question: str) -> list[Candidate]:
        """The same, of one document alone."""
        passages = self._store.passages(self._store.passage_ids(document_id))
        return self._read(question, [Hit(passage, 1 / n, n, n) for n, passage in enumerate(passages, 1)])

    def _read(self, question: str, hits: Sequence[Hit]) -> list[Candidate]:
        silent = self._reader.is_silent(question, hits)
        return [] if silent else self._reader.candidates(question, hits)


@contextmanager
def asking(settings: Settings, spans: SpanReader, texts: Texts) -> Iterator[Asks]:
    """The reader over these documents, in a folder that is removed at the end."""
    with WorkingCorpus(settings, texts, tell=lambda line: print(line, file=sys.stderr)) as corpus:
        yield Asks(settings, spans, corpus)


def case(candidates: Sequence[Candidate], right: Sequence[bool], answerable: bool) -> Case:
    """The candidates as numbers."""
    evidence = np.array([c.evidence for c in candidates], dtype=np.float64).reshape(-1, len(Evidence._fields))
    return Case(evidence, np.array(right, dtype=np.bool_), answerable)


def unanswerable(candidates: Sequence[Candidate]) -> Case:
    """A case in which no sentence is right."""
    return case(candidates, [False] * len(candidates), False)
