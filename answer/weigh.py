"""What speaks for a sentence as an answer, and how it is weighed: for its rank, and for the reader's confidence.

Each way to read has weights of its own. The rank's are set by hand; the confidence's are fitted on the development
half of the article's questions and the tuning part of public ones (`python -m eval weigh`).
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
    """For the order of the sentences."""
    confidence: Evidence
    """For the confidence in the best one: a logistic regression."""
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


THRESHOLDS: Mapping[Caution, float] = MappingProxyType({"low": 0.05, "normal": 0.1, "high": 0.35})
"""The confidence below which nothing is said: an answer is shown that has one chance in twenty to be right, in ten, in
three. Low ones, as a quote that is beside the point is seen to be, and an answer that was hidden is not."""

WEIGHTS: Mapping[Way, Weights] = MappingProxyType(
    {
        "both": Weights(
            rank=Evidence(2.0, 1.0, 0.0, 1.0, 0.0, 0.3, 0.0, 0.6, 0.0),
            confidence=Evidence(0.0, 0.0, 0.0, 0.0, 0.0, 0.341, 0.016, 0.756, 2.145),
            lead=1.436,
            bias=-1.566,
        ),
        "trained": Weights(
            rank=Evidence(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0),
            confidence=Evidence(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.323, 2.242),
            lead=2.303,
            bias=-1.922,
        ),
        "likeness": Weights(
            rank=Evidence(2.0, 1.0, 0.0, 0.7, 0.0, 0.2, 0.0),
            confidence=Evidence(1.466, 0.0, 1.527, 0.0, 0.0, 0.661, -0.49),
            lead=1.646,
            bias=-3.039,
        ),
        "nearest": Weights(
            rank=Evidence(0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0),
            confidence=Evidence(0.0, 2.932, 0.0, 0.0, 0.0, 0.0, 0.0),
            lead=3.549,
            bias=-2.688,
        ),
    }
)

CONFIDENCE_FROM: Mapping[Way, Sequence[str]] = MappingProxyType(
    {
        "both": ("kind", "missing_names", "span", "answerable"),
        "trained": ("span", "answerable"),
        "likeness": ("words", "passage", "kind", "missing_names"),
        "nearest": ("sentence",),
    }
)
"""The evidence that each way's confidence is fitted on; more of it added nothing but noise."""


def _weighed(weights: Evidence, evidence: Evidence) -> float:
    return sum(w * e for w, e in zip(weights, evidence, strict=True))
