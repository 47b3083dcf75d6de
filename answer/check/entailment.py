"""What speaks for a claim being carried by its quotes, and how it is weighed: a logistic regression.

The weights stand in entailment.json, which `python -m training entailment` writes: one set with the trained reader's
judgement among the features, and one without it.
"""

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

FITTED = Path(__file__).with_suffix(".json")


class EntailmentFeatures(NamedTuple):
    """What speaks for or against a claim, where no rule has decided. Shares and cosines are from 0 to 1."""

    coverage: float
    """The claim's content words that its quotes hold."""
    nearness: float
    """How near in meaning the quotes' words come to the claim's, on average (late interaction)."""
    weakest: float
    """The same for the fifth of the words that find the least."""
    cosine: float
    """Of the claim to the more like one of its quotes."""
    new_words: float
    """The share of its content words that stand nowhere in the passages."""
    names_elsewhere: float
    """The share of its names that the quotes do not hold, but the passage."""
    carried: float = 0.0
    """The trained reader: does the passage carry the claim? A tenth of the logit."""
    span: float = 0.0
    """How far the stretch that carries it is ahead of "nothing here does": a tenth of the logits."""


@dataclass(frozen=True)
class Entailment:
    """How much each feature counts."""

    weights: EntailmentFeatures
    bias: float
    least: float
    """The score below which a claim is unsupported: 0 to 1."""

    def score(self, features: EntailmentFeatures) -> float:
        """The probability that the quotes carry the claim."""
        logit = self.bias + sum(w * f for w, f in zip(self.weights, features, strict=True))
        return 1 / (1 + math.exp(-logit))


def load_entailment(which: Literal["with_reader", "without_reader"], fitted: Path = FITTED) -> Entailment:
    """The fitted weights."""
    found = json.loads(fitted.read_text(encoding="utf-8"))[which]
    return Entailment(EntailmentFeatures(**found["weights"]), found["bias"], found["least"])
