"""Two runs side by side: every metric in both, over the questions that both asked."""

from eval.run.compare import Comparison
from eval.run.tables import align, by_half, interval_text, value_text
from eval.score.metrics import Metric

Beside = dict[str, dict[str, tuple[Metric, Metric]]]
"""Half, or all → metric → its value in the earlier and in the later run."""


def beside(comparison: Comparison) -> Beside:
    """Every metric that one of the runs has; n/a in the one that has it not."""
    before = by_half([pair.before for pair in comparison.pairs])
    after = by_half([pair.after for pair in comparison.pairs])
    return {
        half: {name: (before[half].get(name, Metric(None)), after[half].get(name, Metric(None))) for name in names}
        for half in after
        for names in [{**after[half], **before[half]}]
    }


def beside_table(comparison: Comparison) -> str:
    """A row for each metric; for each half its value and 95 % interval in both runs."""
    measured = beside(comparison)
    halves = [half for half in measured if half != "all"]
    columns = [f"{half} {name}" for half in halves for name in comparison.names]
    head = ["metric", *(cell for column in columns for cell in (column, "95 %"))]
    rows = [
        [name, *(c for half in halves for m in measured[half][name] for c in _cells(name, m))]
        for name in measured["all"]
    ]
    return align([head, *rows])


def _cells(name: str, metric: Metric) -> tuple[str, str]:
    return value_text(name, metric), interval_text(metric)
