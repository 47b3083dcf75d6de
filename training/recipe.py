"""Every number of the training in one place: the same recipe on the same data gives the same weights."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True)
class Schedule:
    """How one model is trained on the rows."""

    steps: int
    """Optimizer steps in all."""
    batch: int
    """Examples a step."""
    learning_rate: float
    """Of the heads and the highest layer."""
    layer_decay: float
    """The rate of each layer, over the rate of the layer above."""
    dropout: float
    weight_decay: float = 0.01
    warm_up: float = 0.06
    """Share of the steps in which the rate rises from 0."""
    cool_down: float = 0.6
    """Share of the steps, the last ones, in which it falls to 0. Between the two it stays."""
    clip: float = 1.0
    """Longest gradient (L2)."""


@dataclass(frozen=True)
class Recipe:
    """What the weights depend on, beside the data, the backbone and the teacher."""

    seed: int = 20
    """Of the split, the examples, their order and the new heads."""
    max_tokens: int = 256
    """Of question and passage together, markers included."""
    window: tuple[int, int] = (50, 200)
    """Tokens of a passage: drawn evenly from here."""
    dev_documents: float = 0.03
    """Share of each set's documents that tuning may look at, and training may not."""
    passes: int = 6
    """How often examples are made of the samples, with windows and near misses drawn anew each time."""
    shares: Mapping[str, float] = field(
        default_factory=lambda: MappingProxyType({"new_wiki": 1.0, "qed": 1.0, "reddit": 0.55, "amazon": 0.45})
    )
    """Share of each set's questions in a pass."""
    negatives: float = 1.2
    """Unanswerable examples for each answerable one."""
    kinds: Mapping[str, float] = field(
        default_factory=lambda: MappingProxyType({"swapped": 0.48, "near": 0.34, "removed": 0.13, "foreign": 0.05})
    )
    """Of the unanswerable examples: shares of their kinds, where each can be made."""
    exercise_kinds: Mapping[str, float] = field(
        default_factory=lambda: MappingProxyType({"near": 0.55, "removed": 0.35, "foreign": 0.1})
    )
    """The same of exercises, whose swaps are written by hand: the very question, where it has no answer."""
    doubt: Mapping[str, float] = field(
        default_factory=lambda: MappingProxyType(
            {"swapped": 0.1, "near": 0.04, "removed": 0.02, "foreign": 0.0, "written": 0.03, "unsaid": 0.05}
        )
    )
    """How likely each kind may be answerable after all: label smoothing."""
    statements: float = 0.4
    """Share of the questions from which a true and a false statement are made, too."""
    answerability: float = 0.7
    """Weight of the answerability loss beside the mean of the start's and the end's."""
    contrast: float = 0.0
    """Weight of what answers being ahead of what does not, among the questions and texts of one group."""
    trust: float = 0.8
    """Weight of what the teacher says, over what the examples say."""
    softness: float = 2.0
    """Temperature at which the teacher's and the student's spans are compared (Hinton et al. 2015)."""
    teacher: Schedule = Schedule(steps=5000, batch=64, learning_rate=4e-5, layer_decay=0.95, dropout=0.1, cool_down=0.9)
    student: Schedule = Schedule(steps=12500, batch=128, learning_rate=5e-4, layer_decay=0.9, dropout=0.1)

    lessons: tuple[int, float] = (0, 0.0)
    """Of the tuning: public questions that are mined, and the share of the public sets' samples of which examples of
    the first schooling are made again; of the exercises all are."""

    kept: float = 0.0
    """Of the tuning: the share of the reader before in the average of its weights and the tuned ones."""

    def values(self) -> dict[str, Any]:
        """The recipe as plain values, as JSON keeps them."""
        found = {name: getattr(self, name) for name in self.__dataclass_fields__}
        found |= {
            "window": list(self.window),
            "lessons": list(self.lessons),
            "teacher": asdict(self.teacher),
            "student": asdict(self.student),
        }
        return found | {name: dict(found[name]) for name in ("shares", "kinds", "exercise_kinds", "doubt")}


TUNING = Recipe(
    contrast=0.3,
    lessons=(2600, 0.2),
    passes=3,
    kept=0.25,
    shares=MappingProxyType({"new_wiki": 1.0, "qed": 1.0, "reddit": 0.3, "amazon": 0.2}),
    student=Schedule(steps=3000, batch=32, learning_rate=1.5e-4, layer_decay=0.9, dropout=0.0, cool_down=0.7),
)
"""How the reader that there is learns on."""
