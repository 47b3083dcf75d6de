"""Weights: what speaks for a sentence raises its score and the confidence, and caution raises the bar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.read.weigh import THRESHOLDS, WEIGHTS, Evidence, Weights

Numbers = st.floats(-2, 2)
EACH_WAY = pytest.mark.parametrize("weights", WEIGHTS.values(), ids=WEIGHTS)


def test_caution_raises_the_bar() -> None:
    low, normal, high = (THRESHOLDS[caution] for caution in ("low", "normal", "high"))

    assert 0 < low < normal < high < 1


@EACH_WAY
@given(st.lists(st.builds(Evidence, *[Numbers] * len(Evidence._fields)), min_size=1, max_size=5))
def test_the_confidence_is_a_probability(weights: Weights, ranked: list[Evidence]) -> None:
    assert 0 <= weights.probability(sorted(ranked, key=weights.score, reverse=True)) <= 1


def test_a_span_that_the_reader_is_sure_of_raises_the_score() -> None:
    unsure, sure = (Evidence(0.5, 0.5, 0.5, 0.5, 0.5, 1.0, 0.0, span, 0.1) for span in (-1.0, 1.0))

    assert WEIGHTS["both"].score(sure) > WEIGHTS["both"].score(unsure)


def test_a_name_that_the_passage_lacks_lowers_the_confidence() -> None:
    there, lacking = (Evidence(0.5, 0.5, 0.5, 0.5, 0.5, 1.0, missing, 1.0, 0.1) for missing in (0.0, 1.0))

    assert WEIGHTS["likeness"].probability([lacking]) < WEIGHTS["likeness"].probability([there])
