"""What a benchmark found: rows of metrics, printed beside the published figures, or written as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.bench.published import PublishedFigure, published
from eval.run.tables import align
from eval.score.metrics import Metric

Row = Mapping[str, Metric]
"""The figures of one system (or one way to ask) by name."""


@dataclass(frozen=True)
class BenchTable:
    """Rows over the same questions."""

    title: str
    rows: Mapping[str, Row]
    """By the name of the system."""


@dataclass(frozen=True)
class BenchReport:
    """All that one benchmark found."""

    bench: str
    path: Path
    about: str
    """What was measured on: how many questions, documents, passages."""
    sampled: str
    """How the questions were sampled; empty where all were asked."""
    tables: Sequence[BenchTable]
    notes: Sequence[str]
    """How it was measured; what is comparable with the published figures, and what is not."""

    @property
    def figures(self) -> list[PublishedFigure]:
        """The published figures for this set, or for all sets of this benchmark where none is kept for it."""
        return published(self.bench, self.path)


def printed(report: BenchReport) -> str:
    """The report as text: a heading, each table with the published rows below ours, the notes."""
    heading = f"bench {report.bench}: {report.path}\n{report.about}"
    sampled = [f"A SAMPLE: {report.sampled}"] if report.sampled else []
    tables = [_printed_table(table, report.figures) for table in report.tables]
    unknown = [] if report.figures else ["No published figures are kept for this set."]
    notes = "\n".join(f"- {note}" for note in [*unknown, *report.notes])
    return "\n\n".join(["\n".join([heading, *sampled]), *tables, notes])


def as_json(report: BenchReport, about: Mapping[str, Any]) -> str:
    """The report as JSON, with what it was measured with (`about`); the same figures give the same bytes."""
    return json.dumps(
        {
            "bench": report.bench,
            "set": report.path.name,
            "about": report.about,
            "sampled": report.sampled,
            **about,
            "tables": [
                {"title": table.title, "rows": [_row_as_json(*row) for row in table.rows.items()]}
                for table in report.tables
            ],
            "published": [figure.model_dump(mode="json") for figure in report.figures],
            "notes": list(report.notes),
        },
        ensure_ascii=False,
        indent=1,
    )


def _row_as_json(system: str, row: Row) -> dict[str, Any]:
    metrics = {name: {"value": m.value, "interval": m.interval, "n": m.n} for name, m in row.items()}
    return {"system": system, "metrics": metrics}


def _printed_table(table: BenchTable, figures: Sequence[PublishedFigure]) -> str:
    names = list(dict.fromkeys(name for row in table.rows.values() for name in row))
    shown = [figure for figure in figures if _belongs(figure, table, names)]
    rows = [["Footnote" + (f", {table.title}" if table.title else ""), *names, ""]]
    rows += [[system, *(_cell(row.get(name)) for name in names), ""] for system, row in table.rows.items()]
    rows += [["published", *[""] * (len(names) + 1)]] if shown else []
    rows += [[f.system, *(_value(f.metrics.get(name)) for name in names), f.source] for f in shown]
    return align(rows)


def _belongs(figure: PublishedFigure, table: BenchTable, names: Sequence[str]) -> bool:
    """Whether a figure stands below this table: it has one of its columns, or none at all (see published.toml)."""
    return figure.table in ("", table.title) and (not figure.metrics or not figure.metrics.keys().isdisjoint(names))


def _cell(metric: Metric | None) -> str:
    if metric is None:
        return ""
    interval = f" ({metric.interval[0]:.3f}–{metric.interval[1]:.3f})" if metric.interval else ""
    return _value(metric.value, "n/a") + interval


def _value(value: float | str | None, missing: str = "") -> str:
    if value is None:
        return missing
    return value if isinstance(value, str) else f"{value:.3f}"
