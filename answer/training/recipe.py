"""Every number of the training in one place: the same recipe on the same data gives the same weights."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True)
class Recipe:
    """What the weights depend on, beside the data and the backbone."""

    seed: int = 20
    """Of the split, the examples, their order and the new heads."""
    steps: int = 14000
    """Optimizer steps in all."""
    batch: int = 16
    """Examples a step."""
    learning_rate: float = 2e-4
    """Of the heads and the highest layer."""
    layer_decay: float = 0.9
    """The rate of each layer, over the rate of the layer above."""
    weight_decay: float = 0.01
    warm_up: float = 0.06
    """Share of the steps in which the rate rises from 0."""
    cool_down: float = 0.55
    """Share of the steps, the last ones, in which it falls to 0. Between the two it stays."""
    restarts: tuple[int, ...] = (2250, 5250)
    """Steps at which the rate rises anew, to fall again (warm restarts, Loshchilov & Hutter 2017)."""
    restart_rate: float = 0.7
    """Peak of the rate after a restart, as a share of the first."""
    frozen_layers: int = 2
    """Lowest layers that stay as they are; the embeddings do, too."""
    clip: float = 1.0
    """Longest gradient (L2)."""
    answerability: float = 0.7
    """Weight of the answerability loss beside the mean of the start's and the end's."""
    max_tokens: int = 256
    """Of question and passage together, markers included."""
    window: tuple[int, int] = (50, 150)
    """Tokens of a passage: drawn evenly from here."""
    dev_documents: float = 0.03
    """Share of each set's documents that tuning may look at, and training may not."""
    negatives: float = 0.85
    """Unanswerable examples for each answerable one."""
    kinds: Mapping[str, float] = field(
        default_factory=lambda: MappingProxyType({"swapped": 0.50, "near": 0.32, "removed": 0.13, "foreign": 0.05})
    )
    """Of the unanswerable examples: shares of their kinds, where each can be made."""
    doubt: Mapping[str, float] = field(
        default_factory=lambda: MappingProxyType(
            {"swapped": 0.1, "near": 0.04, "removed": 0.02, "foreign": 0.0, "unsaid": 0.05}
        )
    )
    """How likely each kind may be answerable after all: label smoothing."""
    passes: tuple[Mapping[str, float], ...] = (
        *[MappingProxyType({"new_wiki": 1.0, "qed": 1.0, "reddit": 0.25, "amazon": 0.25})] * 3,  # to the restart
        MappingProxyType({"new_wiki": 0.5, "qed": 0.5, "reddit": 0.3, "amazon": 0.3}),
        MappingProxyType({"new_wiki": 0.4, "qed": 0.4, "reddit": 0.25, "amazon": 0.25}),
        MappingProxyType({"new_wiki": 1.0, "qed": 1.0, "reddit": 0.6, "amazon": 0.6}),
    )
    """Share of each set's questions in the first pass, the second, …, drawn anew each time; the last one goes on."""

    statements: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0, 0.0, 0.5)
    """Share of the questions from which, in each pass, a true and a false statement are made, too."""

    def values(self) -> dict[str, Any]:
        """The recipe as plain values, as JSON keeps them."""
        found = {f.name: getattr(self, f.name) for f in fields(self)}
        found |= {
            "window": list(self.window),
            "restarts": list(self.restarts),
            "statements": list(self.statements),
            "kinds": dict(self.kinds),
            "doubt": dict(self.doubt),
        }
        return found | {"passes": [dict(shares) for shares in self.passes]}
