"""Every sentence of the passages as a candidate: what speaks for it as an answer, and how much that is in all."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from answer.read.encoder import Encoded, Encoder, word_match
from answer.read.evidence import Question
from answer.read.kinds import kind_fits
from answer.read.quote import Quote
from answer.read.several import asks_for_several, spans_that_answer
from answer.read.span_reader import Span, SpanReader, SpanScores
from answer.read.weigh import Evidence, Weights
from answer.understand.plain import plain_question
from index.embed import Vectors
from index.lexical import terms
from index.passages import Hit, Passage
from index.store import Store

NO_SPAN = -12.0  # the margin of a sentence in which none of the best spans lies
FARTHEST = 20.0  # logits beyond it say no more
ALIKE = 0.8  # cosine of two sentences that say about the same


@dataclass(frozen=True)
class Candidate:
    """A sentence that may answer."""

    quote: Quote
    text: str
    evidence: Evidence
    score: float
    """How well it answers: the weighed evidence."""
    vector: Vectors = field(compare=False, repr=False)
    """Of the sentence: (dimensions,)."""

    def is_like(self, other: "Candidate") -> bool:
        """Whether it says about the same."""
        return float(self.vector @ other.vector) >= ALIKE


@dataclass(frozen=True)
class Known:
    """What is known of a passage, whatever is asked."""

    passage: Passage
    encoded: Encoded
    vector: Vectors
    terms: frozenset[str]
    """Its own, and those of its title and heading."""


class Candidates:
    """Finds them. Without `spans`, the trained reader, by likeness alone. Thread-safe."""

    def __init__(self, encoder: Encoder, store: Store, spans: SpanReader | None, weights: Weights) -> None:
        self._encoder, self._store, self._spans, self._weights = encoder, store, spans, weights

    def known(self, hits: Sequence[Hit]) -> list[Known]:
        """What is known of the hits' passages: to be had once, whatever is asked of them."""
        passages = [hit.passage for hit in hits]
        vectors = [meaning.whole for meaning in self._store.meanings([p.id for p in passages])]
        titles = [self._store.entry(p.document_id).title for p in passages]
        return [
            Known(p, self._encoder.passage(p), vector, frozenset(terms(p.in_context)) | frozenset(terms(title)))
            for p, vector, title in zip(passages, vectors, titles, strict=True)
        ]

    def find(self, question: str, known: Sequence[Known]) -> list[Candidate]:
        """All sentences of the passages, best first."""
        several = asks_for_several(question)
        question = plain_question(question)
        asked = Question(question, self._store.lexical)
        encoded = self._encoder.question(question)
        texts = [k.passage.text for k in known]
        scores = self._spans.score(question, texts) if self._spans else [None] * len(texts)
        found = [
            c
            for k, spans in zip(known, scores, strict=True)
            for c in self._read_passage(asked, encoded, k, spans, several)
        ]
        return sorted(found, key=lambda c: -c.score)

    def _read_passage(
        self, asked: Question, question: Encoded, known: Known, scores: SpanScores | None, several: bool
    ) -> list[Candidate]:
        passage, encoded, whole = known.passage, known.encoded, known.terms
        passage_cosine = float(known.vector @ question.sentences[0])
        candidates = []
        for (a, b), vector, words in zip(encoded.spans, encoded.sentences, encoded.words, strict=True):
            text = passage.text[a:b]
            within = _spans_within(scores, a, b)
            evidence = Evidence(
                words=word_match(question.words[0], words),
                sentence=float(vector @ question.sentences[0]),
                passage=passage_cosine,
                coverage=asked.coverage(frozenset(terms(text))),
                passage_coverage=asked.coverage(whole),
                kind=kind_fits(asked.text, text),
                missing_names=asked.missing_names(whole),
                span=_tenth(within[0].margin if within else NO_SPAN),
                answerable=_tenth(scores.answerable if scores else 0.0),
            )
            answering = [(passage.start + s.start, passage.start + s.end) for s in spans_that_answer(within, several)]
            emphasis = tuple(span for span in answering if _says_something(passage, span))
            quote = Quote(passage.document_id, passage.start + a, passage.start + b, passage, emphasis)
            candidates.append(Candidate(quote, text, evidence, self._weights.score(evidence), vector))
        return candidates


def _spans_within(scores: SpanScores | None, start: int, end: int) -> list[Span]:
    """The best spans that lie within a sentence of the passage, best first."""
    return [s for s in scores.spans if start <= s.start and s.end <= end] if scores else []


def _says_something(passage: Passage, span: tuple[int, int]) -> bool:
    """Whether there is a word in it: the reader may point at a full stop."""
    return any(c.isalnum() for c in passage.text[span[0] - passage.start : span[1] - passage.start])


def _tenth(logit: float) -> float:
    return max(-FARTHEST, min(FARTHEST, logit)) / 10
