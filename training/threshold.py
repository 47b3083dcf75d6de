"""Fit the abstention threshold: below which confidence should an answer be not_found? On the dev half only."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from eval.run.runs import Result
from eval.score.metrics import f1
from eval.score.scorers import abstained
from settings import FootnoteError

SHOWN = 15  # candidates in the table
MOST_WRONG_ABSTENTIONS = 0.15
"""The trade-off: of twenty questions that the documents answer, at most three may be turned away.

A false answer is a quote that its reader can see to be beside the point; a wrong abstention hides an
answer that is there.
"""


class FitError(FootnoteError):
    """There is nothing to fit a threshold on."""


@dataclass(frozen=True)
class Candidate:
    """A threshold, and how abstaining below it would do."""

    threshold: float
    balanced_accuracy: float
    """Mean of the share of answerable questions answered and of unanswerable ones abstained from."""
    f1: float
    false_answer_rate: float
    wrong_abstention_rate: float


def candidates(results: Sequence[Result]) -> list[Candidate]:
    """One candidate between each two neighbouring confidences, lowest first.

    The answers must have been made with the threshold disabled. An answer that abstained all the same
    does so at any threshold. Raises FitError where one kind of question is missing.
    """
    points = [(not r.sample.answerable, -1.0 if abstained(r.answer) else r.answer.confidence) for r in results]
    if len({kind for kind, _ in points}) < 2:
        raise FitError("A threshold is fitted on answerable and unanswerable questions; the dev half lacks one kind.")
    values = sorted({0.0, 1.0, *(confidence for _, confidence in points if confidence >= 0)})
    return [_candidate((low + high) / 2, points) for low, high in pairwise(values)]


def recommend(found: Sequence[Candidate]) -> Candidate:
    """The best balanced accuracy among those that wrongly abstain from at most MOST_WRONG_ABSTENTIONS.

    Of a plateau of equally good ones the middle: farthest from both cliffs. Where none is so ready to
    answer, the readiest.
    """
    ready = [c for c in found if c.wrong_abstention_rate <= MOST_WRONG_ABSTENTIONS] or found[:1]
    best = max(c.balanced_accuracy for c in ready)
    plateau = [c for c in ready if best - c.balanced_accuracy < 1e-9]
    return plateau[len(plateau) // 2]


def fit_table(found: Sequence[Candidate]) -> str:
    """The candidates around the recommended one, which is marked."""
    chosen = recommend(found)
    at = found.index(chosen)
    first = max(0, min(at - SHOWN // 2, len(found) - SHOWN))
    lines = ["threshold  balanced accuracy  abstention F1  false answers  wrong abstentions"]
    for c in found[first : first + SHOWN]:
        mark = "  <- recommended" if c is chosen else ""
        lines.append(
            f"{c.threshold:9.4f}  {c.balanced_accuracy:17.3f}  {c.f1:13.3f}  {c.false_answer_rate:13.3f}"
            f"  {c.wrong_abstention_rate:17.3f}{mark}"
        )
    return "\n".join(lines)


def _candidate(threshold: float, points: Sequence[tuple[bool, float]]) -> Candidate:
    """`points`: for each question whether it is unanswerable, and its confidence."""
    tp = sum(confidence < threshold for unanswerable, confidence in points if unanswerable)
    fp = sum(confidence < threshold for unanswerable, confidence in points if not unanswerable)
    unanswerable = sum(kind for kind, _ in points)
    false_answers = 1 - tp / unanswerable
    wrong_abstentions = fp / (len(points) - unanswerable)
    balanced = 1 - (false_answers + wrong_abstentions) / 2
    return Candidate(threshold, balanced, f1(tp, fp, unanswerable - tp), false_answers, wrong_abstentions)
