"""A run → the tables that are printed."""

from collections import Counter
from collections.abc import Mapping, Sequence

from answer.answer import Answer
from eval.run.digest import scores_digest
from eval.run.runs import EvalRun
from eval.score.gates import JudgedGate
from eval.score.metrics import Metric, felt, share
from eval.score.result import WRITTEN, EvalResult
from eval.sets.corpora import HALF_NAMES

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


def heading(run: EvalRun) -> str:
    """What was run: when, on what, by what; and the digest of its scores."""
    partial = "" if run.complete else " — STOPPED EARLY, the rest was not asked"
    fallbacks = f"\n\nFELL BACK: {told}" if (told := fallbacks_text(run)) else ""
    return (
        f"{run.name}, {HALF_NAMES[run.half]}: {len(run.results)} questions, {run.when}{partial}\n"
        f"corpus {run.corpus}  questions {run.questions}  model {run.model[:16]}  answers: {run.answered_by}\n"
        f"scores {scores_digest(run)}{fallbacks}"
    )


def fallbacks_text(run: EvalRun) -> str:
    """How many answers of a scored run quotes stand in for, and the commonest reason; "" where there are none."""
    asked = [r.scores[WRITTEN] for r in run.results if WRITTEN in r.scores and r.scores[WRITTEN].value is not None]
    reasons = Counter(score.explanation for score in asked if not score.value)
    if not reasons:
        return ""
    reason, times = reasons.most_common(1)[0]
    often = "" if len(reasons) == 1 else f" ({times} times)"
    return f"{reasons.total()} of {len(asked)} answers that were to be written are quotes{often}: {reason}"


def overall_table(measured: Mapping[str, Metric]) -> str:
    """A row for each metric: its value, 95 % interval, n and n/a."""
    head = ["metric", "value", "95 %", "n"]
    return align([head, *([name, *_cells(name, metric)] for name, metric in measured.items())])


def category_metrics(results: Sequence[EvalResult]) -> dict[str, Metric]:
    """What is told of one category: it has an answer or it has none, so it is `right` or `refused`."""
    felt_here = felt(results)
    done = felt_here["right"] if results[0].sample.answerable else felt_here["refused"]
    cited = {name: share([r.scores[name] for r in results]) for name in ("citation_precision", "citation_recall")}
    return {"wrong_and_sure": felt_here["wrong_and_sure"], "right or refused": done, **cited}


def by_category(results: Sequence[EvalResult]) -> dict[str, list[EvalResult]]:
    """The results of each category, in the order of the set."""
    found: dict[str, list[EvalResult]] = {}
    for result in results:
        found.setdefault(result.sample.category, []).append(result)
    return found


def category_table(results: Sequence[EvalResult]) -> str:
    """A row for each category."""
    rows = []
    for category, chosen in by_category(results).items():
        measured = category_metrics(chosen)
        rows.append([category, str(len(chosen)), *(value_text(name, metric) for name, metric in measured.items())])
    return align([["category", "n", *(name.replace("_", " ") for name in measured)], *rows])


def gates_table(judged: Sequence[JudgedGate]) -> str:
    """A row for each gate, with what came of it, and why it stands for those that failed."""
    rows = [["gate", "wanted", "got", ""]]
    rows += [[j.gate.metric, j.gate.bound, got_text(j), "pass" if j.passes else "FAIL"] for j in judged]
    reasons = [f"  {j.gate.metric}: {j.gate.reason}" for j in judged if not j.passes]
    return "\n".join([align(rows), *reasons])


def got_text(judged: JudgedGate) -> str:
    """The value that a gate was held against."""
    return "n/a" if judged.value is None else f"{judged.value:.3f}"


def failures(results: Sequence[EvalResult]) -> list[str]:
    """A line for each question of the development half that went wrong.

    The test half stays closed: who reads its failures soon fits to them.
    """
    return [
        f"{r.sample.id}  {r.sample.question}  [{shown_text(r.answer)}]  {'; '.join(r.problems)}"
        for r in results
        if r.sample.half == "dev" and r.problems
    ]


def shown_text(answer: Answer) -> str:
    """What the user sees first: the verdict, and whether a doubt stands beside it."""
    return answer.verdict + (", with a doubt" if answer.doubt else "")


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
