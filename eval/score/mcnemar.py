"""Is the difference between two runs more than chance? McNemar's exact test on the questions that came out differently.

McNemar, Q. (1947): Note on the sampling error of the difference between correlated proportions or
percentages. Psychometrika 12, 153-157. The exact form is a two-sided binomial test of the discordant
pairs against ½.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy.stats import binomtest

from eval.score.metrics import Metric, proportion

ALPHA = 0.05
FEWEST = math.floor(math.log2(2 / ALPHA)) + 1
"""The fewest discordant pairs that can reach p < ALPHA: all of FEWEST one way have p = 2·½^FEWEST."""


@dataclass(frozen=True)
class PairedTest:
    """One yes-or-no metric over the questions that it applies to in both runs."""

    metric: str
    before: Metric
    after: Metric
    """The share of yes, with Wilson's interval."""
    fixed: int
    """Discordant: no before, yes after."""
    broken: int
    """Discordant: yes before, no after."""
    na: int
    """Pairs that it does not apply to, in one run or in both."""

    @property
    def n(self) -> int:
        return self.before.n

    @property
    def discordant(self) -> int:
        return self.fixed + self.broken

    @property
    def p(self) -> float | None:
        """Two-sided: how often so lopsided a split of the discordant pairs comes by chance; None where none is."""
        return _p(self.fixed, self.discordant) if self.discordant else None

    @property
    def needed(self) -> int | None:
        """How many of the discordant pairs would have to go one way for p < ALPHA; None where none suffices."""
        ways = range((self.discordant + 1) // 2, self.discordant + 1)
        return next((k for k in ways if _p(k, self.discordant) < ALPHA), None) if self.discordant else None


def paired_test(metric: str, pairs: Sequence[tuple[bool | None, bool | None]]) -> PairedTest:
    """The test over (before, after) pairs; None is n/a."""
    both = [(before, after) for before, after in pairs if before is not None and after is not None]
    na = len(pairs) - len(both)
    return PairedTest(
        metric,
        proportion(sum(before for before, _ in both), len(both), na),
        proportion(sum(after for _, after in both), len(both), na),
        both.count((False, True)),
        both.count((True, False)),
        na,
    )


def conclusion(test: PairedTest) -> str:
    """What follows from the test, in a sentence; where nothing does, what would be needed."""
    if not test.n:
        return "It applies to no question of both runs."
    if test.p is None:
        return f"None of {test.n} questions came out differently."
    split = f"{test.fixed} better, {test.broken} worse, p = {test.p:.3f}"
    if test.discordant < FEWEST:
        differ = "question differs" if test.discordant == 1 else "questions differ"
        return (
            f"Nothing can be concluded: only {test.discordant} {differ} ({split}). "
            f"Fewer than {FEWEST} can never reach p < {ALPHA:g}, even all one way."
        )
    if test.p >= ALPHA:
        of = f"{test.needed} of the {test.discordant} questions that differ would have to go one way"
        return f"No difference can be concluded ({split}): {of} for p < {ALPHA:g}."
    return f"{'Better' if test.fixed > test.broken else 'Worse'} than chance would have it: {split}."


def _p(successes: int, n: int) -> float:
    return float(binomtest(successes, n, 0.5).pvalue)
