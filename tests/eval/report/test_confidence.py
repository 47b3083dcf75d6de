"""Risk–coverage and reliability, on cases small enough to be computed by hand."""

from collections.abc import Callable
from typing import Any

import pytest

from eval.report.confidence import CALIBRATION_BINS, reliability, risk_coverage
from eval.score.result import EvalResult

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


def test_the_most_confident_answers_come_first(results: Make) -> None:
    curve = risk_coverage(results((0.7, True), (0.9, True), (0.8, False), (0.1, None)))
    assert curve.points == ((0.25, 0.0), (0.5, 0.5), (0.75, 1 / 3))
    assert curve.area == pytest.approx((0 + 1 / 2 + 1 / 3) / 3)


def test_the_best_possible_order_has_all_right_answers_first(results: Make) -> None:
    curve = risk_coverage(results((0.7, True), (0.9, False), (0.8, True), (0.1, None)))
    assert curve.ideal_area == pytest.approx((0 + 0 + 1 / 3) / 3)


def test_answers_of_equal_confidence_come_in_together(results: Make) -> None:
    given = [(0.5, True), (0.5, False), (0.9, True)]
    forth, back = risk_coverage(results(*given)), risk_coverage(results(*given[::-1]))
    assert forth.points == back.points == ((1 / 3, 0.0), (1.0, 1 / 3))


def test_an_answer_to_what_has_none_is_wrong(make_run: Make, make_sample: Make, make_answer: Make) -> None:
    assert risk_coverage(make_run((make_sample(), make_answer(SIGNED))).results).points == ((1.0, 1.0),)


def test_where_nothing_was_answered_there_is_no_curve(results: Make) -> None:
    curve = risk_coverage(results((0.1, None)))
    assert (curve.points, curve.area, curve.asked) == ((), None, 1)
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
