"""Retrieved and gold stretches of a text → token recall, precision, IoU and precision Ω, by Chroma's definition.

Smith & Troynikov 2024, "Evaluating Chunking Strategies for Retrieval". The report speaks of tokens; the code that
made its figures counts characters, and so does this.
"""

from collections.abc import Sequence
from typing import NamedTuple

Range = tuple[int, int]
"""From the first character to the one behind the last."""


class TextStretch(NamedTuple):
    """A range of one text of several."""

    text: str
    start: int
    end: int


def union(ranges: Sequence[Range]) -> list[Range]:
    """The same characters as ranges that neither touch nor overlap, in order."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def length(ranges: Sequence[Range]) -> int:
    """Characters in the ranges, each as often as it stands in one."""
    return sum(end - start for start, end in ranges)


def scores(retrieved: Sequence[TextStretch], text: str, gold: Sequence[Range]) -> dict[str, float]:
    """Recall, precision and IoU of what was retrieved, against the gold ranges of one text.

    What was retrieved twice is counted twice against precision and IoU, what came from another text, too.
    """
    found = length(_overlaps([(s.start, s.end) for s in retrieved if s.text == text], gold))
    shown = length([(s.start, s.end) for s in retrieved])
    missed = length(union(gold)) - found
    return {
        "recall": found / length(gold),
        "precision": found / shown if shown else 0.0,
        "IoU": found / (shown + missed),
    }


def holding(passages: Sequence[Range], gold: Sequence[Range]) -> list[Range]:
    """The passages that hold some of the gold characters."""
    return [passage for passage in passages if _overlaps([passage], gold)]


def precision_omega(passages: Sequence[Range], gold: Sequence[Range]) -> float:
    """Precision where just the passages that hold gold were retrieved: the best that this splitting allows."""
    held = holding(passages, gold)
    return length(_overlaps(held, gold)) / length(union([*held, *gold]))


def _overlaps(ranges: Sequence[Range], gold: Sequence[Range]) -> list[Range]:
    """The characters that are in both, each once."""
    pairs = ((max(a, c), min(b, d)) for a, b in ranges for c, d in gold)
    return union([(start, end) for start, end in pairs if start < end])
