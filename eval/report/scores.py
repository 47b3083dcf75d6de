"""The scores as the page shows them: rows of cells, each with an interval bar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.report.stages import STAGES, Stage, first_failure
from eval.report.wording import Wording, grouped, wording
from eval.run.beside import Beside
from eval.run.runs import Result, Run
from eval.run.tables import counted_text, interval_text, value_text
from eval.score.gates import Gate, Judged
from eval.score.metrics import SHARES, Metric, share
from eval.sets.samples import HALVES

Measured = Mapping[str, Mapping[str, Metric]]
"""Half → metric → its value."""


@dataclass(frozen=True)
class Bar:
    """An interval on a line from 0 to 1, its value, and the gate that stands there."""

    low: float
    high: float
    at: float
    gate: float | None = None


@dataclass(frozen=True)
class Cell:
    """One figure."""

    value: str
    interval: str
    counted: str
    bar: Bar | None


@dataclass(frozen=True)
class Row:
    """One metric, in every half that was asked."""

    metric: str
    wording: Wording
    cells: dict[str, Cell]
    """Half → figure."""


@dataclass(frozen=True)
class CategoryRow:
    """One category, both halves together."""

    name: str
    n: int
    cells: dict[str, Cell]
    """The column's head → figure."""


@dataclass(frozen=True)
class BesideRow:
    """One metric of two runs, in every half that was asked."""

    metric: str
    wording: Wording
    cells: dict[str, tuple[Cell, Cell]]
    """Half → the earlier run's figure, and the later one's."""


def beside_rows(measured: Beside) -> dict[str, list[BesideRow]]:
    """The rows of each group of metrics."""
    halves = [half for half in HALVES if half in measured]

    def row(name: str) -> BesideRow:
        pairs = {half: measured[half][name] for half in halves}
        return BesideRow(name, wording(name), {half: (cell(name, a), cell(name, b)) for half, (a, b) in pairs.items()})

    return {group: [row(name) for name in names] for group, names in grouped(measured["all"]).items()}


def score_rows(measured: Measured, judged: Sequence[Judged]) -> dict[str, list[Row]]:
    """The rows of each group of metrics."""
    gates: dict[tuple[str, str], Gate] = {(j.gate.half, j.gate.metric): j.gate for j in judged}
    halves: list[str] = [half for half in HALVES if half in measured]

    def row(name: str) -> Row:
        cells = {half: cell(name, measured[half][name], gates.get((half, name))) for half in halves}
        return Row(name, wording(name), cells)

    return {group: [row(name) for name in names] for group, names in grouped(measured["all"]).items()}


def cell(name: str, metric: Metric, gate: Gate | None = None) -> Cell:
    """A metric as a figure; a bar only where it has an interval, which latencies and lengths have not."""
    bar = None
    if metric.interval and metric.value is not None:
        bound = None if gate is None else gate.at_least if gate.at_least is not None else gate.at_most
        bar = Bar(*metric.interval, metric.value, bound)
    return Cell(value_text(name, metric), interval_text(metric), counted_text(name, metric), bar)


def category_rows(results: Sequence[Result]) -> list[CategoryRow]:
    """A row for each category, in the order of the set."""
    names = {wording(name).name.lower(): name for name in ("abstention", *SHARES[:3])}
    rows = []
    for category in dict.fromkeys(r.sample.category for r in results):
        chosen = [r for r in results if r.sample.category == category]
        cells = {head: cell(name, share([r.scores[name] for r in chosen])) for head, name in names.items()}
        rows.append(CategoryRow(category, len(chosen), cells))
    return rows


def stage_counts(run: Run) -> dict[Stage | None, dict[str, int]]:
    """How many questions of each half fail first at each stage; None is those that hold up."""
    counts: dict[Stage | None, dict[str, int]] = {stage: dict.fromkeys(HALVES, 0) for stage in (None, *STAGES)}
    for result in run.results:
        counts[first_failure(result, run.documents)][result.sample.half] += 1
    return counts
