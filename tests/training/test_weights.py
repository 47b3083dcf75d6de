"""Weights are fitted so that what speaks for a sentence raises its rank, and the confidence in it."""

import numpy as np
import pytest

from answer.read.weigh import Evidence
from training.cases import Case
from training.weights import best_ones, fit, fit_rank

RANK, NAMES = ("span",), ("span", "missing_names")


def evidence(span: float, missing: float = 0.0) -> Evidence:
    return Evidence(0.5, 0.5, 0.5, 0.5, 0.5, 1.0, missing, span, 0.0)


def case(*sentences: Evidence, right: int | None = None) -> Case:
    marks = np.array([place == right for place in range(len(sentences))], dtype=np.bool_)
    return Case(np.array(sentences, dtype=np.float64).reshape(-1, len(Evidence._fields)), marks, right is not None)


@pytest.fixture
def cases() -> list[Case]:
    """Where the reader is sure the sentence is right, save where the passage lacks a name."""
    rng = np.random.default_rng(0)
    told = [case(evidence(1 + rng.normal() / 3), evidence(-1), right=0) for _ in range(60)]
    silent = [case(evidence(-0.5 + rng.normal() / 3), evidence(-1)) for _ in range(40)]
    lacking = [case(evidence(1 + rng.normal() / 3, missing=1.0), evidence(-1)) for _ in range(40)]
    return [*told, *silent, *lacking]


def test_what_speaks_for_a_sentence_gets_a_positive_weight(cases: list[Case]) -> None:
    weights, _ = fit({"one": cases}, RANK, NAMES)

    assert weights.confidence.span > 0 > weights.confidence.missing_names
    assert weights.rank.span > 0
    assert not weights.confidence.kind


def test_groups_count_the_same_however_many_cases_they_have(cases: list[Case]) -> None:
    other = [case(evidence(1), evidence(-1), right=0) for _ in range(9)] + [case(evidence(-1), evidence(-1))]

    alone, _ = fit({"one": cases, "other": other}, RANK, NAMES)
    repeated, _ = fit({"one": cases, "other": other * 50}, RANK, NAMES)

    assert alone.confidence == pytest.approx(repeated.confidence, abs=0.02)


def test_the_confidence_says_how_often_the_best_sentence_is_right(cases: list[Case]) -> None:
    """Half of the answers stand in another sentence than the best one: a sure reader is right half of the time."""
    elsewhere = [Case(c.evidence, ~c.right, True) for c in cases if c.answerable]

    weights, _ = fit({"one": [*cases, *elsewhere]}, RANK, NAMES)

    assert weights.probability([evidence(1), evidence(-1)]) == pytest.approx(0.5, abs=0.1)


def test_what_was_refused_without_weighing_is_left_out(cases: list[Case]) -> None:
    assert len(best_ones([*cases, case()], evidence(1)).right) == len(cases)


def test_the_rank_puts_the_right_sentence_first_by_what_tells_it_from_the_others() -> None:
    """Here names that are lacking do not: they lack in all sentences alike."""
    rng = np.random.default_rng(0)
    told = [case(evidence(rng.normal(), 1.0), evidence(1 + rng.normal(), 1.0), right=1) for _ in range(2000)]

    rank = fit_rank({"one": told}, NAMES)

    assert rank.span == pytest.approx(1.0, abs=0.2)  # two normals a standard deviation apart: the log odds of a step
    assert abs(rank.missing_names) < 0.01
    assert not rank.words


def test_where_two_sentences_are_right_either_may_come_first() -> None:
    two = Case(np.array([evidence(1), evidence(0.9), evidence(-1)]), np.array([True, True, False]), True)
    one = Case(np.array([evidence(1), evidence(-1)]), np.array([True, False]), True)

    assert fit_rank({"one": [two] * 9}, RANK).span == pytest.approx(fit_rank({"one": [one] * 9}, RANK).span, rel=0.1)
