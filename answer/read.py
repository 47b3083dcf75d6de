"""Offline: the reader picks the sentences of the passages that answer the question.

The seam is `Reader.read`: question and hits → quotes with a confidence. This one weighs what
`evidence.py` measures by a logistic model whose weights were fitted on the development half of the
question set (`python -m eval fit`).
"""

import math
import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from answer.cite import Quote
from answer.evidence import Question
from index.embed import OnnxEmbedding, Vectors
from index.lexical import terms
from index.passages import Hit, Passage
from index.sentences import sentence_spans, trim
from index.store import Store

PASSAGES_KEPT = 2000  # passages whose sentence vectors stay in memory (about 10 kB each)

_LEANS_ON_WHAT_CAME_BEFORE = re.compile(
    r"^[\"“'‘(]*(?:(?:But|And|Yet|Also|Thus|Moreover|However|Similarly|Equally|Furthermore|Nevertheless|Therefore),? )?"
    r"(?:He|She|It|They|His|Her|Its|Their|This|These|Those|Such|That|Both|Neither|The latter|The former)\b"
    r"(?! (?:is|was) (?:clear|not by chance|true|likely|possible|necessary|important)\b)",
)
_OPENS_WITH_A_SUBORDINATE = re.compile(r"^(?:Although|Though|While|If|When|As|Since|Because|After|Before) (?:he|she|it|they)\b")
LONGEST_LEAD = 2  # sentences that a leaning one may bring along


@dataclass(frozen=True)
class Candidate:
    """A sentence that may answer, with what speaks for it."""

    quote: Quote
    text: str
    features: tuple[float, ...]
    """Cosine to the sentence, to the passage; term coverage of sentence, of passage; kind; missing names."""

    @property
    def score(self) -> float:
        """How well it answers, for ranking sentences: a weighted sum of the features."""
        return sum(w * f for w, f in zip(RANK_WEIGHTS, self.features, strict=True))


RANK_WEIGHTS = (1.0, 0.35, 0.6, 0.1, 0.25, -0.1)
CONFIDENCE_WEIGHTS = (6.0, 2.0, 2.0, 2.0, 1.0, -2.0)
CONFIDENCE_BIAS = -5.0
THRESHOLD = 0.5
MARGIN = 0.12  # a further sentence is shown where it scores this close to the best
MOST_SENTENCES = 3


@dataclass(frozen=True)
class Reading:
    """The quotes that answer, in reading order, and how sure the reader is of them (0 to 1)."""

    quotes: tuple[Quote, ...]
    confidence: float


class Reader:
    """Reads passages sentence by sentence. Thread-safe."""

    def __init__(self, embedder: OnnxEmbedding, store: Store) -> None:
        self._embedder, self._store = embedder, store
        self._kept: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, question: str, vector: Vectors, hits: Sequence[Hit]) -> Reading:
        """The few sentences of the hits that answer the question; `vector` is its embedding."""
        ranked = self.candidates(question, vector, hits)
        if not ranked:
            return Reading((), 0.0)
        best = ranked[0]
        close = [c for c in ranked[:MOST_SENTENCES] if c.score >= best.score - MARGIN]
        quotes = [self._with_its_lead(c.quote) for c in close]
        return Reading(tuple(in_reading_order(quotes)), confidence(best))

    def candidates(self, question: str, vector: Vectors, hits: Sequence[Hit]) -> list[Candidate]:
        """All sentences of the hits with their features, best first."""
        asked = Question(question, self._store.lexical, self._embedder.rank_of_word)
        found = [c for hit in hits for c in self._read_passage(asked, vector, hit.passage)]
        return sorted(found, key=lambda c: -c.score)

    def _read_passage(self, asked: Question, vector: Vectors, passage: Passage) -> list[Candidate]:
        spans = [trim(passage.text, span) for span in sentence_spans(passage.text)]
        spans = [(a, b) for a, b in spans if a < b]
        vectors = self._sentence_vectors(passage, [passage.text[a:b] for a, b in spans])
        whole = frozenset(terms(passage.text)) | frozenset(terms(self._store.entry(passage.document_id).title))
        passage_cosine = float(self._store.vectors([passage.id])[0] @ vector)
        candidates = []
        for (a, b), sentence_vector in zip(spans, vectors, strict=True):
            text = passage.text[a:b]
            held = frozenset(terms(text))
            features = (
                float(sentence_vector @ vector),
                passage_cosine,
                asked.coverage(held),
                asked.coverage(whole),
                asked.kind_fits(text),
                asked.missing_names(whole),
            )
            quote = Quote(passage.document_id, passage.start + a, passage.start + b, passage)
            candidates.append(Candidate(quote, text, features))
        return candidates

    def _sentence_vectors(self, passage: Passage, sentences: list[str]) -> Vectors:
        """The sentences' vectors, from memory where the passage was read before."""
        with self._lock:
            if passage.id in self._kept:
                self._kept.move_to_end(passage.id)
                return self._kept[passage.id]
        vectors = self._embedder.embed_passages(sentences) if sentences else np.zeros((0, 0), np.float32)
        with self._lock:
            self._kept[passage.id] = vectors
            while len(self._kept) > PASSAGES_KEPT:
                self._kept.popitem(last=False)
        return vectors

    def _with_its_lead(self, quote: Quote) -> Quote:
        """The quote, begun earlier where its sentence leans on the ones before ("They also agreed…")."""
        text = self._store.document(quote.document_id).text
        start = quote.start
        for _ in range(LONGEST_LEAD):
            if not leans(text[start : quote.end]):
                break
            lead = _sentence_before(text, start)
            if lead is None:
                break
            start = lead
        return replace(quote, start=start)


def leans(sentence: str) -> bool:
    """Whether a sentence opens with something that only the sentence before it explains."""
    return bool(_LEANS_ON_WHAT_CAME_BEFORE.match(sentence) or _OPENS_WITH_A_SUBORDINATE.match(sentence))


def confidence(best: Candidate) -> float:
    """The probability that the best sentence answers: the logistic function of its weighed features."""
    z = CONFIDENCE_BIAS + sum(w * f for w, f in zip(CONFIDENCE_WEIGHTS, best.features, strict=True))
    return 1 / (1 + math.exp(-z))


def in_reading_order(quotes: Sequence[Quote]) -> list[Quote]:
    """Quotes in the order of the best document first, then of the text; one inside another is dropped."""
    documents = list(dict.fromkeys(q.document_id for q in quotes))
    ordered = sorted(quotes, key=lambda q: (documents.index(q.document_id), q.start, -q.end))
    kept: list[Quote] = []
    for quote in ordered:
        last = kept[-1] if kept else None
        if last and last.document_id == quote.document_id and quote.start < last.end:
            kept[-1] = replace(last, end=max(last.end, quote.end))
        else:
            kept.append(quote)
    return kept


def _sentence_before(text: str, start: int) -> int | None:
    """Where the sentence before `start` begins, within the same paragraph; None at its beginning."""
    paragraph = text.rfind("\n\n", 0, start)
    paragraph = 0 if paragraph < 0 else paragraph + 2
    before = [trim(text, (paragraph + a, paragraph + b)) for a, b in sentence_spans(text[paragraph:start])]
    before = [(a, b) for a, b in before if a < b]
    return before[-1][0] if before else None
