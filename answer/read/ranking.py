"""What speaks for a sentence as an answer, and how it is weighed: for its rank, and for the reader's confidence.

Each way to read has weights of its own, fitted on the development half of the article's questions, the tuning part of
public ones, searched for and read with one passage each, and that of our own exercises (`python -m training weigh`).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple

Caution = Literal["low", "normal", "high"]
Way = Literal["both", "trained", "likeness", "nearest"]
"""By the trained reader and by likeness; by one of them alone; by the cosine of the sentence and nothing else."""


class Evidence(NamedTuple):
    """What speaks for a sentence. The first seven are from 0 (against) to about 1 (for) but for the last of them."""

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
    span: float = 0.0
    """How far the trained reader's best span within it is ahead of "nothing here answers": a tenth of the logits."""
    answerable: float = 0.0
    """The trained reader on its passage: does it answer the question at all? A tenth of the logit."""


@dataclass(frozen=True)
class Weights:
    """How much each piece of evidence counts."""

    rank: Evidence
    """For the order of the sentences: a conditional logit of which is right, so that scores are log odds."""
    confidence: Evidence
    """For the confidence in the best one: a logistic regression of whether there is an answer, scaled to how often the
    best sentence is it."""
    lead: float
    """In the confidence: of how far the best sentence is ahead of the next."""
    bias: float

    def score(self, evidence: Evidence) -> float:
        """How well a sentence answers, for ranking: the weighed evidence."""
        return _weighed(self.rank, evidence)

    def probability(self, ranked: Sequence[Evidence]) -> float:
        """The probability that the best sentence answers, given all of them, best first: 0 to 1."""
        lead = self.score(ranked[0]) - self.score(ranked[1]) if len(ranked) > 1 else 0.0
        return 1 / (1 + math.exp(-(self.bias + self.lead * lead + _weighed(self.confidence, ranked[0]))))


THRESHOLDS: Mapping[Caution, float] = MappingProxyType({"low": 0.02, "normal": 0.05, "high": 0.35})
"""The confidence below which nothing is said. Of the answerable questions of each of the four sets of cases that the
confidence is fitted on, low answers at least 98 in 100, normal 90, high two in three. They are low, as a quote that is
beside the point is seen to be, and an answer that was hidden is not.
"""

WEIGHTS: Mapping[Way, Weights] = MappingProxyType(
    {
        "both": Weights(
            rank=Evidence(4.524, 0.0, 2.795, 0.0, 2.758, 0.0, 0.0, 3.017),
            confidence=Evidence(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.186, 2.54),
            lead=0.246,
            bias=-1.404,
        ),
        "trained": Weights(
            rank=Evidence(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 3.791, 1.12),
            confidence=Evidence(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.606, 2.347),
            lead=0.127,
            bias=-1.355,
        ),
        "likeness": Weights(
            rank=Evidence(6.36, 4.098, 3.973, 1.428, 2.731, 0.953, 0.0),
            confidence=Evidence(2.975, 0.0, 1.589, 0.0, 0.0, 0.816, -1.46),
            lead=0.192,
            bias=-4.032,
        ),
        "nearest": Weights(
            rank=Evidence(0.0, 12.235, 0.0, 0.0, 0.0, 0.0, 0.0),
            confidence=Evidence(0.0, 3.376, 0.0, 0.0, 0.0, 0.0, 0.0),
            lead=0.364,
            bias=-3.273,
        ),
    }
)

RANK_FROM: Mapping[Way, Sequence[str]] = MappingProxyType(
    {
        "both": ("words", "passage", "passage_coverage", "span"),
        "trained": ("span", "answerable"),
        "likeness": ("words", "sentence", "passage", "coverage", "passage_coverage", "kind"),
        "nearest": ("sentence",),
    }
)
"""The evidence that each way's rank is fitted on; of both together, what more of it added did not carry over to cases
that it was not fitted on."""

CONFIDENCE_FROM: Mapping[Way, Sequence[str]] = MappingProxyType(
    {
        "both": ("span", "answerable"),
        "trained": ("span", "answerable"),
        "likeness": ("words", "passage", "kind", "missing_names"),
        "nearest": ("sentence",),
    }
)
"""The evidence that each way's confidence is fitted on; more of it added nothing but noise."""


def _weighed(weights: Evidence, evidence: Evidence) -> float:
    return sum(w * e for w, e in zip(weights, evidence, strict=True))
