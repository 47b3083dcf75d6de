"""The same scores give the same bytes; any other score gives others."""

from collections.abc import Callable
from typing import Any

from eval.run.digest import scores_digest, scores_json
from eval.run.runs import EvalRun
from eval.score.scorers import Score

Make = Callable[..., Any]


def slower(run: EvalRun) -> EvalRun:
    """The same run at another moment, on a slower machine, asked in another order."""
    results = tuple(r.model_copy(update={"seconds": 9.0}) for r in reversed(run.results))
    return run.model_copy(update={"when": "2031-01-01T00:00:00+00:00", "results": results})


def test_neither_time_nor_order_changes_a_byte(make_run: Make) -> None:
    assert scores_json(slower(make_run())) == scores_json(make_run())


def test_one_score_changes_the_digest(make_run: Make) -> None:
    run = make_run()
    altered = run.results[0].model_copy(update={"scores": {**run.results[0].scores, "right": Score(value=0)}})
    assert scores_digest(run.model_copy(update={"results": (altered, *run.results[1:])})) != scores_digest(run)


def test_a_doubt_changes_the_digest(make_run: Make, make_sample: Make, make_answer: Make) -> None:
    sure, doubtful = (make_run((make_sample(), make_answer("Bell", doubt=doubt))) for doubt in (False, True))
    assert scores_digest(sure) != scores_digest(doubtful)
