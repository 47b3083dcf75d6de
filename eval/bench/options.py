"""What every benchmark is told, and how it samples its questions."""

import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tqdm import tqdm

T = TypeVar("T")


@dataclass(frozen=True)
class BenchOptions:
    """The command's options."""

    limit: int | None = None
    """Ask this many questions, sampled; None asks all."""
    seed: int = 0
    pool: int = 0
    """Of each domain of `followup`: index this many passages, sampled, all gold ones included; 0 takes all."""

    def sample(self, questions: Sequence[T]) -> list[T]:
        """`limit` of the questions, drawn without replacement, in their own order: one seed, one sample."""
        if self.limit is None or self.limit >= len(questions):
            return list(questions)
        drawn = random.Random(self.seed).sample(range(len(questions)), self.limit)  # noqa: S311 - no secret
        return [questions[index] for index in sorted(drawn)]

    def sampled(self, total: int) -> str:
        """How questions were sampled from `total`, for the heading; empty where all were asked."""
        if self.limit is None or self.limit >= total:
            return ""
        return f"{self.limit:,} of {total:,} questions, drawn with seed {self.seed}."


def progress(items: Iterable[T], doing: str) -> Iterable[T]:
    """The items, with a progress bar on standard error."""
    bar: Iterable[T] = tqdm(items, desc=doing, unit="question", disable=None, file=sys.stderr)
    return bar
