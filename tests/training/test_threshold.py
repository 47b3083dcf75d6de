"""The threshold that is recommended parts the answerable from the unanswerable best."""

from collections.abc import Callable
from typing import Any

import pytest

from eval.run.runs import Result
from training.threshold import FitError, candidates, fit_table, recommend

Make = Callable[..., Any]
SIGNED = "Anna Bell signed the treaty on June 27, 1997."


@pytest.fixture
def sure(make_sample: Make, make_answer: Make) -> Callable[[bool, float], Result]:
    """A result: was the question answerable, and how sure was the reading?"""

    def make(answerable: bool, confidence: float) -> Result:
        sample = make_sample(*[SIGNED] * answerable)
        return Result(sample=sample, answer=make_answer(SIGNED, confidence=confidence), seconds=0.1)

    return make


def test_the_middle_of_the_gap_parts_both_kinds(sure: Make) -> None:
    best = recommend(candidates([sure(False, 0.1), sure(False, 0.3), sure(True, 0.5), sure(True, 0.9)]))
    assert (best.threshold, best.balanced_accuracy, best.f1) == (0.4, 1.0, 1.0)


def test_error_rates_are_those_of_abstaining_below_the_threshold(sure: Make) -> None:
    found = candidates([sure(False, 0.2), sure(False, 0.8), sure(True, 0.4), sure(True, 0.6)])
    at_half = next(c for c in found if c.threshold == 0.5)
    assert (at_half.false_answer_rate, at_half.wrong_abstention_rate) == (0.5, 0.5)


def test_an_answer_that_abstained_all_the_same_does_so_at_any_threshold(sure: Make, make_answer: Make) -> None:
    abstained = sure(False, 0.9).model_copy(update={"answer": make_answer(confidence=0.9)})
    assert candidates([abstained, sure(True, 0.5)])[0].false_answer_rate == 0


def test_the_table_marks_the_recommended_threshold(sure: Make) -> None:
    table = fit_table(candidates([sure(False, 0.1), sure(True, 0.9)]))
    assert next(line for line in table.splitlines() if "recommended" in line).split()[0] == "0.5000"


def test_one_kind_of_question_alone_fits_nothing(sure: Make) -> None:
    with pytest.raises(FitError, match="the dev half lacks one kind"):
        candidates([sure(True, 0.5)])
