"""The one place where benchmarks touch the reader: question and passages → the answer's text, and how sure."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from answer.read.quote import Quote
from answer.read.reader import Reader
from answer.read.span_reader import find_reader
from eval.bench.corpus import IndexedTexts
from index.passages import Hit

Rerank = Callable[[str, Sequence[Hit]], list[Hit]]
"""A question and its hits → the hits in the reader's own order, best first."""


RERANKED = 10


class ReaderAnswer(NamedTuple):
    """What the reader found."""

    text: str
    """Its answer in the document's words, however unsure it is; "" where it has none at all."""
    confidence: float
    shown: bool
    """Whether the chat would show it: the confidence reaches the threshold in use."""


class BenchReader:
    """The chat's reader over one corpus, with the chat's threshold."""

    def __init__(self, corpus: IndexedTexts) -> None:
        spans, _ = find_reader(corpus.settings)
        self._reader = Reader(corpus.embedder, corpus.store, spans, corpus.settings.caution)

    def read(self, question: str, hits: Sequence[Hit]) -> ReaderAnswer:
        """The reader's answer to a question from these hits alone."""
        reading = self._reader.read(question, hits)
        text = self._words(reading.best) if reading.best else ""
        return ReaderAnswer(text, reading.confidence, bool(text) and reading.answers)

    def rerank(self, question: str, hits: Sequence[Hit]) -> list[Hit]:
        """The reader's order of the first hits, as many as the chat reads, for the row "hybrid + reader"."""
        return [*self._reader.read(question, hits[:RERANKED]).hits, *hits[RERANKED:]]

    @staticmethod
    def _words(quote: Quote) -> str:
        """The very words that answer, where the reader found them; else the quote's."""
        spans = quote.emphasis or (quote.unit.own,)
        return " ".join(quote.form.text[a:b] for a, b in spans)
