"""The figures of the card: rules alone, the classifier alone, and both, on kept-out conversations."""

from collections.abc import Sequence
from pathlib import Path

from answer.carry import FOLDER
from answer.conversation import Turn
from answer.followup import FollowUp
from answer.followup_training.dialogues import Dialogue
from answer.followup_training.examples import questions_of
from answer.followup_training.recipe import Recipe
from answer.followup_training.rollout import Understand, roll_out
from answer.followup_training.score import carried_terms, left_as_asked, unrelated_left_as_asked
from answer.pronouns import put_in
from index.embed import OnnxEmbedding

SOURCES = ("canard", "cast")
Figures = dict[str, dict[str, dict[str, float]]]
"""Way → set → figure."""


def ways(embedder: OnnxEmbedding, folder: Path = FOLDER) -> dict[str, Understand]:
    """The ways to understand a question that are compared."""
    both, rules = FollowUp(embedder, folder), FollowUp(embedder, folder / "none")
    carrier = both.carrier

    def learned(question: str, turns: Sequence[Turn]) -> str:
        return put_in(question, carrier.phrases(question, turns)) if carrier else question

    return {"rules": rules.complete, "learned": learned, "both": both.complete}


def measure(dialogues: Sequence[Dialogue], understand: Understand) -> dict[str, dict[str, float]]:
    """The figures of one way on each set."""
    return {s: _of_source([d for d in dialogues if d.source == s], understand) for s in SOURCES}


def _of_source(dialogues: Sequence[Dialogue], understand: Understand) -> dict[str, float]:
    understood = roll_out(dialogues, understand)
    terms = carried_terms(understood)
    kept, whole = left_as_asked(understood)
    apart, foreign = unrelated_left_as_asked(questions_of(roll_out(dialogues), Recipe().seed), understand)
    return {
        "questions": len(understood),
        "precision": round(terms.precision, 3),
        "recall": round(terms.recall, 3),
        "f1": round(terms.f1, 3),
        "left as asked where a person left it": round(kept / max(whole, 1), 3),
        "of": whole,
        "left as asked after another topic": round(apart / max(foreign, 1), 3),
        "of them": foreign,
    }
