"""A run, or two, in one sentence."""

from collections.abc import Sequence

from eval.report.scores import stage_counts
from eval.run.compare import Comparison
from eval.run.runs import Run
from eval.run.tables import fallbacks_text, interval_text
from eval.score.gates import Judged
from eval.score.mcnemar import conclusion
from eval.score.metrics import proportion


def run_verdict(run: Run, judged: Sequence[Judged]) -> str:
    """What the gates say, how many answers hold up, and where most of the others fail first.

    It speaks of the test half, where that was asked: the other half was tuned on.
    """
    half = "test" if any(r.sample.half == "test" for r in run.results) else "dev"
    counts = {stage: by_half[half] for stage, by_half in stage_counts(run).items()}
    held, n = counts.pop(None), sum(1 for r in run.results if r.sample.half == half)
    share = f"{held} of {n} answers ({held / n:.2f}; 95 %: {interval_text(proportion(held, n))})"
    sentence = f"{_gates(run, judged)}: in the {half} half, {share} hold up in every respect"
    worst = max(counts, key=lambda stage: counts[stage])
    others = "" if held == n else f", and the others are most often {worst} ({counts[worst]})"
    fallbacks = fallbacks_text(run)
    return f"{sentence}{others}." + (f" {fallbacks}" if fallbacks else "")


def comparison_verdict(comparison: Comparison) -> str:
    """What was fixed and what broke, and whether that can be chance."""
    fixed, broken, changed = (len(comparison.flipped(flip)) for flip in ("fixed", "broken", "changed"))
    n = len(comparison.pairs)
    return (
        f"Of {n} questions in both runs {fixed} were fixed, {broken} broken, and {changed} answered "
        f"differently but no better or worse. {conclusion(comparison.tests[0])}"
    )


def _gates(run: Run, judged: Sequence[Judged]) -> str:
    if not run.complete:
        return "Stopped early, so no gate was judged"
    asked = [j for j in judged if j.outcome != "not run"]
    failed = [j.gate.metric for j in asked if j.outcome == "FAIL"]
    if not asked:
        return "No gate was judged"
    if len(asked) == 1:
        return f"The one gate fails ({failed[0]})" if failed else "The one gate passes"
    if not failed:
        return f"All {len(asked)} gates pass"
    return f"{len(failed)} of {len(asked)} gates {'fails' if len(failed) == 1 else 'fail'} ({', '.join(failed)})"
