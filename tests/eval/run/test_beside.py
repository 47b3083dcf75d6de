"""Two runs side by side, over the questions that both asked."""

from collections.abc import Callable
from typing import Any

import pytest

from eval.run.beside import beside, beside_table
from eval.run.compare import compare

Make = Callable[..., Any]
SIGNED = "Anna Bell signed the treaty on June 27, 1997."
ARRIVED = "The 201st Division arrived in the fall of 2005."


@pytest.fixture
def both(make_run: Make, make_sample: Make, make_answer: Make) -> Any:
    """A run of quotes, all right, and a written one, all wrong, that was asked one question more."""
    first, second = (make_sample(SIGNED, id=key, target=(("Bell",),)) for key in "ab")
    quotes = make_run((first, make_answer(SIGNED)))
    wrong = make_answer(ARRIVED, mode="written")
    return compare(quotes, make_run((first, wrong), (second, wrong), mode="written"))


def test_each_metric_has_both_values(both: Any) -> None:
    before, after = beside(both)["right"]
    assert (before.value, after.value) == (1, 0)


def test_only_what_both_were_asked_counts(both: Any) -> None:
    assert beside(both)["right"][1].n == 1


def test_what_only_one_run_has_is_na_in_the_other(both: Any) -> None:
    before, after = beside(both)["fallback_rate"]
    assert (before.value, after.value) == (None, 1)  # a quoted statement in a written answer


def test_the_columns_are_named_by_who_answered(both: Any) -> None:
    lines = [line.split() for line in beside_table(both).splitlines()]
    assert lines[0] == "metric quotes 95 % written 95 %".split()
    assert ["right", "1.000", "0.21–1.00", "0.000", "0.00–0.79"] in lines
