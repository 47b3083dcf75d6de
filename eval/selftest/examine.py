"""A run → what its metrics make of every corruption of it."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.run.runs import EvalRun, rescore
from eval.score.metrics import Metric, metrics
from eval.score.result import EvalResult
from eval.selftest.case import StoredAnswer
from eval.selftest.citations import OF_CITATIONS
from eval.selftest.corruption import Corruption
from eval.selftest.hits import OF_HITS
from eval.selftest.statements import OF_WORDS
from eval.selftest.worth import Worth, worth

CORRUPTIONS = (*OF_CITATIONS, *OF_WORDS, *OF_HITS)
NOTHING_RISES = "no other metric rises"
ALL_FIGURES = "every figure of the run is a number, or n/a"
WORSE_WHEN_HIGHER = frozenset({"wrong_and_sure", "wrongly_refused", "doubt_on_right", "cost"})


@dataclass(frozen=True)
class CorruptionFinding:
    """One corruption before one metric: to how many answers it was done, and in how many the metric saw it."""

    corruption: str
    expected: str
    """What must happen: "right falls", "citation_recall is n/a", NOTHING_RISES."""
    applied: int
    caught: int
    example: str = ""
    """The first answer in which it did not happen."""

    @property
    def holds(self) -> bool:
        return self.caught == self.applied


@dataclass(frozen=True)
class CorruptionTrial:
    """A stored result, what became of its scores, and what must have become of them."""

    before: EvalResult
    after: EvalResult
    was: Worth
    became: Worth

    def step(self, name: str) -> float:
        """How far a score rose; below 0 where it fell, 0 where it is or was n/a."""
        return _step(*(result.scores[name].value for result in (self.before, self.after)))

    def due(self, name: str) -> float:
        """How far it was to rise; its sign alone counts."""
        return _step(self.was.get(name), self.became.get(name))

    def tell(self, name: str) -> str:
        values = [result.scores[name].value for result in (self.before, self.after)]
        before, after = ("n/a" if value is None else f"{value:.3f}" for value in values)
        return f"{self.before.sample.id}: {name} {before} → {after}"


def examine(run: EvalRun) -> list[CorruptionFinding]:
    """Every corruption of every answer of a run, by today's scorers. The same run gives the same findings."""
    scored = rescore(run)
    return [finding for corruption in CORRUPTIONS for finding in _examine(scored, corruption)]


def _examine(run: EvalRun, corruption: Corruption) -> Iterator[CorruptionFinding]:
    trials = _trials(run, corruption)
    for name in _named(corruption.lowers, run):
        chosen = [t for t in trials if t.due(name) < 0]
        missed = [t.tell(name) for t in chosen if t.step(name) >= 0]
        yield _finding(corruption, f"{name} falls", len(chosen), missed)
    for name in corruption.clears:
        missed = [t.tell(name) for t in trials if t.after.scores[name].value is not None]
        yield _finding(corruption, f"{name} is n/a", len(trials), missed)
    raised = [told for trial in trials if (told := _wrongly_raised(trial))]
    yield _finding(corruption, NOTHING_RISES, len(trials), raised)
    yield from _of_the_run(run, corruption, trials)


def _trials(run: EvalRun, corruption: Corruption) -> list[CorruptionTrial]:
    made = [
        (result, result.model_copy(update={"answer": answer}), worth(case, case.answer), worth(case, answer))
        for result in run.results
        for case in [StoredAnswer(result.sample, result.answer, run)]
        for answer in corruption.corrupt(case)
        if answer != case.answer
    ]
    if not made:
        return []
    after = rescore(run.model_copy(update={"results": tuple(changed for _, changed, _, _ in made)})).results
    return [CorruptionTrial(one[0], new, *one[2:]) for one, new in zip(made, after, strict=True)]


def _named(names: Sequence[str], run: EvalRun) -> list[str]:
    """The metrics' names in this run, each once: recall@k is recall at its top_k."""
    return list(dict.fromkeys(name.replace("@k", f"@{run.top_k}") for name in names))


def _wrongly_raised(trial: CorruptionTrial) -> str:
    raised = [name for name in trial.before.scores if trial.step(name) > 0 >= trial.due(name)]
    return trial.tell(raised[0]) if raised else ""


def _of_the_run(run: EvalRun, corruption: Corruption, trials: Sequence[CorruptionTrial]) -> Iterator[CorruptionFinding]:
    """The figures of the whole run, where each answer is corrupted that can be."""
    if not trials:
        return
    first = {t.before.sample.id: t.after for t in reversed(trials)}
    before, after = metrics(run.results), metrics([first.get(r.sample.id, r) for r in run.results])
    for name in corruption.worsens:
        told = f"the run: {name} {before[name].value} → {after[name].value}"
        yield _finding(corruption, f"{name} worsens", 1, [] if _worsens(name, before[name], after[name]) else [told])
    wrong = [f"the run: {name} is {metric.value}" for name, metric in after.items() if not _is_a_figure(metric)]
    yield _finding(corruption, ALL_FIGURES, len(after), wrong)


def _step(before: float | None, after: float | None) -> float:
    return 0 if before is None or after is None else after - before


def _worsens(name: str, before: Metric, after: Metric) -> bool:
    if before.value is None or after.value is None:
        return False
    return after.value > before.value if name in WORSE_WHEN_HIGHER else after.value < before.value


def _is_a_figure(metric: Metric) -> bool:
    """Whether value and interval are finite, or absent together: never NaN."""
    given = [*(metric.interval or ()), *([] if metric.value is None else [metric.value])]
    return all(math.isfinite(value) for value in given)


def _finding(corruption: Corruption, expected: str, applied: int, missed: Sequence[str]) -> CorruptionFinding:
    return CorruptionFinding(corruption.name, expected, applied, applied - len(missed), missed[0] if missed else "")
