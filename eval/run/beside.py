"""Two runs side by side: every metric in both, over the questions that both asked."""

from eval.run.compare import Comparison
from eval.run.tables import align, interval_text, value_text
from eval.score.metrics import Metric, metrics

Beside = dict[str, tuple[Metric, Metric]]
"""Metric → its value in the earlier and in the later run."""


def beside(comparison: Comparison) -> Beside:
    """Every metric that one of the runs has; n/a in the one that has it not."""
    before = metrics([pair.before for pair in comparison.pairs])
    after = metrics([pair.after for pair in comparison.pairs])
    return {name: (before.get(name, Metric(None)), after.get(name, Metric(None))) for name in {**after, **before}}


def beside_table(comparison: Comparison) -> str:
    """A row for each metric: its value and 95 % interval in both runs."""
    head = ["metric", *(cell for name in comparison.names for cell in (name, "95 %"))]
    rows = [
        [name, *(cell for metric in both for cell in (value_text(name, metric), interval_text(metric)))]
        for name, both in beside(comparison).items()
    ]
    return align([head, *rows])
