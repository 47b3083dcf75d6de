"""Offline: the reader picks the sentences of the passages that answer the question.

The seam is `Reader.read`: question and hits → quotes with a confidence. Each sentence is a candidate
(candidates.py), weighed by what the trained reader finds in it (span_reader.py) and by its likeness to the question
(weigh.py).
"""

from collections.abc import Sequence

from answer.read.candidates import FARTHEST, Candidate, Candidates, Known
from answer.read.encoder import Encoder
from answer.read.quote import Quote, in_reading_order, with_items, with_lead
from answer.read.reading import Reading, together
from answer.read.several import asks_for_several
from answer.read.silence import is_silent
from answer.read.span_reader import SpanReader
from answer.read.weigh import THRESHOLDS, WEIGHTS, Way
from answer.understand.parts import parts
from index.embed import OnnxEmbedding
from index.passages import Hit
from index.store import Store

MARGIN = 0.15  # a further sentence is shown where it scores this close to the best, in log odds
OTHER_DOCUMENT = 1.0  # the same, where it is another document that answers, too
SAME_NEWS = 4.0  # and where that document says about the same: it may well disagree
MOST_SENTENCES = 3
WIDE_MARGIN = 2.3  # the same, where several things are asked for
MOST_OF_SEVERAL = 4
BEHIND_OTHERS = 6.0  # and where the reader's words in it are no farther behind the best ones: logits
NEAREST = 3
RANK_CONSTANT = 60  # of Cormack, Clarke & Büttcher 2009


class Reader:
    """Reads passages sentence by sentence: without `spans`, the trained reader, by likeness alone. Thread-safe."""

    def __init__(
        self, embedder: OnnxEmbedding, store: Store, spans: SpanReader | None = None, way: Way = "both"
    ) -> None:
        self._store = store
        self.encoder = Encoder(embedder)
        self._weights = WEIGHTS[way if spans or way == "nearest" else "likeness"]
        self._candidates = Candidates(self.encoder, store, spans, self._weights)

    def read(self, question: str, hits: Sequence[Hit], threshold: float = THRESHOLDS["normal"]) -> Reading:
        """The few sentences of the hits that answer the question, however unsure that is.

        A question that asks several things is read part by part, and a part below the threshold is not quoted.
        """
        asked, known = parts(question), self._candidates.known(hits)
        readings = [self._read(part, hits, known) for part in asked]
        return readings[0] if len(readings) == 1 else together(asked, readings, threshold)

    def _read(self, question: str, hits: Sequence[Hit], known: Sequence[Known]) -> Reading:
        ranked = _without_repeats(self._candidates.find(question, known))
        if not ranked:
            return Reading((), 0.0, hits=tuple(hits))
        several = asks_for_several(question)
        close = _that_list(ranked) if several else [c for c in ranked[:MOST_SENTENCES] if _is_close(c, ranked, MARGIN)]
        close += _second_opinion(ranked, close)
        quotes = [self._understandable(c, question if several else "") for c in close]
        nearest = [self._understandable(c) for c in _best_of_passages(ranked)[:NEAREST]]
        sure = 0.0 if self.is_silent(question, hits) else self._weights.probability([c.evidence for c in ranked])
        order = _in_order(hits, ranked)
        return Reading(tuple(in_reading_order(quotes)), sure, ranked[0].quote, tuple(nearest), order)

    def _understandable(self, candidate: Candidate, counted: str = "") -> Quote:
        text = self._store.document(candidate.quote.document_id).text
        return with_lead(text, with_items(text, candidate.quote, counted))

    def is_silent(self, question: str, hits: Sequence[Hit]) -> bool:
        """Whether the hits never speak of what the question names."""
        return is_silent(question, hits, self.encoder)

    def candidates(self, question: str, hits: Sequence[Hit]) -> list[Candidate]:
        """All sentences of the hits with their evidence, best first."""
        return self._candidates.find(question, self._candidates.known(hits))


def _is_close(candidate: Candidate, ranked: Sequence[Candidate], margin: float) -> bool:
    return candidate.score >= ranked[0].score - margin


def _that_list(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Of several things that are asked for: the best sentence, and those near it in which the reader sees one, too.

    Where it is sure of none, what it sees says nothing.
    """
    near = [c for c in ranked if _is_close(c, ranked, WIDE_MARGIN)]
    surest = max(c.evidence.span for c in near)
    least = surest - BEHIND_OTHERS / 10 if surest > 0 else -FARTHEST
    return [c for c in near if c is ranked[0] or c.evidence.span >= least][:MOST_OF_SEVERAL]


def _second_opinion(ranked: Sequence[Candidate], shown: Sequence[Candidate]) -> list[Candidate]:
    """The best sentence of another document that answers about as well, or says about the same: they may disagree."""
    first = shown[0]
    others = [c for c in ranked if c.quote.document_id != first.quote.document_id and _speaks_too(c, first)]
    return [c for c in others[:1] if c not in shown]


def _speaks_too(candidate: Candidate, first: Candidate) -> bool:
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
