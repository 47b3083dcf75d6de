"""bench altered: sentences with one thing changed must be caught, and faithful ones must pass."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from eval.bench.judging import Judging, open_judging
from eval.bench.options import BenchOptions, progress
from eval.bench.report import BenchReport, BenchTable
from eval.score.metrics import Metric, percentile, proportion
from eval.sets.alter import ALTERATIONS
from eval.sets.trials import FAITHFUL, FALSE_BY_HAND, Trial, by_hand, from_article, from_clapnq
from settings import Settings

ALTERED_NOTES = (
    "Each sentence is checked against the one passage that it cites. Altered: one digit, date, name, “not” or pair of "
    "names exchanged, by patterns that are not the check's own; half of the foreign names stand in the same passage.",
    "Faithful are the sentences of CLAPnq's human answers (many close to the passage's words), and by hand true "
    "sentences in other words; false ones by hand are wrong in any way.",
    "The check was tuned on the development half alone. Halves are parted by document; sentences by hand one by one.",
    "ms: for one sentence whose passage was read before, as in the chat; median and 95th percentile.",
)


@dataclass(frozen=True)
class CheckedTrial:
    """What the check said of a trial."""

    trial: Trial
    supported: bool
    seconds: float


def measure(settings: Settings, path: Path, options: BenchOptions) -> BenchReport:
    """How many of each kind are caught, and how many faithful ones are wrongly unsupported, for each half."""
    trials = [*from_clapnq(path, options.seed), *from_article(settings, options.seed), *by_hand(settings)]
    chosen = options.sample(trials)
    judging = open_judging(settings)
    checked = [check(judging, trial) for trial in progress(chosen, "Checking")]
    faithful = sum(trial.faithful for trial in chosen)
    about = f"{len(chosen):,} sentences ({faithful:,} faithful)"
    notes = [note for note in (judging.note, *ALTERED_NOTES) if note]
    return BenchReport("altered", path, about, options.sampled(len(trials)), _tables(checked), notes)


def check(judging: Judging, trial: Trial) -> CheckedTrial:
    """The check's word on one trial."""
    passages = judging.passages(trial.passage, trial.title)
    for passage in passages:
        judging.judge.read(passage)
    started = time.perf_counter()
    judgement = judging.judge.judge(judging.judge.claim(trial.text), passages, trial.title)
    return CheckedTrial(trial, judgement.supported, time.perf_counter() - started)


def _tables(checked: Sequence[CheckedTrial]) -> list[BenchTable]:
    by_half = {"test": "test half", "dev": "development half"}
    tables = []
    for half, title in by_half.items():
        mine = sorted((c for c in checked if c.trial.half == half), key=lambda c: c.trial.source)
        rows = {source: metrics(list(group)) for source, group in groupby(mine, key=lambda c: c.trial.source)}
        tables.append(BenchTable(title, rows | {"all": metrics(mine)}))
    return tables


def metrics(checked: Sequence[CheckedTrial]) -> Mapping[str, Metric]:
    """Caught by kind and together, faithful ones that were not believed, and what a sentence took."""
    altered = [c for c in checked if not c.trial.faithful]
    faithful = [c for c in checked if c.trial.faithful]
    times = [1000 * c.seconds for c in checked]
    return {
        **{kind: _caught([c for c in altered if c.trial.kind == kind]) for kind in (*ALTERATIONS, FALSE_BY_HAND)},
        "altered, caught": _caught(altered),
        f"{FAITHFUL}, unsupported": _caught(faithful),
        "ms": percentile(times, 50),
        "ms p95": percentile(times, 95),
    }


def _caught(checked: Sequence[CheckedTrial]) -> Metric:
    return proportion(sum(not c.supported for c in checked), len(checked))
