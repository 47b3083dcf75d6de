"""What speaks for a sentence being carried by its quotes, and how it is weighed: a logistic regression.

Fitted by `python -m training judge`. There are two sets of weights: with the trained reader's judgement
among the signs, and without it.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple


class Signs(NamedTuple):
    """What speaks for or against a sentence, where no rule has decided. Shares and cosines are from 0 to 1."""

    coverage: float
    """The sentence's content words that its quotes hold."""
    nearness: float
    """How near in meaning the quotes' words come to the sentence's, on average (late interaction)."""
    weakest: float
    """The same for the fifth of the words that find the least."""
    cosine: float
    """Of the sentence to the more like one of its quotes."""
    new_words: float
    """The share of its content words that stand nowhere in the passages."""
    names_elsewhere: float
    """The share of its names that the quotes do not hold, but the passage."""
    carried: float = 0.0
    """The trained reader: does the passage carry the sentence? A tenth of the logit."""
    span: float = 0.0
    """How far the stretch that carries it is ahead of "nothing here does": a tenth of the logits."""


@dataclass(frozen=True)
class Weights:
    """How much each sign counts."""

    signs: Signs
    bias: float
    least: float
    """The score below which a sentence is unsupported: 0 to 1."""

    def score(self, signs: Signs) -> float:
        """The probability that the quotes carry the sentence."""
        logit = self.bias + sum(w * s for w, s in zip(self.signs, signs, strict=True))
        return 1 / (1 + math.exp(-logit))


WITHOUT_READER = Weights(Signs(0.63, 0.2, 2.3, 1.59, -0.18, -0.67), bias=-3.14, least=0.25)
WITH_READER = Weights(Signs(0.177, 0.0, 0.975, 0.0, -0.082, -0.423, 2.024, 1.269), bias=-0.402, least=0.188)
