"""Reliability, on cases small enough to be computed by hand."""

from collections.abc import Callable
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st

from answer.answer import Answer, Statement
from eval.report.confidence import CALIBRATION_BINS, given, reliability
from eval.score.result import EvalResult
from eval.score.scorers import Score
from eval.sets.samples import Sample

Make = Callable[..., Any]
SIGNED = "Anna Bell signed the treaty on June 27, 1997."


@pytest.fixture
def results(make_run: Make, make_sample: Make, make_answer: Make) -> Callable[..., tuple[EvalResult, ...]]:
    """Results of these confidences, each right or wrong; None has abstained."""

    def make(*given: tuple[float, bool | None]) -> tuple[EvalResult, ...]:
        pairs = []
        for number, (confidence, is_right) in enumerate(given):
            sample = make_sample(SIGNED, id=str(number), target=(("Bell" if is_right else "nobody",),))
            said = [] if is_right is None else [SIGNED]
            pairs.append((sample, make_answer(*said, confidence=confidence)))
        return tuple(make_run(*pairs).results)

    return make


def test_an_answer_to_what_has_none_is_wrong(make_run: Make, make_sample: Make, make_answer: Make) -> None:
    assert given(make_run((make_sample(), make_answer(SIGNED))).results) == ([0.9], [False])


def test_where_nothing_was_answered_there_is_no_error(results: Make) -> None:
    assert reliability(results((0.1, None))).error is None


def test_the_calibration_error_is_the_weighted_gap(results: Make) -> None:
    # 0.9 said, half right; 0.3 said, none right: (2 · 0.4 + 2 · 0.3) / 4
    found = reliability(results((0.9, True), (0.9, False), (0.3, False), (0.3, False)))
    assert found.error == pytest.approx(0.35)
    assert [(round(b.confidence, 9), b.right, b.n) for b in found.bins] == [(0.3, 0.0, 2), (0.9, 0.5, 2)]


def test_few_answers_make_bins_that_hold_equally_many(results: Make) -> None:
    found = reliability(results(*((n / 100, True) for n in range(40))))
    assert found.equal_mass
    assert [b.n for b in found.bins] == [4] * CALIBRATION_BINS


def test_perfect_confidence_has_no_error(results: Make) -> None:
    assert reliability(results((1.0, True), (0.0, False))).error == 0


@hypothesis.given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=600))
def test_every_answer_is_in_one_bin(answers: list[tuple[float, bool]]) -> None:
    found = reliability([answered(confidence, right) for confidence, right in answers])
    assert sum(one.n for one in found.bins) == found.n == len(answers)
    assert found.error is not None
    assert 0 <= found.error <= 1


def answered(confidence: float, right: bool) -> EvalResult:
    """An answer of this confidence, judged."""
    statement = Statement(text="Bell.", citations=(), support="quoted")
    sample = Sample(id="q", category="fact", half="dev", question="Who?", answerable=True)
    answer = Answer(
        question="Who?",
        standalone_question="Who?",
        statements=(statement,),
        verdict="answered",
        confidence=confidence,
        message="",
        note="",
        hits=(),
        mode="quotes",
        timings={},
    )
    return EvalResult(sample=sample, answer=answer, seconds=0.1, scores={"right": Score(value=float(right))})
