"""Every sentence of the passages as a candidate: its features beside the question, and its score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from answer.read.encoder import EncodedText, Encoder, word_match
from answer.read.quote import Quote
from answer.read.ranking import Features, Ranking
from answer.read.span_reader import AnswerSpan, PassageScores, SpanReader
from index.embed import Vectors
from index.lexical import LexicalIndex, terms
from index.passages import Hit, Passage
from index.store import Store

NO_SPAN = -12.0  # the margin of a sentence in which none of the best spans lies
FARTHEST = 20.0  # logits beyond it say no more
ALIKE = 0.8  # cosine of two sentences that say about the same
UNUSED = 0.5  # what a word counts that the corpus never uses: it may just be the asker's own wording


@dataclass(frozen=True)
class Candidate:
    """A sentence that may answer."""

    quote: Quote
    text: str
    features: Features
    score: float
    """How well it answers: the weighed features."""
    vector: Vectors = field(compare=False, repr=False)
    """Of the sentence: (dimensions,)."""

    def is_like(self, other: "Candidate") -> bool:
        """Whether it says about the same."""
        return float(self.vector @ other.vector) >= ALIKE


@dataclass(frozen=True)
class EncodedPassage:
    """What is known of a passage, whatever is asked."""

    passage: Passage
    encoded: EncodedText
    vector: Vectors
    terms: frozenset[str]
    """Its own, and those of its title and heading."""


class Candidates:
    """Finds them. Without `spans`, the trained reader, by likeness alone. Thread-safe."""

    def __init__(self, encoder: Encoder, store: Store, spans: SpanReader | None) -> None:
        self._encoder, self._store, self._spans = encoder, store, spans

    def find(self, question: str, hits: Sequence[Hit], ranking: Ranking) -> list[Candidate]:
        """All sentences of the hits' passages, best first."""
        passages = self._encoded(hits)
        asked, wanted = self._encoder.question(question), term_weights(question, self._store.lexical)
        texts = [known.passage.text for known in passages]
        scores = self._spans.score(question, texts) if self._spans else [None] * len(texts)
        found = [
            candidate
            for known, read in zip(passages, scores, strict=True)
            for candidate in _sentences(known, asked, coverage(wanted, known.terms), read, ranking)
        ]
        return sorted(found, key=lambda c: -c.score)

    def _encoded(self, hits: Sequence[Hit]) -> list[EncodedPassage]:
        passages = [hit.passage for hit in hits]
        vectors = [meaning.whole for meaning in self._store.meanings([p.id for p in passages])]
        titles = [self._store.entry(p.document_id).title for p in passages]
        return [
            EncodedPassage(
                p, self._encoder.passage(p), vector, frozenset(terms(p.in_context)) | frozenset(terms(title))
            )
            for p, vector, title in zip(passages, vectors, titles, strict=True)
        ]


def term_weights(question: str, lexical: LexicalIndex) -> dict[str, float]:
    """The question's content terms, each with how telling it is: rare in the corpus."""
    return {t: lexical.idf(t) * (1.0 if lexical.document_frequency(t) else UNUSED) for t in terms(question)}


def coverage(wanted: Mapping[str, float], held: frozenset[str]) -> float:
    """The share, by weight, of the wanted terms that a text holds: 0 to 1; 0 where none is wanted."""
    total = sum(wanted.values())
    return sum(weight for term, weight in wanted.items() if term in held) / total if total else 0.0


def _sentences(
    known: EncodedPassage, asked: EncodedText, covered: float, scores: PassageScores | None, ranking: Ranking
) -> list[Candidate]:
    passage, encoded = known.passage, known.encoded
    alike = float(known.vector @ asked.sentences[0])
    candidates = []
    for (a, b), vector, words in zip(encoded.spans, encoded.sentences, encoded.words, strict=True):
        within = tuple(s for s in scores.spans if a <= s.start and s.end <= b) if scores else ()
        features = Features(
            words=word_match(asked.words[0], words),
            sentence=float(vector @ asked.sentences[0]),
            passage=alike,
            coverage=covered,
            span=_tenth(within[0].margin if within else NO_SPAN),
            answerable=_tenth(scores.answerable if scores else 0.0),
        )
        quote = Quote(passage.document_id, passage.start + a, passage.start + b, passage, _emphasis(passage, within))
        candidates.append(Candidate(quote, passage.text[a:b], features, ranking.score(features), vector))
    return candidates


def _emphasis(passage: Passage, within: Sequence[AnswerSpan]) -> tuple[tuple[int, int], ...]:
    """The best span, in characters of the document, if there is a word in it: the reader may point at a full stop."""
    best = [s for s in within[:1] if any(c.isalnum() for c in passage.text[s.start : s.end])]
    return tuple((passage.start + s.start, passage.start + s.end) for s in best)


def _tenth(logit: float) -> float:
    return max(-FARTHEST, min(FARTHEST, logit)) / 10
