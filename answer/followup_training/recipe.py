"""Every number of the training in one place: the same recipe on the same data gives the same weights."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Recipe:
    """What the weights depend on, beside the data and the embedding model."""

    seed: int = 7
    """Of the foreign histories; the networks' own seeds count up from here."""
    rounds: int = 2
    """The first learns from the people's understanding of the earlier questions; the next ones also from that of
    the model of the round before, which is what it will meet (DAgger, Ross et al. 2011)."""
    networks: int = 2
    """Small networks whose logits are averaged."""
    projected: int = 16
    """Numbers that are kept of each vector."""
    hidden: int = 64
    epochs: int = 7
    batch: int = 64
    """Questions a step, with all their terms."""
    learning_rate: float = 4e-3
    """The highest: it rises to it and falls again (one cycle)."""
    weight_decay: float = 0.02
    dropout: float = 0.2
    vector_dropout: float = 0.3
    """Share of the vectors' numbers that are left out of a step."""
    whole_weight: float = 0.5
    """Of a human rewrite that is asked in the place of its question: nothing must be carried."""
    least_unchanged: float = 0.95
    """Of unrelated questions on the development part: the threshold is the best that leaves so many as asked."""
