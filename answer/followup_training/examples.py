"""Conversations → what the term classifier sees, and which terms the human rewrite took up."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from answer.carry_features import Inputs, inputs_of
from answer.conversation import Conversations, Turn
from answer.followup_training.rollout import Understood
from answer.mentions import content_terms

Kind = Literal["followup", "whole", "foreign"]
"""A question as it was asked; its rewrite after the same history, and after the history of another topic."""


@dataclass(frozen=True)
class Question:
    """A question, what was said before it, and how a person understood it."""

    kind: Kind
    source: str
    asked: str
    rewrite: str
    before: tuple[Turn, ...]
    """The last turns, oldest first."""


@dataclass(frozen=True)
class Example:
    """A question as the classifier sees it."""

    question: Question
    inputs: Inputs
    carried: npt.NDArray[np.bool_]
    """(terms,): whether the rewrite holds the term."""


def questions_of(understood: Sequence[Understood], seed: int) -> list[Question]:
    """The questions as asked, and those that must be left as they are."""
    return [*_within(understood), *_foreign(understood, seed)]


def _within(understood: Sequence[Understood]) -> Iterator[Question]:
    for one in understood:
        yield Question("followup", one.source, one.asked, one.rewrite, one.before)
        if content_terms(one.asked) != content_terms(one.rewrite):
            yield Question("whole", one.source, one.rewrite, one.rewrite, one.before)


def _foreign(understood: Sequence[Understood], seed: int) -> Iterator[Question]:
    """Every second rewrite, after the history of another topic of the same set."""
    drawn = random.Random(seed)  # noqa: S311 - no secret
    of_source = {s: [one for one in understood if one.source == s] for s in sorted({one.source for one in understood})}
    for one in understood[::2]:
        other = drawn.choice(of_source[one.source])
        if other.topic != one.topic:
            yield Question("foreign", one.source, one.rewrite, one.rewrite, other.before)


def example(question: Question, conversations: Conversations) -> Example:
    """The question with all terms of its history, and which of them the rewrite holds."""
    inputs = inputs_of(conversations.talk(question.asked, question.before), conversations.embedder)
    wanted = content_terms(question.rewrite)
    return Example(question, inputs, np.array([term in wanted for term in inputs.terms], dtype=bool))
