"""Typed rules: a value → another of its kind, in the same format, that stands nowhere yet.

A rule looks at all forms in which a fact may be stated, finds the one that stands in the evidence, and
gives the words to replace and the forms in which the new fact may be stated. A rule that is not sure of
the kind gives nothing: an invalid edit would measure nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from eval.sets.matching import contains
from eval.sets.texts import Replacement

SwapRule = Literal["date", "number", "person", "name", "by hand"]


@dataclass(frozen=True)
class StatedValue:
    """What is to be changed, and where it stands."""

    stated: str
    """The form that stands in the evidence."""
    forms: tuple[str, ...]
    """All forms that count as stating it, the one in the evidence among them."""
    around: str
    """The text that it stands in."""
    taken: str
    """All texts that no new value may stand in: the documents, the question and the conversation."""

    def is_free(self, phrase: str) -> bool:
        """Whether a new value stands nowhere yet, so that it can only come from the edit."""
        return not contains(self.taken, phrase)


@dataclass(frozen=True)
class ValueSwap:
    """One value for another."""

    rule: SwapRule
    pairs: tuple[Replacement, ...]
    """What is replaced by what, wherever it stands."""
    accepted: tuple[str, ...]
    """The new value, in every form that counts as stating it."""


TypedRule = Callable[[StatedValue, Random], ValueSwap | None]


def first_free(value: StatedValue, candidates: Sequence[ValueSwap]) -> ValueSwap | None:
    """The first swap none of whose new forms stands anywhere yet."""
    return next((swap for swap in candidates if all(value.is_free(form) for form in swap.accepted)), None)
