"""The tables show each half, n/a as n/a, and the failures of the development half only."""

from collections.abc import Callable
from typing import Any

from eval.run.tables import by_half, category_table, failures, overall_table

Make = Callable[..., Any]
SIGNED = "Anna Bell signed the treaty on June 27, 1997."


def test_each_half_has_its_columns(make_run: Make) -> None:
    heading = overall_table(by_half(make_run().results)).splitlines()[0]
    assert heading.split() == ["metric", "dev", "95", "%", "n", "test", "95", "%", "n"]


def test_a_half_that_was_not_asked_has_none(make_run: Make, make_sample: Make, make_answer: Make) -> None:
    run = make_run((make_sample(), make_answer()))
    assert "test" not in overall_table(by_half(run.results)).splitlines()[0]


def test_what_does_not_apply_reads_na(make_run: Make) -> None:
    row = next(line for line in category_table(make_run().results).splitlines() if line.startswith("off_topic"))
    assert row.split() == ["off_topic", "1", "n/a", "n/a", "n/a", "0.000"]


def test_a_failure_names_the_question_the_verdict_and_what_failed(
    make_run: Make, make_sample: Make, make_answer: Make
) -> None:
    run = make_run((make_sample(SIGNED, target=(("Bell",),)), make_answer()))
    assert failures(run.results) == ["q  Who signed?  [not_found]  wrongly abstained"]


def test_failures_of_the_test_half_stay_closed(make_run: Make, make_sample: Make, make_answer: Make) -> None:
    assert failures(make_run((make_sample(SIGNED, half="test"), make_answer())).results) == []
