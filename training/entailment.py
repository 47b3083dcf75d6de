"""What the signs say of a sentence being carried: the weights of answer/check/weigh.py, fitted on development halves.

The trials are those of the benchmarks `altered` and `support`. Only those are fitted on that no rule decides.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from answer.check.weigh import Signs, Weights
from scipy.optimize import minimize

from answer.check.judge import LEAST_COVERAGE
from answer.check.rules import against, is_verbatim
from eval.bench.judging import Judging, open_judging
from eval.bench.options import progress
from eval.bench.support import read_lines
from eval.bench.trials import FAITHFUL, Trial, by_hand, from_clapnq
from settings import Settings

HALUEVAL = ("qa_one-turn_data.json", "qa_multi-turn_data.json")
COUNTS = {"CLAPnq": 1.0, "HaluEval": 0.5, "by hand": 1.0}
"""What a source counts in the fit; within it, faithful and altered sentences count alike."""
MOST_DOUBTED = 0.1
"""Of the faithful sentences of any source the share that may be unsupported; the threshold is the highest with that."""
SHRINKAGE = 1e-3  # of the weights, to 0: the fit has few trials
PLAIN = ("coverage", "nearness", "weakest", "cosine", "new_words", "names_elsewhere")
"""The signs that there are without the trained reader."""
AGAINST = ("new_words", "names_elsewhere")
"""The signs that may only speak against a sentence; all others only for it: what is far from the trials stays sane."""

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Weighed:
    """A trial with its signs."""

    trial: Trial
    signs: Signs
    decided: float | None
    """0 or 1 where a rule decides."""


def fit_weights(settings: Settings, folder: Path, limit: int | None) -> tuple[Weights, str]:
    """The weights, and what they are worth on the trials that they were fitted on.

    `folder` holds clapnq/ and halueval/; `limit` trials of each source are drawn, None takes all.
    """
    judging = open_judging(settings)
    trials = [trial for trial in _trials(settings, folder, limit) if trial.half == "dev"]
    found = [_weighed(judging, trial) for trial in progress(trials, "Weighing")]
    names = Signs._fields if not judging.note else PLAIN
    return _fitted(found, names)


def _trials(settings: Settings, folder: Path, limit: int | None) -> Iterator[Trial]:
    yield from by_hand(settings)
    for trials in (from_clapnq(folder / "clapnq", seed=0), list(_halueval(folder / "halueval"))):
        mine = [trial for trial in trials if trial.half == "dev"]
        if trials[0].source == "CLAPnq":
            mine += _beside(mine)
        yield from mine[:: max(1, len(mine) // limit) if limit else 1]


def _beside(trials: Sequence[Trial]) -> list[Trial]:
    """The faithful sentences, each against the passage of the next question."""
    passages = list(dict.fromkeys((trial.passage, trial.title) for trial in trials))
    following = dict(zip(passages, [*passages[1:], passages[0]], strict=True))
    return [
        replace(trial, kind="elsewhere", passage=following[trial.passage, trial.title][0])
        for trial in trials
        if trial.faithful
    ]


def _halueval(folder: Path) -> Iterator[Trial]:
    lines = {(n.statement, n.text, n.supported, n.half): None for name in HALUEVAL for n in read_lines(folder / name)}
    for statement, text, supported, half in lines:
        yield Trial("HaluEval", FAITHFUL if supported else "hallucinated", half, statement, text)


def _weighed(judging: Judging, trial: Trial) -> Weighed:
    case = judging.case(trial.text, trial.passage, trial.title)
    if against(trial.text, case.evidence):
        return Weighed(trial, Signs(*[0.0] * len(PLAIN)), 0.0)
    signs = judging.judge.signs(case)
    if is_verbatim(trial.text, case.evidence.quotes):
        return Weighed(trial, signs, 1.0)
    return Weighed(trial, signs, 0.0 if signs.coverage < LEAST_COVERAGE else None)


def _fitted(found: Sequence[Weighed], names: Sequence[str]) -> tuple[Weights, str]:
    free = [n for n, name in enumerate(Signs._fields) if name in names]
    open_ones = [one for one in found if one.decided is None]
    values = _logistic(open_ones, free)
    signs = [0.0] * len(Signs._fields)
    for place, value in zip(free, values[1:], strict=True):
        signs[place] = float(value)
    weights = Weights(Signs(*signs), bias=float(values[0]), least=0.0)
    scores = [weights.score(one.signs) if one.decided is None else one.decided for one in found]
    least = _threshold(found, scores)
    return Weights(weights.signs, weights.bias, least), _worth(found, scores, least)


def _logistic(found: Sequence[Weighed], free: Sequence[int]) -> Numbers:
    """The bias and the free weights of a logistic regression, each source and side counting as COUNTS says."""
    features = np.array([[1.0, *(one.signs[n] for n in free)] for one in found])
    right = np.array([float(one.trial.faithful) for one in found])
    sizes = Counter((one.trial.source, one.trial.faithful) for one in found)
    counts = np.array([COUNTS[o.trial.source] / sizes[o.trial.source, o.trial.faithful] for o in found])
    counts /= counts.sum()

    def loss(values: Numbers) -> float:
        logits = features @ values
        error = (counts * (np.logaddexp(0, logits) - right * logits)).sum()
        return float(error + SHRINKAGE * (values[1:] ** 2).sum())

    bounds = [(None, None), *((None, 0.0) if Signs._fields[n] in AGAINST else (0.0, None) for n in free)]
    fitted: Numbers = np.round(minimize(loss, np.zeros(features.shape[1]), method="L-BFGS-B", bounds=bounds).x, 3)
    return fitted


def _threshold(found: Sequence[Weighed], scores: Sequence[float]) -> float:
    """The highest below which no more than MOST_DOUBTED of any source's faithful sentences fall."""
    highest = 0.5
    for source in COUNTS:
        mine = sorted(
            s for s, one in zip(scores, found, strict=True) if one.trial.source == source and one.trial.faithful
        )
        if mine:
            highest = min(highest, mine[int(MOST_DOUBTED * len(mine))])
    return float(np.floor(1000 * highest) / 1000)


def _worth(found: Sequence[Weighed], scores: Sequence[float], least: float) -> str:
    lines = []
    for source in COUNTS:
        said = [
            (one.trial.faithful, s >= least) for s, one in zip(scores, found, strict=True) if one.trial.source == source
        ]
        passed = [word for faithful, word in said if faithful]
        caught = [not word for faithful, word in said if not faithful]
        if passed and caught:
            lines.append(
                f"{source}: {sum(passed) / len(passed):.3f} of {len(passed)} faithful pass, "
                f"{sum(caught) / len(caught):.3f} of {len(caught)} others caught"
            )
    return "\n".join(lines)
