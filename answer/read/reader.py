"""The reader picks the sentences of the passages that answer the question.

The seam is `Reader.read`: question and hits → quotes with a confidence. Each sentence is a candidate (candidates.py),
ranked by what the trained reader finds in it (span_reader.py) and by its likeness to the question (ranking.py).
"""

from collections.abc import Sequence
from copy import copy
from dataclasses import replace

from answer.answer import Citation, Statement
from answer.read.candidates import Candidate, Candidates
from answer.read.complete import completed
from answer.read.encoder import Encoder
from answer.read.quote import Quote, in_reading_order
from answer.read.ranking import Way, load_ranking, load_thresholds
from answer.read.reading import Reading
from answer.read.span_reader import SpanReader
from answer.read.verdict import asks_for_yes_or_no, decided
from answer.understand.language import is_english
from index.embed import OnnxEmbedding
from index.lexical import terms
from index.passages import Hit
from index.shelf import Shelf

MARGIN = 0.15  # a further sentence is shown where it scores this close to the best, in log odds
OTHER_DOCUMENT = 1.0  # the same, where it is another document that answers, too
SAME_NEWS = 4.0  # and where that document says about the same: it may well disagree
MOST_SENTENCES = 3
NEAREST = 3
MEANT = 0.6
"""Of the follow-ups into which words of the conversation were put, the share that were then what was meant (of sixty
conversations on the forms' development half)."""
LEFT_UNSAID = 0.5  # of the words that answer, the share for which others may have been written
RANK_CONSTANT = 60  # of Cormack, Clarke & Büttcher 2009


class Reader:
    """Reads passages sentence by sentence: without `spans`, the trained reader, by likeness alone. Thread-safe."""

    def __init__(
        self,
        embedder: OnnxEmbedding,
        store: Shelf,
        spans: SpanReader | None = None,
        caution: str = "normal",
        shown: float | None = None,
    ) -> None:
        """What reaches the confidence `shown` is an answer; None: as fitted for this `caution`."""
        self._store = store
        self.encoder = Encoder(embedder, store.units)
        self._spans = spans
        ways: tuple[Way, ...] = ("trained", "likeness") if spans else ("likeness",)
        self._rankings = {way: load_ranking(way) for way in ways}
        fitted = {way: load_thresholds(way, caution) for way in ways}
        self._thresholds = {way: t if shown is None else replace(t, shown=shown) for way, t in fitted.items()}
        self._candidates = Candidates(self.encoder, store, spans)

    def over(self, store: Shelf) -> "Reader":
        """The same reader before other documents."""
        other = copy(self)
        other._store, other.encoder = store, self.encoder.over(store.units)
        other._candidates = Candidates(other.encoder, store, self._spans)
        return other

    def read(self, question: str, hits: Sequence[Hit], guessed: bool = False) -> Reading:
        """The few sentences of the hits that answer the question, however unsure that is.

        `guessed`: the question is what a follow-up may have meant, and its answer is sure only as far as that is.
        """
        way = self._way(question, hits)
        ranking, bars = self._rankings[way], self._thresholds[way]
        ranked = _without_repeats(self._candidates.find(question, hits, ranking))
        if not ranked:
            return Reading((), 0.0, answers=False, hits=tuple(hits))
        close = [c for c in ranked[:MOST_SENTENCES] if c.score >= ranked[0].score - MARGIN]
        close += _second_opinion(ranked, close)
        confidence = ranking.probability([c.features for c in ranked])
        sure = confidence * (MEANT if guessed else 1) >= bars.sure and confidence >= bars.shown
        return Reading(
            quotes=tuple(in_reading_order([self._understandable(c) for c in close])),
            confidence=confidence,
            answers=confidence >= bars.shown,
            doubt=not sure,
            decided=decided(question, ranked[0].quote.unit) if sure and asks_for_yes_or_no(question) else None,
            way=way,
            best=ranked[0].quote,
            nearest=tuple(self._understandable(c) for c in _best_of_passages(ranked)[:NEAREST]),
            hits=_in_order(hits, ranked),
        )

    def sure_of(self, question: str, hits: Sequence[Hit], said: Sequence[Statement]) -> tuple[float, bool]:
        """How sure it is, 0 to 1, that what was written from the hits answers the question; and whether that is enough
        to say so without a doubt.

        Asked is the best of the cited units, beside the best of all others. That unit may name more than the answer:
        the words that the reader itself takes for it must be among those that were written.
        """
        cited, written = [c for s in said for c in s.citations], " ".join(s.text for s in said)
        way = self._way(question, hits)
        ranking, ranked = self._rankings[way], self._candidates.find(question, hits, self._rankings[way])
        mine = [c for c in ranked if any(_overlap(c.quote, one) for one in cited)]
        if not mine:
            return 0.0, False
        others = [c.features for c in ranked if c not in mine]
        confidence = ranking.probability([mine[0].features, *others[:1]])
        return confidence, confidence >= self._thresholds[way].sure and _says(written, mine[0].quote)

    def candidates(self, question: str, hits: Sequence[Hit]) -> list[Candidate]:
        """All sentences of the hits with their features, best first."""
        return self._candidates.find(question, hits, self._rankings[self._way(question, hits)])

    def _way(self, question: str, hits: Sequence[Hit]) -> Way:
        """By the trained reader where there is one, and question and best passage are in the language it was taught."""
        taught = is_english(question) and all(is_english(hit.passage.text) for hit in hits[:1])
        return "trained" if taught and "trained" in self._rankings else "likeness"

    def _understandable(self, candidate: Candidate) -> Quote:
        document = self._store.document(candidate.quote.document_id)
        return completed(document, candidate.quote, as_list=candidate.asks_for_list)


