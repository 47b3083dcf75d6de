"""Every unit of the passages as a candidate: its features beside the question, and its score."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from answer.read.encoder import EncodedPassage, Encoder
from answer.read.lines import Line, as_read
from answer.read.quote import Quote, quote_of
from answer.read.ranking import NO_SPAN, Asked, Features, Ranking, coverage, tenth, term_weights
from answer.read.span_reader import NOTHING, AnswerSpan, PassageScores, SpanReader
from index.embed import Vectors
from index.lexical import terms
from index.passages import Hit, Passage
from index.shelf import Shelf
from index.units import Unit

ALIKE = 0.8  # cosine of two units that say about the same
LEAST_OF_ITS_OWN = 0.1  # of the question's terms by weight: an item that holds less is not what is asked for by itself
NO_READER = PassageScores((), 0.0, 0.0)
FAR_BEHIND = 4.0
"""In log odds: by likeness alone a passage is so far behind the best one that the trained reader need not read it. It
takes most of an answer's time, and of the development halves' answers changed none."""


class ReadUnit(NamedTuple):
    """A unit as the trained reader reads it."""

    line: Line
    scores: PassageScores
    """Of the text in which it is read."""

    def within(self) -> list[AnswerSpan]:
        """The best spans that lie in the unit, or in what it is told of its place."""
        return [s for s in self.scores.spans if self.line.begin <= s.start and s.end <= self.line.end]


@dataclass(frozen=True)
class Candidate:
    """A unit that may answer."""

    quote: Quote
    text: str
    features: Features
    score: float
    """How well it answers: the weighed features."""
    vector: Vectors = field(compare=False, repr=False)
    """Of the unit: (dimensions,)."""

    asks_for_list: bool = False
    """Whether the question speaks of what leads an item in, and of nothing in the item itself: of its whole list."""

    def is_like(self, other: "Candidate") -> bool:
        """Whether it says about the same."""
        return float(self.vector @ other.vector) >= ALIKE


class Candidates:
    """Finds them. Without `spans`, the trained reader, by likeness alone. Thread-safe."""

    def __init__(self, encoder: Encoder, store: Shelf, spans: SpanReader | None) -> None:
        self._encoder, self._store, self._spans = encoder, store, spans

    def find(self, question: str, hits: Sequence[Hit], ranking: Ranking) -> list[Candidate]:
        """All units of the hits' passages, best first."""
        asked, wanted = self._encoder.question(question), term_weights(question, self._store.lexical)
        passages = [self._encoder.passage(hit.passage) for hit in hits]
        vectors = [meaning.whole for meaning in self._store.meanings([hit.passage.id for hit in hits])]
        places = [(known, float(vector @ asked.sentences[0])) for known, vector in zip(passages, vectors, strict=True)]
        beside = [Asked(asked, wanted, near, self._terms(p.passage), self._title(p.passage)) for p, near in places]
        alike = [about.alike(known) for known, about in zip(passages, beside, strict=True)]
        read = self._read(question, passages, [max(map(ranking.score, some), default=-np.inf) for some in alike])
        parts = zip(passages, beside, alike, read, strict=True)
        return sorted((c for part in parts for c in _units(*part, ranking)), key=lambda c: -c.score)

    def _read(
        self, question: str, passages: Sequence[EncodedPassage], promise: Sequence[float]
    ) -> Iterator[list[ReadUnit]]:
        """The passages' units as the trained reader reads them, and what it says of those that promise enough."""
        least = max(promise, default=0.0) - FAR_BEHIND
        for known, here in zip(passages, promise, strict=True):
            texts, lines = as_read(known.units, self._store.entry(known.passage.document_id).title)
            unread = [NOTHING if self._spans else NO_READER] * len(texts)
            scores = self._spans.score(question, texts) if self._spans and here >= least else unread
            yield [ReadUnit(line, scores[line.text]) for line in lines]

    def _terms(self, passage: Passage) -> frozenset[str]:
        """A passage's own, and those of what it stands under."""
        return frozenset(terms(passage.in_context)) | self._title(passage)

    def _title(self, passage: Passage) -> frozenset[str]:
        return frozenset(terms(self._store.entry(passage.document_id).title))


def _units(
    known: EncodedPassage, asked: Asked, alike: Sequence[Features], read: Sequence[ReadUnit], ranking: Ranking
) -> list[Candidate]:
    candidates = []
    for unit, seen, vector, beside in zip(known.units, read, known.encoded.sentences, alike, strict=True):
        within = seen.within()
        features = beside._replace(
            span=tenth(within[0].margin if within else NO_SPAN), answerable=tenth(seen.scores.answerable)
        )
        quote = _quote(unit, known.passage, seen.line, within)
        as_list = _asks_for_list(asked.terms, unit)
        score = ranking.score(features)
        candidates.append(Candidate(quote, unit.form.text, features, score, vector, as_list))
    return candidates


def _quote(unit: Unit, passage: Passage, line: Line, within: Sequence[AnswerSpan]) -> Quote:
    """The unit, with the best span in bold; where that stands in the headings above it, they are shown."""
    best = [(s.start - line.start, s.end - line.start) for s in within[:1]]
    if best and best[0][1] <= 0:
        unit = unit.in_its_place()
        best = [(s.start - line.begin, s.end - line.begin) for s in within[:1]]
    said = [span for span in best if span[0] >= 0 and any(c.isalnum() for c in unit.form.text[slice(*span)])]
    return quote_of(unit, passage, tuple(said))


def _asks_for_list(wanted: Mapping[str, float], unit: Unit) -> bool:
    """Whether a question speaks of what leads a unit in, and of nothing in the unit itself."""
    lead, own = (frozenset(terms(text)) for text in (unit.form.text[: unit.own[0]], unit.form.text[unit.own[0] :]))
    return coverage(wanted, lead) > 0 and coverage(wanted, own - lead) < LEAST_OF_ITS_OWN
