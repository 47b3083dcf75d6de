"""A question beside a passage: what speaks for each of its units before the trained reader has read it."""

from collections.abc import Mapping
from typing import NamedTuple

from answer.read.encoder import EncodedPassage, EncodedText, word_match
from answer.read.ranking import Features
from index.lexical import terms
from index.shelf import Words
from index.units import Unit

NO_SPAN = -12.0  # the margin of a unit in which none of the best spans lies
FARTHEST = 20.0  # logits beyond it say no more
UNUSED = 0.5  # what a word counts that the corpus never uses: it may just be the asker's own wording


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