def _says(written: str, quote: Quote) -> bool:
    """Whether most of the words that answer are said, and every number of them."""
    answer = terms(" ".join(quote.form.text[start:end] for start, end in quote.emphasis))
    held = set(terms(written))
    missing = [term for term in answer if term not in held]
    return len(missing) <= LEFT_UNSAID * len(answer) and not any(map(str.isdigit, "".join(missing)))


def _overlap(quote: Quote, citation: Citation) -> bool:
    same = quote.document_id == citation.document_id
    return same and quote.start < citation.end and citation.start < quote.end


def _second_opinion(ranked: Sequence[Candidate], shown: Sequence[Candidate]) -> list[Candidate]:
    """The best sentence of another document that answers about as well, or says about the same: they may disagree."""
    first = shown[0]
    others = [c for c in ranked if c.quote.document_id != first.quote.document_id and _speaks_too(c, first)]
    return [c for c in others[:1] if c not in shown]


def _speaks_too(candidate: Candidate, first: Candidate) -> bool:
    if candidate.features.coverage < first.features.coverage:  # "in 2019": the other is of another year
        return False
    behind = first.score - candidate.score
    return behind <= OTHER_DOCUMENT or (behind <= SAME_NEWS and candidate.is_like(first))


def _best_of_passages(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Each passage's best sentence, best first."""
    best = {c.quote.passage.id: c for c in reversed(ranked)}
    return sorted(best.values(), key=lambda c: -c.score)


def _in_order(hits: Sequence[Hit], ranked: Sequence[Candidate]) -> tuple[Hit, ...]:
    """The hits by the search's order and by that of their best sentences, fused by reciprocal rank."""
    best = dict.fromkeys(c.quote.passage.id for c in ranked)
    place = {passage_id: n for n, passage_id in enumerate(best, 1)}

    def fused(found: tuple[int, Hit]) -> float:
        n, hit = found
        return _reciprocal(n) + _reciprocal(place.get(hit.passage.id, len(hits)))

    return tuple(hit for _, hit in sorted(enumerate(hits, 1), key=fused, reverse=True))


def _reciprocal(rank: int) -> float:
    """What a rank, from 1, adds to a fused score: 1 / (60 + rank)."""
    return 1 / (RANK_CONSTANT + rank)


def _without_repeats(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Each sentence once, from where it stands best: copies of a document say nothing more."""
    return list({" ".join(c.text.split()): c for c in reversed(ranked)}.values())[::-1]
