"""The one place where benchmarks touch the reader: question and passages → the answer's text, and how sure."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from answer.quote import Quote
from answer.read import THRESHOLD, Reader
from eval.bench.corpus import Corpus
from index.passages import Hit

Rerank = Callable[[str, Sequence[Hit]], list[Hit]]
"""A question and its hits → the hits in the reader's own order, best first."""


class Found(NamedTuple):
    """What the reader found."""

    text: str
    """Its answer in the document's words, however unsure it is; "" where it has none at all."""
    confidence: float
    shown: bool
    """Whether the chat would show it: the confidence reaches the threshold in use."""


class Reads:
    """The chat's reader over one corpus, with the chat's threshold."""

    threshold = THRESHOLD

    def __init__(self, corpus: Corpus) -> None:
        self._store = corpus.store
        self._reader = Reader(corpus.embedder, corpus.store)

    def read(self, question: str, hits: Sequence[Hit]) -> Found:
        """The reader's answer to a question from these hits alone."""
        reading = self._reader.read(question, hits)
        text = " ".join(self._words(quote) for quote in reading.quotes)
        return Found(text, reading.confidence, bool(text) and reading.confidence >= self.threshold)

    def rerank(self) -> Rerank | None:
        """The reader's order of hits, for the row "hybrid + reader"; None: today's reader scores sentences only."""
        return None

    def _words(self, quote: Quote) -> str:
        """The quote's words; a reader that finds the span within it gives the span's instead."""
        return " ".join(self._store.document(quote.document_id).text[quote.start : quote.end].split())
