"""The scores as the page shows them: rows of cells, each with an interval bar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.report.stages import STAGES, Stage, first_failure
from eval.report.wording import MetricWording, grouped, wording
from eval.run.runs import EvalRun
from eval.run.tables import category_metrics, counted_text, interval_text, value_text
from eval.score.gates import Gate, JudgedGate
from eval.score.metrics import Metric
from eval.score.result import EvalResult


@dataclass(frozen=True)
class IntervalBar:
    """An interval on a line from 0 to 1, its value, and the gate that stands there."""

    low: float
    high: float
    at: float
    gate: float | None = None


@dataclass(frozen=True)
class ScoreCell:
    """One figure."""

    value: str
    interval: str
    counted: str
    bar: IntervalBar | None


@dataclass(frozen=True)
class ScoreRow:
    """One metric: its figure, or where two runs are compared the earlier one's and the later one's."""

    metric: str
    wording: MetricWording
    cells: tuple[ScoreCell, ...]


def score_rows(figures: Mapping[str, Sequence[Metric]], judged: Sequence[JudgedGate] = ()) -> dict[str, list[ScoreRow]]:
    """The rows of each group of metrics; `figures` are of one run, or of two."""
    gates = {j.gate.metric: j.gate for j in judged}
    return {
        group: [ScoreRow(n, wording(n), tuple(cell(n, metric, gates.get(n)) for metric in figures[n])) for n in names]
        for group, names in grouped(figures).items()
    }


def cell(name: str, metric: Metric, gate: Gate | None = None) -> ScoreCell:
    """A metric as a figure; a bar only where it lies from 0 to 1, as latencies, lengths and costs do not."""
    bar = None
    if metric.interval and metric.value is not None and name != "cost":
        bound = None if gate is None else gate.at_least if gate.at_least is not None else gate.at_most
        bar = IntervalBar(*metric.interval, metric.value, bound)
    return ScoreCell(value_text(name, metric), interval_text(metric), counted_text(name, metric), bar)


def category_cells(results: Sequence[EvalResult]) -> dict[str, ScoreCell]:
    """The figures of one category's results, by the heads of their columns."""
    return {name.replace("_", " "): cell(name, metric) for name, metric in category_metrics(results).items()}


def stage_counts(run: EvalRun) -> dict[Stage | None, int]:
    """How many questions fail first at each stage; None is those that hold up."""
    counts: dict[Stage | None, int] = dict.fromkeys((None, *STAGES), 0)
    for result in run.results:
        counts[first_failure(result, run.documents)] += 1
    return counts
