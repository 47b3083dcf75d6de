"""How what speaks for a claim is weighed: a logistic regression, read from the fitted weights."""

import json
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.check.entailment import Entailment, EntailmentFeatures, load_entailment

NOTHING = EntailmentFeatures(0, 0, 0, 0, 1, 1)
ALL = EntailmentFeatures(1, 1, 1, 1, 0, 0, 2, 2)
WEIGHTS = EntailmentFeatures(2, 0, 0, 0, 0, 0, 0, -4)


def test_what_speaks_neither_for_nor_against_leaves_even_odds() -> None:
    assert Entailment(WEIGHTS, 0.0, 0.5).score(NOTHING) == 0.5


@pytest.mark.parametrize(
    ("features", "bias", "score"),
    [
        (EntailmentFeatures(1, 0, 0, 0, 0, 0), 0.0, 0.880797),  # 1 / (1 + e^-2)
        (EntailmentFeatures(1, 0, 0, 0, 0, 0), -2.0, 0.5),
        (EntailmentFeatures(1, 0, 0, 0, 0, 0, 0, 1), 0.0, 0.119203),  # 1 / (1 + e^2)
        (EntailmentFeatures(0, 9, 9, 9, 9, 9, 9, 0), 1.0, 0.731059),  # 1 / (1 + e^-1)
    ],
)
def test_each_feature_counts_by_its_weight(features: EntailmentFeatures, bias: float, score: float) -> None:
    assert Entailment(WEIGHTS, bias, 0.5).score(features) == pytest.approx(score, abs=1e-6)


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_words_that_the_quotes_hold_never_count_against_a_claim(less: float, more: float) -> None:
    less, more = sorted((less, more))
    fitted = load_entailment("without_reader")

    assert fitted.score(NOTHING._replace(coverage=less)) <= fitted.score(NOTHING._replace(coverage=more))


@pytest.mark.parametrize("which", ["with_reader", "without_reader"])
def test_the_fitted_weights_tell_all_from_nothing(which: Literal["with_reader", "without_reader"]) -> None:
    fitted = load_entailment(which)

    assert fitted.score(NOTHING._replace(carried=-2, span=-2)) < fitted.least < fitted.score(ALL)


def test_each_set_of_weights_is_read_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "fitted.json"
    sets = {
        "with_reader": {"weights": ALL._asdict(), "bias": 1.0, "least": 0.3},
        "without_reader": {"weights": NOTHING._asdict(), "bias": 2.0, "least": 0.4},
    }
    path.write_text(json.dumps(sets), encoding="utf-8")

    assert load_entailment("with_reader", path) == Entailment(ALL, 1.0, 0.3)
    assert load_entailment("without_reader", path) == Entailment(NOTHING, 2.0, 0.4)


def test_without_the_reader_a_claim_is_weighed_as_if_it_had_said_nothing() -> None:
    assert EntailmentFeatures(1, 1, 1, 1, 0, 0) == EntailmentFeatures(1, 1, 1, 1, 0, 0, carried=0, span=0)
