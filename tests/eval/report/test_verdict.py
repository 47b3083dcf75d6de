"""One sentence says what the gates say, how many answers hold up, and where the others fail."""

from collections.abc import Callable
from typing import Any

from eval.report.verdict import comparison_verdict, run_verdict
from eval.run.compare import compare
from eval.score.gates import Gate, JudgedGate

Make = Callable[..., Any]
SIGNED = "Anna Bell signed the treaty on June 27, 1997."


def test_it_says_first_how_many_were_misled(make_run: Make, make_sample: Make, make_answer: Make) -> None:
    run = make_run(
        (make_sample(), make_answer(SIGNED)),
        (make_sample(), make_answer(SIGNED, doubt=True)),
        (make_sample(), make_answer()),
        (make_sample(), make_answer()),
    )
    said = "Of 4 questions of the development half 1 (0.25; 95 %: 0.05–0.70) were answered wrong and sure."
    assert run_verdict(run, []).startswith(said)


def test_it_says_what_the_gates_say(make_run: Make, failed_gate: JudgedGate) -> None:
    assert run_verdict(make_run(), [failed_gate]).endswith(
        "The one gate fails (right); 2 (1.00; 95 %: 0.34–1.00) answers hold up in every respect."
    )


def test_it_names_the_stage_that_loses_most(make_run: Make, make_sample: Make, make_answer: Make) -> None:
    run = make_run((make_sample(SIGNED), make_answer()))
    gate = JudgedGate(Gate(metric="words", at_most=9, reason="short"), 1.0)
    assert "The one gate passes; 0 (0.00; 95 %: 0.00–0.79) answers hold up" in run_verdict(run, [gate])
    assert run_verdict(run, [gate]).endswith("and the others are most often wrongly abstained (1).")


def test_a_run_that_was_stopped_is_not_judged(make_run: Make) -> None:
    assert "Stopped early, so no gate was judged; " in run_verdict(make_run(complete=False), [])


def test_what_was_not_written_is_said_at_once(make_run: Make, make_sample: Make, make_answer: Make) -> None:
    fallen = make_answer(SIGNED, note="The server is dead.")
    run = make_run((make_sample(SIGNED, target=(("Bell",),)), fallen), mode="written")
    assert run_verdict(run, []).endswith(
        "in every respect. 1 of 1 answers that were to be written are quotes: The server is dead."
    )


def test_two_runs_alike_are_called_alike(make_run: Make) -> None:
    assert comparison_verdict(compare(make_run(), make_run())) == (
        "Of 2 questions in both runs 0 were wrong and sure before, 0 after: None of 2 questions came out differently. "
        "0 were fixed, 0 broken, and 0 answered differently but no better or worse: "
        "None of 2 questions came out differently."
    )
