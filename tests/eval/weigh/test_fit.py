"""Weights are fitted so that what speaks for a sentence raises the confidence in it."""

import numpy as np
import pytest

from answer.weigh import WEIGHTS, Evidence
from eval.weigh.cases import Case
from eval.weigh.fit import best_ones, fit

NAMES = ("span", "missing_names")


def evidence(span: float, missing: float = 0.0) -> Evidence:
    return Evidence(0.5, 0.5, 0.5, 0.5, 0.5, 1.0, missing, span, 0.0)


def case(*sentences: Evidence, right: int | None = None, times: int = 1) -> Case:
    marks = np.array([place == right for place in range(len(sentences))], dtype=np.bool_)
    return Case(
        np.array(sentences, dtype=np.float64).reshape(-1, len(Evidence._fields)), marks, right is not None, times
    )


@pytest.fixture
def cases() -> list[Case]:
    """Where the reader is sure the sentence is right, save where the passage lacks a name."""
    rng = np.random.default_rng(0)
    told = [case(evidence(1 + rng.normal() / 3), evidence(-1), right=0) for _ in range(60)]
    silent = [case(evidence(-0.5 + rng.normal() / 3), evidence(-1)) for _ in range(40)]
    lacking = [case(evidence(1 + rng.normal() / 3, missing=1.0), evidence(-1)) for _ in range(40)]
    return [*told, *silent, *lacking]


def test_what_speaks_for_a_sentence_gets_a_positive_weight(cases: list[Case]) -> None:
    weights, _ = fit({"one": cases}, WEIGHTS["both"], NAMES)

    assert weights.confidence.span > 0 > weights.confidence.missing_names
    assert weights.rank == WEIGHTS["both"].rank
    assert not weights.confidence.kind


def test_groups_count_the_same_however_many_cases_they_have(cases: list[Case]) -> None:
    other = [case(evidence(1), evidence(-1)) for _ in range(10)]

    alone, _ = fit({"one": cases, "other": other}, WEIGHTS["both"], NAMES)
    repeated, _ = fit({"one": cases, "other": other * 50}, WEIGHTS["both"], NAMES)

    assert alone.confidence == pytest.approx(repeated.confidence, abs=0.02)


def test_a_case_that_counts_twice_is_two_cases(cases: list[Case]) -> None:
    once, twice = (
        best_ones([cases[0], cases[1], cases[1]], WEIGHTS["both"]),
        best_ones([cases[0], Case(cases[1].evidence, cases[1].right, True, 2)], WEIGHTS["both"]),
    )

    assert once.share[1:].sum() == pytest.approx(twice.share[1])


def test_what_was_refused_without_weighing_is_left_out(cases: list[Case]) -> None:
    assert len(best_ones([*cases, case()], WEIGHTS["both"]).right) == len(cases)
