"""A run, or two, in one sentence."""

from collections.abc import Sequence

from eval.report.scores import stage_counts
from eval.run.compare import Comparison
from eval.run.runs import EvalRun
from eval.run.tables import fallbacks_text, interval_text
from eval.score.gates import JudgedGate
from eval.score.mcnemar import conclusion
from eval.score.metrics import proportion
from eval.sets.corpora import HALF_NAMES


def run_verdict(run: EvalRun, judged: Sequence[JudgedGate]) -> str:
    """How many were misled, what the gates say, how many answers hold up, and where most of the others fail first."""
    counts = stage_counts(run)
    held, n = counts.pop(None), len(run.results)
    misled = sum(result.wrong_and_sure for result in run.results)
    worst = max(counts, key=lambda stage: counts[stage])
    others = "" if held == n else f", and the others are most often {worst} ({counts[worst]})"
    sentences = [
        f"Of {n} questions of the {HALF_NAMES[run.half]} {_share(misled, n)} were answered wrong and sure.",
        f"{_gates(run, judged)}; {_share(held, n)} answers hold up in every respect{others}.",
        fallbacks_text(run),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _share(count: int, n: int) -> str:
    return f"{count} ({count / n:.2f}; 95 %: {interval_text(proportion(count, n))})"


def comparison_verdict(comparison: Comparison) -> str:
    """How many were misled before and after, what was fixed and what broke, and whether that can be chance."""
    fixed, broken, changed = (len(comparison.flipped(flip)) for flip in ("fixed", "broken", "changed"))
    n = len(comparison.pairs)
    before, after = (sum(getattr(p, side).wrong_and_sure for p in comparison.pairs) for side in ("before", "after"))
    return (
        f"Of {n} questions in both runs {before} were wrong and sure before, {after} after: "
        f"{conclusion(comparison.tests[0])} {fixed} were fixed, {broken} broken, and {changed} answered "
        f"differently but no better or worse: {conclusion(comparison.tests[1])}"
    )


def _gates(run: EvalRun, judged: Sequence[JudgedGate]) -> str:
    if not run.complete:
        return "Stopped early, so no gate was judged"
    failed = [j.gate.metric for j in judged if not j.passes]
    if not judged:
        return "No gate was judged"
    if len(judged) == 1:
        return f"The one gate fails ({failed[0]})" if failed else "The one gate passes"
    if not failed:
        return f"All {len(judged)} gates pass"
    return f"{len(failed)} of {len(judged)} gates {'fails' if len(failed) == 1 else 'fail'} ({', '.join(failed)})"
