"""Offline: the reader picks the sentences of the passages that answer the question.

The seam is `Reader.read`: question and hits → quotes with a confidence. This one weighs a few measures
of each sentence. The confidence weights are a logistic regression over questions whose answer paragraph
was there or was taken away (squadshifts' new_wiki articles, the article's development half); the
threshold is fitted on the development half alone (`python -m eval fit`).
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from answer.encode import Encoded, Encoder, word_match
from answer.evidence import Question
from answer.kinds import kind_fits
from answer.quote import Quote, in_reading_order, with_lead
from answer.silence import is_silent
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


class Evidence(NamedTuple):
    """What speaks for a sentence. All but the last are from 0 (against) to about 1 (for)."""

    words: float
    """How well its words match the question's, by meaning (late interaction)."""
    sentence: float
    """Cosine of the sentence to the question."""
    passage: float
    """Cosine of its passage to the question."""
    coverage: float
    """The question's terms that it holds, by weight."""
    passage_coverage: float
    kind: float
    """Whether it holds the kind of thing that is asked for: a name, a date, a number, a reason."""
    missing_names: float
    """The share of the question's names and numbers that its passage lacks: speaks against it."""


RANK_WEIGHTS = Evidence(2.0, 1.0, 0.0, 0.7, 0.0, 0.2, 0.0)
CONFIDENCE_WEIGHTS = Evidence(3.6, 0.0, 1.7, 0.0, 0.0, 1.25, -1.0)
CONFIDENCE_LEAD = 2.75  # the weight of how far the best sentence is ahead of the next
CONFIDENCE_BIAS = -4.8
THRESHOLD = 0.074
MARGIN = 0.05  # a further sentence is shown where it scores this close to the best
MOST_SENTENCES = 3
WIDE_MARGIN = 0.35  # the same, where several things are asked for
MOST_OF_SEVERAL = 4


@dataclass(frozen=True)
class Candidate:
    """A sentence that may answer."""

    quote: Quote
    text: str
    evidence: Evidence

    @property
    def score(self) -> float:
        """How well it answers, for ranking sentences: the weighed evidence."""
        return sum(w * e for w, e in zip(RANK_WEIGHTS, self.evidence, strict=True))


@dataclass(frozen=True)
class Reading:
    """The quotes that answer, in reading order, and how sure the reader is of them (0 to 1)."""

    quotes: tuple[Quote, ...]
    confidence: float


class Reader:
    """Reads passages sentence by sentence. Thread-safe."""

    def __init__(self, embedder: OnnxEmbedding, store: Store) -> None:
        self._embedder, self._store = embedder, store
        self._encoder = Encoder(embedder)

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        """The few sentences of the hits that answer the question."""
        ranked = _without_repeats(self.candidates(question, hits))
        if not ranked:
            return Reading((), 0.0)
        best = ranked[0]
        several = _SEVERAL.search(question) is not None
        margin, most = (WIDE_MARGIN, MOST_OF_SEVERAL) if several else (MARGIN, MOST_SENTENCES)
        close = [c for c in ranked[:most] if c.score >= best.score - margin]
        quotes = [with_lead(self._store.document(c.quote.document_id).text, c.quote) for c in close]
        sure = 0.0 if is_silent(question, hits, self._encoder) else confidence(ranked)
        return Reading(tuple(in_reading_order(quotes)), sure)

    def candidates(self, question: str, hits: Sequence[Hit]) -> list[Candidate]:
        """All sentences of the hits with their evidence, best first."""
        asked = Question(question, self._store.lexical)
        encoded = self._encoder.question(question)
        found = [c for hit in hits for c in self._read_passage(asked, encoded, hit.passage)]
        return sorted(found, key=lambda c: -c.score)

    def _read_passage(self, asked: Question, question: Encoded, passage: Passage) -> list[Candidate]:
        encoded = self._encoder.passage(passage)
        title = self._store.entry(passage.document_id).title
        whole = frozenset(terms(passage.text)) | frozenset(terms(title))
        passage_cosine = float(self._store.vectors([passage.id])[0] @ question.sentences[0])
        candidates = []
        for (a, b), vector, words in zip(encoded.spans, encoded.sentences, encoded.words, strict=True):
            text = passage.text[a:b]
            evidence = Evidence(
                words=word_match(question.words[0], words),
                sentence=float(vector @ question.sentences[0]),
                passage=passage_cosine,
                coverage=asked.coverage(frozenset(terms(text))),
                passage_coverage=asked.coverage(whole),
                kind=kind_fits(asked.text, text),
                missing_names=asked.missing_names(whole),
            )
            quote = Quote(passage.document_id, passage.start + a, passage.start + b, passage)
            candidates.append(Candidate(quote, text, evidence))
        return candidates


def _without_repeats(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Each sentence once, from where it stands best: copies of a document say nothing more."""
    return list({" ".join(c.text.split()): c for c in reversed(ranked)}.values())[::-1]


def confidence(ranked: Sequence[Candidate]) -> float:
    """The probability that the best sentence answers: the logistic function of its weighed evidence."""
    best = ranked[0]
    lead = best.score - ranked[1].score if len(ranked) > 1 else 0.0
    z = CONFIDENCE_BIAS + CONFIDENCE_LEAD * lead
    z += sum(w * e for w, e in zip(CONFIDENCE_WEIGHTS, best.evidence, strict=True))
    return 1 / (1 + math.exp(-z))
