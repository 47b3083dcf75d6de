"""A mutation run → what is printed of it."""

from collections.abc import Sequence

from eval.mutate.runs import MutationResult, MutationRun
from eval.sets.corpora import HALF_NAMES

LONGEST_EXPLANATION = 160
"""Characters of an explanation that are printed."""


def heading(run: MutationRun) -> str:
    """What was run: how many cases of how many questions, in what time, on what."""
    partial = "" if run.complete else " — STOPPED EARLY, the rest was not asked"
    count = len(run.results)
    return (
        f"{run.name}, {HALF_NAMES[run.half]}: {count} cases of {len(run.bases)} questions, {run.when}{partial}\n"
        f"{run.seconds:.0f} s, {1000 * run.seconds / count:.0f} ms a case, seed {run.seed}\n"
        f"corpus {run.corpus}  questions {run.questions}  model {run.model[:16]}  answers: {run.answered_by}"
    )


def failures(results: Sequence[MutationResult]) -> list[str]:
    """A line for each case of the development half whose law was broken; the test half stays closed."""
    return [
        f"{result.case.id}  {result.case.question}  {_done(result)}  {_short(result.explanation)}"
        for result in results
        if result.case.half == "dev" and result.value == 0
    ]


def _done(result: MutationResult) -> str:
    """The first change, for people."""
    changes = result.case.changes
    if not changes:
        return f"[{result.answer.verdict}]"
    first = changes[0]
    what = f"“{first.before}” → “{first.after}”" if first.before and first.after else first.document
    return f"[{_short(what)}; {result.answer.verdict}]"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_EXPLANATION else line[:LONGEST_EXPLANATION] + "…"
