"""Every unit of the passages as a candidate: its features beside the question, and its score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from answer.read.encoder import EncodedPassage, EncodedText, Encoder, word_match
from answer.read.lines import Line, as_read
from answer.read.quote import Quote, quote_of
from answer.read.ranking import Features, Ranking
from answer.read.span_reader import AnswerSpan, PassageScores, SpanReader
from index.embed import Vectors
from index.lexical import terms
from index.passages import Hit, Passage
from index.shelf import Shelf, Words
from index.units import Unit

NO_SPAN = -12.0  # the margin of a unit in which none of the best spans lies
FARTHEST = 20.0  # logits beyond it say no more
ALIKE = 0.8  # cosine of two units that say about the same
LEAST_OF_ITS_OWN = 0.1  # of the question's terms by weight: an item that holds less is not what is asked for by itself
UNUSED = 0.5  # what a word counts that the corpus never uses: it may just be the asker's own wording


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
        found = []
        for known, vector in zip(passages, vectors, strict=True):
            held, title = self._terms(known.passage), self._title_of(known.passage)
            about = Asked(asked, wanted, float(vector @ asked.sentences[0]), held, title)
            found += _units(known, about, self._read(question, known), ranking)
        return sorted(found, key=lambda c: -c.score)

    def _read(self, question: str, known: EncodedPassage) -> list[PassageScores] | None:
        """What the trained reader says of each text of the passage's units."""
        return self._spans.score(question, as_read(known.units)[0]) if self._spans else None

    def _terms(self, passage: Passage) -> frozenset[str]:
        """A passage's own, and those of what it stands under."""
        return frozenset(terms(passage.in_context)) | self._title_of(passage)

    def _title_of(self, passage: Passage) -> frozenset[str]:
        return frozenset(terms(self._store.entry(passage.document_id).title))


class Asked(NamedTuple):
    """A question beside a passage."""

    question: EncodedText
    terms: Mapping[str, float]
    """The question's, each with how telling it is."""
    passage: float
    """Its cosine to the passage."""
    held: frozenset[str]
    """The passage's own terms, and those of what it stands under."""
    title: frozenset[str]
    """The terms of its document's title."""

    def coverage(self, unit: Unit) -> float:
        """The share of its terms that a unit holds in its place; or the passage, where it is one of its sentences."""
        return coverage(self.terms, frozenset(terms(unit.read)) | self.title if unit.alone else self.held)


def term_weights(question: str, lexical: Words) -> dict[str, float]:
    """The question's content terms, each with how telling it is: rare in the corpus."""
    return {t: lexical.idf(t) * (1.0 if lexical.document_frequency(t) else UNUSED) for t in terms(question)}


def coverage(wanted: Mapping[str, float], held: frozenset[str]) -> float:
    """The share, by weight, of the wanted terms that a text holds: 0 to 1; 0 where none is wanted."""
    total = sum(wanted.values())
    return sum(weight for term, weight in wanted.items() if term in held) / total if total else 0.0


def _units(
    known: EncodedPassage, asked: Asked, scores: Sequence[PassageScores] | None, ranking: Ranking
) -> list[Candidate]:
    candidates = []
    parts = zip(known.units, as_read(known.units)[1], known.encoded.sentences, known.encoded.words, strict=False)
    for unit, line, vector, words in parts:
        read = scores[line.text] if scores else None
        within = [s for s in read.spans if line.begin <= s.start and s.end <= line.end] if read else []
        features = Features(
            words=word_match(asked.question.words[0], words),
            sentence=float(vector @ asked.question.sentences[0]),
            passage=asked.passage,
            coverage=asked.coverage(unit),
            span=_tenth(within[0].margin if within else NO_SPAN),
            answerable=_tenth(read.answerable if read else 0.0),
        )
        quote = _quote(unit, known.passage, line, within)
        as_list = _asks_for_list(asked.terms, unit)
        candidates.append(Candidate(quote, unit.form.text, features, ranking.score(features), vector, as_list))
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


def _within(unit: Unit, start: int, spans: Sequence[AnswerSpan]) -> list[AnswerSpan]:
    """The spans that lie within a unit that begins at `start` of what was read together."""
    return [span for span in spans if start <= span.start and span.end <= start + len(unit.form.text)]


def _tenth(logit: float) -> float:
    return max(-FARTHEST, min(FARTHEST, logit)) / 10
