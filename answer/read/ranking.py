"""How well a sentence answers: its features beside a question, weighed for its rank and for the reader's confidence in
the best one.

The weights and thresholds stand in ranking.json, which `python -m training ranking` and `thresholds` write.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from answer.read.encoder import EncodedPassage, EncodedText, word_match
from index.lexical import terms
from index.shelf import Words
from index.units import Unit

NO_SPAN = -12.0  # the margin of a unit in which none of the best spans lies
FARTHEST = 20.0  # logits beyond it say no more
UNUSED = 0.5  # what a word counts that the corpus never uses: it may just be the asker's own wording
NEVER = 1.01
"""A threshold that no confidence reaches."""
FITTED = Path(__file__).with_suffix(".json")
Way = Literal["trained", "likeness"]
"""By the trained reader and by likeness together; or by likeness alone: where the reader is missing, or in another
language than it was taught."""


class Features(NamedTuple):
    """What is known of a sentence and its passage beside a question. The first four are cosines or shares: 0 to 1."""

    words: float
    """How well its words match the question's, by meaning (late interaction)."""
    sentence: float
    """Cosine of the sentence to the question."""
    passage: float
    """Cosine of its passage to the question."""
    coverage: float
    """The share, by weight, of the question's terms that its passage, heading or title holds."""
    span: float = 0.0
    """How far the trained reader's best span within it is ahead of "nothing here answers": a tenth of the logits."""
    answerable: float = 0.0
    """The trained reader on its passage: does it answer the question at all? A tenth of the logit."""


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

    def alike(self, known: EncodedPassage) -> list[Features]:
        """What is known of each of the passage's units before the trained reader reads it."""
        return [
            Features(
                words=word_match(self.question.words[0], words),
                sentence=float(vector @ self.question.sentences[0]),
                passage=self.passage,
                coverage=self.coverage(unit),
                span=tenth(NO_SPAN),
            )
            for unit, vector, words in zip(known.units, known.encoded.sentences, known.encoded.words, strict=True)
        ]


def term_weights(question: str, lexical: Words) -> dict[str, float]:
    """The question's content terms, each with how telling it is: rare in the corpus."""
    return {t: lexical.idf(t) * (1.0 if lexical.document_frequency(t) else UNUSED) for t in terms(question)}


def coverage(wanted: Mapping[str, float], held: frozenset[str]) -> float:
    """The share, by weight, of the wanted terms that a text holds: 0 to 1; 0 where none is wanted."""
    total = sum(wanted.values())
    return sum(weight for term, weight in wanted.items() if term in held) / total if total else 0.0


def tenth(logit: float) -> float:
    """A tenth of a logit, as the features have it."""
    return max(-FARTHEST, min(FARTHEST, logit)) / 10


@dataclass(frozen=True)
class Thresholds:
    """Two bars for the confidence: below `shown` nothing is said, below `sure` it is said with a doubt."""

    shown: float
    sure: float


@dataclass(frozen=True)
class Ranking:
    """The weights of one way to read."""

    rank: Features
    """For the order of the sentences: a conditional logit of which is right, so that scores are log odds."""
    confidence: Features
    """For the confidence in the best one: a logistic regression of whether it answers."""
    lead: float
    """In the confidence: of how far the best sentence is ahead of the next."""
    bias: float

    def score(self, features: Features) -> float:
        """How well a sentence answers, for ranking."""
        return _dot(self.rank, features)

    def probability(self, ranked: Sequence[Features]) -> float:
        """The probability that the best sentence answers, given all of them, best first: 0 to 1."""
        lead = self.score(ranked[0]) - self.score(ranked[1]) if len(ranked) > 1 else 0.0
        return 1 / (1 + math.exp(-(self.bias + self.lead * lead + _dot(self.confidence, ranked[0]))))


def load_ranking(way: Way, fitted: Path = FITTED) -> Ranking:
    """The fitted weights of a way to read."""
    weights = json.loads(fitted.read_text(encoding="utf-8"))["weights"][way]
    rank, confidence = (Features(**weights[part]) for part in ("rank", "confidence"))
    return Ranking(rank, confidence, weights["lead"], weights["bias"])


def load_thresholds(way: Way, caution: str, fitted: Path = FITTED) -> Thresholds:
    """The fitted thresholds of a way to read: `caution` is low, normal or high. By likeness nothing is ever sure."""
    return Thresholds(**json.loads(fitted.read_text(encoding="utf-8"))["thresholds"][way][caution])


def _dot(weights: Features, features: Features) -> float:
    return sum(w * f for w, f in zip(weights, features, strict=True))
