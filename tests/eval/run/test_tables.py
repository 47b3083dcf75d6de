"""The tables show what misleads first, n/a as n/a, and the failures of the development half only."""

from collections.abc import Callable
from typing import Any

from eval.run.tables import category_table, failures, overall_table
from eval.score.metrics import metrics

Make = Callable[..., Any]
SIGNED = "Anna Bell signed the treaty on June 27, 1997."


def test_what_misleads_leads_the_table(make_run: Make) -> None:
    lines = overall_table(metrics(make_run().results)).splitlines()
    assert lines[0].split() == ["metric", "value", "95", "%", "n"]
    assert lines[2].split() == ["wrong_and_sure", "0.000", "0.00–0.66", "2"]


def test_a_category_is_right_where_it_has_answers_and_refused_where_it_has_none(
    make_run: Make, make_sample: Make, make_answer: Make
) -> None:
    run = make_run(
        (make_sample(SIGNED, target=(("Bell",),)), make_answer(SIGNED)),
        (make_sample(id="n", category="bind"), make_answer(SIGNED)),
    )
    rows = [line.split() for line in category_table(run.results).splitlines()]
    assert rows[2][:4] == ["fact", "1", "0.000", "1.000"]
    assert rows[3][:4] == ["bind", "1", "1.000", "0.000"]


def test_what_does_not_apply_reads_na(make_run: Make) -> None:
    row = next(line for line in category_table(make_run().results).splitlines() if line.startswith("off_topic"))
    assert row.split() == ["off_topic", "1", "0.000", "1.000", "n/a", "n/a"]


def test_a_failure_names_the_question_the_verdict_and_what_failed(
    make_run: Make, make_sample: Make, make_answer: Make
) -> None:
    run = make_run((make_sample(SIGNED, target=(("Bell",),)), make_answer()))
    assert failures(run.results) == ["q  Who signed?  [not_found]  wrongly abstained"]


def test_a_failure_says_whether_a_doubt_was_shown(make_run: Make, make_sample: Make, make_answer: Make) -> None:
    run = make_run((make_sample(), make_answer(SIGNED, doubt=True)))
    assert failures(run.results) == ["q  Who signed?  [answered, with a doubt]  answered what the corpus does not"]


def test_failures_of_the_test_half_stay_closed(make_run: Make, make_sample: Make, make_answer: Make) -> None:
    assert failures(make_run((make_sample(SIGNED, half="test"), make_answer())).results) == []
