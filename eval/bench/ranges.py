"""Retrieved and gold stretches of a text → token recall, precision, IoU and precision Ω, by Chroma's definition.

Smith & Troynikov 2024, "Evaluating Chunking Strategies for Retrieval". The report speaks of tokens; the code that
made its figures counts characters, and so does this.
"""

from collections.abc import Sequence
from typing import NamedTuple

from eval.sets.matching import touches

Range = tuple[int, int]
"""From the first character to the one behind the last."""


class TextStretch(NamedTuple):
    """A range of one text of several."""

    text: str
    start: int
    end: int


def characters(ranges: Sequence[Range]) -> set[int]:
    """The offsets in the ranges, each once."""
    return {at for start, end in ranges for at in range(start, end)}


def scores(retrieved: Sequence[TextStretch], text: str, gold: Sequence[Range]) -> dict[str, float]:
    """Recall, precision and IoU of what was retrieved, against the gold ranges of one text.

    What was retrieved twice is counted twice against precision and IoU, what came from another text, too.
    """
    found = len(characters([(s.start, s.end) for s in retrieved if s.text == text]) & characters(gold))
    shown = sum(s.end - s.start for s in retrieved)
    missed = len(characters(gold)) - found
    return {
        "recall": found / sum(end - start for start, end in gold),
        "precision": found / shown if shown else 0.0,
        "IoU": found / (shown + missed),
    }


def holding(passages: Sequence[Range], gold: Sequence[Range]) -> list[Range]:
    """The passages that hold some of the gold characters."""
    return [passage for passage in passages if any(touches(passage, one) for one in gold)]


def precision_omega(passages: Sequence[Range], gold: Sequence[Range]) -> float:
    """Precision where just the passages that hold gold were retrieved: the best that this splitting allows."""
    held, wanted = characters(holding(passages, gold)), characters(gold)
    return len(held & wanted) / len(held | wanted)
