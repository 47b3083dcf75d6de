"""One question, its answer, and what came of it: the unit of a run."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from answer.answer import Answer
from eval.score.scorers import Score, abstained
from eval.sets.samples import Sample

JUDGED = ("abstention", "right", "citation_precision", "citation_recall", "quote_exactness", "attribution")
"""The scores of which none may fall short where an answer holds up. How the search ranked is told beside them."""

WRITTEN = "written"
"""The score that only runs of the mode written have: how often the language model did write."""

Outcome = Literal["right", "wrong", "rightly refused", "wrongly refused"]
"""wrong: answered what has no answer, or not answered right what has one."""

WRONG_AND_SURE, WRONG_WITH_DOUBT, RIGHT_WITH_DOUBT, WRONGLY_REFUSED = 5.0, 2.0, 0.5, 1.0
"""What an answer costs whoever asked. All else costs nothing."""


class EvalResult(BaseModel):
    """One question, its answer, and what the scorers say of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sample: Sample
    answer: Answer
    seconds: float
    """From the question to the whole answer; earlier questions of the conversation not counted."""
    scores: dict[str, Score] = {}

    @property
    def problems(self) -> tuple[str, ...]:
        """What the scorers found wrong, a clause each; none where the answer holds up."""
        judged = [self.scores[name] for name in JUDGED]
        return tuple(
            s.explanation for s in judged if s.value is not None and s.value < 1 and s.explanation != "abstained"
        )

    @property
    def outcome(self) -> Outcome:
        """What became of a scored question."""
        if abstained(self.answer):
            return "wrongly refused" if self.sample.answerable else "rightly refused"
        return "right" if self.sample.answerable and self.scores["right"].value == 1 else "wrong"

    @property
    def wrong_and_sure(self) -> bool:
        """Whether a wrong answer was shown without any doubt: what misleads."""
        return self.outcome == "wrong" and not self.answer.doubt

    @property
    def cost(self) -> float:
        """What it cost whoever asked."""
        if self.outcome == "wrong":
            return WRONG_WITH_DOUBT if self.answer.doubt else WRONG_AND_SURE
        if self.outcome == "right":
            return RIGHT_WITH_DOUBT if self.answer.doubt else 0.0
        return WRONGLY_REFUSED if self.outcome == "wrongly refused" else 0.0
