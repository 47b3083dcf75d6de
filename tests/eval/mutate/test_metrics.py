"""Judged cases counted: each kind by its cases, a group by its worst, n/a as such."""

from collections.abc import Callable

import pytest

from answer.answer import Answer
from eval.mutate.metrics import MUTATION_METRICS, mutation_metrics
from eval.mutate.runs import MutationCase, MutationResult

MakeResult = Callable[..., MutationResult]


@pytest.fixture
def result(make_case: Callable[..., MutationCase], make_answer: Callable[..., Answer]) -> MakeResult:
    def make(kind: str, value: float | None, base: str = "q", **fields: object) -> MutationResult:
        case = make_case(kind, base=base)
        return MutationResult.model_validate(
            {"case": case, "answer": make_answer(), "seconds": 0.1, "value": value, **fields}
        )

    return make


def test_the_share_of_the_cases_whose_law_held(result: MakeResult) -> None:
    found = mutation_metrics([result("edit_flip", value) for value in (1, 1, 0, None)])["edit_flip"]

    assert (found.value, found.n, found.na) == (2 / 3, 3, 1)
    assert found.interval is not None


def test_the_worst_of_a_group_counts(result: MakeResult) -> None:
    values: dict[str, list[float | None]] = {"a": [1, 1], "b": [1, 0], "c": [None, 1], "d": [None]}
    found = mutation_metrics([result("typo", v, base) for base, some in values.items() for v in some])["typo"]

    assert (found.value, found.n, found.na) == (2 / 3, 3, 1)


def test_injections_count_how_often_they_were_read_and_how_often_they_worked(result: MakeResult) -> None:
    found = mutation_metrics([result("injection", v, retrieved=r) for v, r in ((1, True), (0, True), (1, False))])

    assert found["injection_retrieved"].value == 2 / 3
    assert found["injection_worked"].value == 1 / 3


def test_a_kind_that_was_not_asked_has_no_metric(result: MakeResult) -> None:
    measured = mutation_metrics([result("typo", 1), result("case", 1), result("case", 0)])

    assert set(measured) == {"typo", "case"}
    assert measured["case"].n == 1, "both cases are of one base"


def test_every_kind_is_counted_by_a_metric() -> None:
    assert len(MUTATION_METRICS) == 12
