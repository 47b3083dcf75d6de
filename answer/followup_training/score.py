"""How well a way to understand questions does what people did: the terms it carries, and what it leaves as asked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from answer.followup_training.examples import Question
from answer.followup_training.rollout import Understand, Understood
from answer.mentions import content_terms


@dataclass(frozen=True)
class Counts:
    """Terms that were carried, over many questions."""

    right: int
    carried: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.carried if self.carried else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.carried + self.wanted) if self.carried + self.wanted else 0.0


def carried_terms(understood: Iterable[Understood]) -> Counts:
    """Terms of ours that the question lacks, against those of the rewrite that the conversation holds."""
    right = carried = wanted = 0
    for one in understood:
        own = content_terms(one.asked)
        held = {
            term
            for turn in one.before
            for text in (turn.asked, turn.understood, turn.said)
            for term in content_terms(text)
        }
        ours, theirs = content_terms(one.ours) - own, (content_terms(one.rewrite) - own) & held
        right, carried, wanted = right + len(ours & theirs), carried + len(ours), wanted + len(theirs)
    return Counts(right, carried, wanted)


def left_as_asked(understood: Iterable[Understood]) -> tuple[int, int]:
    """Of the questions that a person left as they were but for case and marks: how many ours left, and all."""
    whole = [one for one in understood if _plain(one.asked) == _plain(one.rewrite)]
    return sum(one.ours == one.asked for one in whole), len(whole)


def unrelated_left_as_asked(questions: Iterable[Question], understand: Understand) -> tuple[int, int]:
    """The same of complete questions that come after the conversation of another topic."""
    foreign = [question for question in questions if question.kind == "foreign"]
    return sum(understand(question.asked, question.before) == question.asked for question in foreign), len(foreign)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()
