"""A run → the tables that are printed."""

from collections import Counter
from collections.abc import Mapping, Sequence

from eval.run.digest import scores_digest
from eval.run.runs import WRITTEN, Result, Run, answered_by
from eval.score.gates import Judged
from eval.score.metrics import SHARES, Metric, metrics, proportion, share
from eval.score.scorers import abstained
from eval.sets.samples import HALVES

COUNTED = {
    "citation_precision": "citations",
    "citation_recall": "gold quotes",
    "quote_exactness": "citations",
    "attribution": "statements",
    "unsupported_rate": "statements",
    "fallback_rate": "answers",
    "words": "answers",
}
"""What n counts, where it is not questions."""


def by_half(results: Sequence[Result]) -> dict[str, dict[str, Metric]]:
    """The metrics of each half that has questions, and of all together."""
    chosen = {"all": list(results)}
    chosen |= {half: [r for r in results if r.sample.half == half] for half in HALVES}
    return {half: metrics(found) for half, found in chosen.items() if found}


def heading(run: Run) -> str:
    """What was run: when, on what, by what; and the digest of its scores."""
    partial = "" if run.complete else " — STOPPED EARLY, the rest was not asked"
    writer = answered_by(run.mode, run.settings)
    fallbacks = f"\n\nFELL BACK: {told}" if (told := fallbacks_text(run)) else ""
    return (
        f"{len(run.results)} questions, {run.when}{partial}\n"
        f"corpus {run.corpus}  questions {run.questions}  model {run.model[:16]}  answers: {writer}\n"
        f"scores {scores_digest(run)}{fallbacks}"
    )


def fallbacks_text(run: Run) -> str:
    """How many answers of a scored run quotes stand in for, and the commonest reason; "" where there are none."""
    asked = [r.scores[WRITTEN] for r in run.results if WRITTEN in r.scores and r.scores[WRITTEN].value is not None]
    reasons = Counter(score.explanation for score in asked if not score.value)
    if not reasons:
        return ""
    reason, times = reasons.most_common(1)[0]
    often = "" if len(reasons) == 1 else f" ({times} times)"
    return f"{reasons.total()} of {len(asked)} answers that were to be written are quotes{often}: {reason}"


def overall_table(measured: Mapping[str, Mapping[str, Metric]]) -> str:
    """A row for each metric; for each half its value, 95 % interval, n and n/a."""
    halves = [half for half in HALVES if half in measured]
    head = ["metric", *(column for half in halves for column in (half, "95 %", "n"))]
    rows = [
        [name, *(cell for half in halves for cell in _cells(name, measured[half][name]))] for name in measured["all"]
    ]
    return align([head, *rows])


def category_table(results: Sequence[Result]) -> str:
    """A row for each category, both halves together."""
    rows = [["category", "n", "correctness", "citation precision", "citation recall", "answered"]]
    for category in dict.fromkeys(r.sample.category for r in results):
        chosen = [r for r in results if r.sample.category == category]
        shares = [share([r.scores[name] for r in chosen]) for name in SHARES[:3]]
        answered = proportion(sum(not abstained(r.answer) for r in chosen), len(chosen))
        rows.append([category, str(len(chosen)), *(value_text("", metric) for metric in (*shares, answered))])
    return align(rows)


def gates_table(judged: Sequence[Judged]) -> str:
    """A row for each gate, with what came of it, and why it stands for those that failed."""
    rows = [["gate", "half", "wanted", "got", ""]]
    for j in judged:
        got = "n/a" if j.value is None else f"{j.value:.3f}"
        rows.append([j.gate.metric, j.gate.half, j.gate.bound, got, j.outcome])
    reasons = [f"  {j.gate.metric}: {j.gate.reason}" for j in judged if j.outcome == "FAIL"]
    return "\n".join([align(rows), *reasons])


def failures(results: Sequence[Result]) -> list[str]:
    """A line for each question of the development half that went wrong.

    The test half stays closed: who reads its failures soon fits to them.
    """
    return [
        f"{r.sample.id}  {r.sample.question}  [{r.answer.verdict}]  {'; '.join(r.problems)}"
        for r in results
        if r.sample.half == "dev" and r.problems
    ]


def value_text(name: str, metric: Metric) -> str:
    """The value as it is read: a share with three digits, a latency in milliseconds, or n/a."""
    if metric.value is None:
        return "n/a"
    if name.startswith("latency"):
        return f"{1000 * metric.value:.0f} ms"
    return f"{metric.value:.1f}" if name == "words" else f"{metric.value:.3f}"


def interval_text(metric: Metric) -> str:
    """The 95 % interval, "" where there is none."""
    return f"{metric.interval[0]:.2f}–{metric.interval[1]:.2f}" if metric.interval else ""


def counted_text(name: str, metric: Metric) -> str:
    """What it was counted over, and to how many questions it does not apply."""
    counted = f"{metric.n} {COUNTED[name]}" if name in COUNTED else str(metric.n)
    return f"{counted} ({metric.na} n/a)" if metric.na else counted


def align(rows: Sequence[Sequence[str]]) -> str:
    """Rows as aligned columns, the first one a heading with a rule below."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "-" * (sum(widths) + 2 * len(widths) - 2), *lines[1:]])


def _cells(name: str, metric: Metric) -> tuple[str, str, str]:
    return value_text(name, metric), interval_text(metric), counted_text(name, metric)
