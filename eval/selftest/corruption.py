"""A corruption: an answer → the same answer with one thing wrong, and which metrics must see it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from answer.answer import Answer
from eval.selftest.case import StoredAnswer

MetricNames = frozenset[str]


def those(given: Mapping[str, bool]) -> MetricNames:
    """The names of which it is true."""
    return frozenset(name for name, is_true in given.items() if is_true)


@dataclass(frozen=True)
class CorruptedAnswer:
    """A corrupted answer. What must happen to its metrics follows from what was right about it before."""

    answer: Answer
    lowers: MetricNames
    """The metrics that must fall."""
    may_raise: MetricNames = frozenset()
    """The metrics that rise, and rightly: a citation beside the point that is dropped is one less."""
    clears: MetricNames = frozenset()
    """The metrics that must become n/a: not 0, which would be a judgement."""


@dataclass(frozen=True)
class Corruption:
    """One kind of thing that can be wrong with an answer."""

    name: str
    corrupt: Callable[[StoredAnswer], Iterator[CorruptedAnswer]]
    """Every way to do it to this answer; none where it does not apply."""
    lowers: tuple[str, ...]
    """Every metric that must see it somewhere. recall@k is recall at the run's top_k."""
    clears: tuple[str, ...] = ()
    worsens: tuple[str, ...] = ()
    """Metrics of the whole run that must get worse where it is done to every answer that it applies to."""
    may_raise: str = ""
    """What may rise, and why."""
