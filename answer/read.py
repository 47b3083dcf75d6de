"""Offline: the reader picks the sentences of the passages that answer the question.

The seam is `Reader.read`: question and hits → quotes with a confidence. Each sentence is weighed by what the
trained reader finds in it (answer/span.py) and by its likeness to the question (answer/weigh.py).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer.encode import Encoded, Encoder, word_match
from answer.evidence import Question
from answer.kinds import kind_fits
from answer.quote import Quote, in_reading_order, with_lead
from answer.silence import is_silent
from answer.span import Span, SpanReader, SpanScores
from answer.weigh import WEIGHTS, Evidence, Way
from index.embed import OnnxEmbedding
from index.lexical import terms
from index.passages import Hit, Passage
from index.store import Store

_SEVERAL = re.compile(
    r"\b(?:list|all (?:the|of)|every|everything|enumerate|name (?:the|some|all|two|three)"
    r"|(?:what|which) (?:\w+ )?(?:countries|organi[sz]ations|people|ministers|places|reasons|measures|areas|things"
    r"|steps|ways|sources|names)"
    r"|(?:what|which) are the)\b",
    re.IGNORECASE,
)

NO_SPAN = -12.0  # the margin of a sentence in which none of the best spans lies
FARTHEST = 20.0  # logits beyond it say no more
MARGIN = 0.05  # a further sentence is shown where it scores this close to the best
OTHER_DOCUMENT = 0.4  # the same, where it is another document that answers, too
MOST_SENTENCES = 3
WIDE_MARGIN = 0.7  # the same, where several things are asked for
MOST_OF_SEVERAL = 4
NEAREST = 3


@dataclass(frozen=True)
class Candidate:
    """A sentence that may answer."""

    quote: Quote
    text: str
    evidence: Evidence
    score: float
    """How well it answers: the weighed evidence."""


@dataclass(frozen=True)
class Reading:
    """The quotes that answer, in reading order, and how sure the reader is of them (0 to 1)."""

    quotes: tuple[Quote, ...]
    confidence: float
    best: Quote | None = None
    """The one sentence that answers best, by itself."""
    nearest: tuple[Quote, ...] = ()
    """The best sentence of each of the best passages, best first: what to show where it is unsure."""
    hits: tuple[Hit, ...] = ()
    """The passages that were read, in the order of their best sentences."""


class Reader:
    """Reads passages sentence by sentence: without `spans`, the trained reader, by likeness alone. Thread-safe."""

    def __init__(
        self, embedder: OnnxEmbedding, store: Store, spans: SpanReader | None = None, way: Way = "both"
    ) -> None:
        self._embedder, self._store, self._spans = embedder, store, spans
        self.encoder = Encoder(embedder)
        self.weights = WEIGHTS[way if spans or way == "nearest" else "likeness"]

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        """The few sentences of the hits that answer the question."""
        ranked = _without_repeats(self.candidates(question, hits))
        if not ranked:
            return Reading((), 0.0, hits=tuple(hits))
        best = ranked[0]
        several = _SEVERAL.search(question) is not None
        margin, most = (WIDE_MARGIN, MOST_OF_SEVERAL) if several else (MARGIN, MOST_SENTENCES)
        close = [c for c in ranked[:most] if c.score >= best.score - margin]
        close += _second_opinion(ranked, close)
        quotes = [self._understandable(c) for c in close]
        nearest = [self._understandable(c) for c in _best_of_passages(ranked)[:NEAREST]]
        sure = 0.0 if self.is_silent(question, hits) else self.weights.probability([c.evidence for c in ranked])
        order = _in_order_of_sentences(hits, ranked)
        return Reading(tuple(in_reading_order(quotes)), sure, best.quote, tuple(nearest), order)

    def _understandable(self, candidate: Candidate) -> Quote:
        return with_lead(self._store.document(candidate.quote.document_id).text, candidate.quote)

    def is_silent(self, question: str, hits: Sequence[Hit]) -> bool:
        """Whether the hits never speak of what the question names."""
        return is_silent(question, hits, self.encoder)

    def candidates(self, question: str, hits: Sequence[Hit]) -> list[Candidate]:
        """All sentences of the hits with their evidence, best first."""
        asked = Question(question, self._store.lexical)
        encoded = self.encoder.question(question)
        scores = self._spans.score(question, [hit.passage.text for hit in hits]) if self._spans else [None] * len(hits)
        found = [
            candidate
            for hit, spans in zip(hits, scores, strict=True)
            for candidate in self._read_passage(asked, encoded, hit.passage, spans)
        ]
        return sorted(found, key=lambda c: -c.score)

    def _read_passage(
        self, asked: Question, question: Encoded, passage: Passage, scores: SpanScores | None
    ) -> list[Candidate]:
        encoded = self.encoder.passage(passage)
        title = self._store.entry(passage.document_id).title
        whole = frozenset(terms(passage.text)) | frozenset(terms(title))
        passage_cosine = float(self._store.vectors([passage.id])[0] @ question.sentences[0])
        candidates = []
        for (a, b), vector, words in zip(encoded.spans, encoded.sentences, encoded.words, strict=True):
            text = passage.text[a:b]
            span = _best_span(scores, a, b)
            evidence = Evidence(
                words=word_match(question.words[0], words),
                sentence=float(vector @ question.sentences[0]),
                passage=passage_cosine,
                coverage=asked.coverage(frozenset(terms(text))),
                passage_coverage=asked.coverage(whole),
                kind=kind_fits(asked.text, text),
                missing_names=asked.missing_names(whole),
                span=_tenth(span.margin if span else NO_SPAN),
                answerable=_tenth(scores.answerable if scores else 0.0),
            )
            emphasis = ((passage.start + span.start, passage.start + span.end),) if span else ()
            quote = Quote(passage.document_id, passage.start + a, passage.start + b, passage, emphasis)
            candidates.append(Candidate(quote, text, evidence, self.weights.score(evidence)))
        return candidates


def _second_opinion(ranked: Sequence[Candidate], shown: Sequence[Candidate]) -> list[Candidate]:
    """The best sentence of another document, where it answers about as well: documents may disagree."""
    first = shown[0].quote.document_id
    others = [c for c in ranked if c.quote.document_id != first and c.score >= shown[0].score - OTHER_DOCUMENT]
    return [c for c in others[:1] if c not in shown]


def _best_of_passages(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Each passage's best sentence, best first."""
    best = {c.quote.passage.id: c for c in reversed(ranked)}
    return sorted(best.values(), key=lambda c: -c.score)


def _in_order_of_sentences(hits: Sequence[Hit], ranked: Sequence[Candidate]) -> tuple[Hit, ...]:
    """The hits by their best sentences; those without any stay behind, as they were."""
    place = {c.quote.passage.id: n for n, c in reversed(list(enumerate(ranked)))}
    return tuple(sorted(hits, key=lambda hit: place.get(hit.passage.id, len(ranked))))


def _best_span(scores: SpanScores | None, start: int, end: int) -> Span | None:
    """The best span that lies within a sentence of the passage."""
    within = [s for s in scores.spans if start <= s.start and s.end <= end] if scores else []
    return within[0] if within else None


def _tenth(logit: float) -> float:
    return max(-FARTHEST, min(FARTHEST, logit)) / 10


def _without_repeats(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Each sentence once, from where it stands best: copies of a document say nothing more."""
    return list({" ".join(c.text.split()): c for c in reversed(ranked)}.values())[::-1]
