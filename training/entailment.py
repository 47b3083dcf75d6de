"""Trials of claims → the weights of answer/check/entailment.json, fitted on development halves.

A trial is a sentence and the passage that it cites: faithful, altered, or of another passage. Only those are fitted on
that no rule decides.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from tqdm import tqdm

from answer.check.entailment import Entailment, EntailmentFeatures
from answer.check.judge import LEAST_COVERAGE, Judge
from answer.check.rules import against, is_verbatim
from answer.read.encoder import Encoder
from answer.read.span_reader import load_reader
from eval.sets.loose import LooseTexts
from eval.sets.supported import read_lines
from eval.sets.trials import FAITHFUL, Trial, by_hand, from_clapnq
from index.embed import load_embedder
from settings import Settings

HALUEVAL = ("qa_one-turn_data.json", "qa_multi-turn_data.json")
COUNTS = {"CLAPnq": 1.0, "HaluEval": 0.5, "by hand": 1.0}
"""What a source counts in the fit; within it, faithful and altered sentences count alike."""
MOST_DOUBTED = 0.1
"""Of the faithful sentences of any source the share that may be unsupported; the threshold is the highest with that."""
SHRINKAGE = 1e-3  # of the weights, to 0: the fit has few trials
PLAIN = ("coverage", "nearness", "weakest", "cosine", "new_words", "names_elsewhere")
"""The features that there are without the trained reader."""
AGAINST = ("new_words", "names_elsewhere")
"""Those that may only speak against a claim; all others only for it: what is far from the trials stays sane."""

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class ComparedTrial:
    """A trial with its features."""

    trial: Trial
    features: EntailmentFeatures
    decided: float | None
    """0 or 1 where a rule decides."""


def fit(settings: Settings, folder: Path, limit: int | None) -> dict[str, tuple[Entailment, str]]:
    """The weights with the trained reader and without it, and what they are worth on what they were fitted on.

    `folder` holds clapnq/ and halueval/; `limit` trials of each source are drawn, None takes all.
    """
    embedder = load_embedder(settings)
    texts = LooseTexts(embedder, settings.passage_tokens)
    judge = Judge(Encoder(embedder, texts.units), load_reader(settings))
    trials = [trial for trial in _trials(settings, folder, limit) if trial.half == "dev"]
    compared = [_compared(judge, trial, texts) for trial in tqdm(trials, desc="Comparing", disable=None)]
    names = {"with_reader": EntailmentFeatures._fields, "without_reader": PLAIN}
    return {which: _fitted(compared, some) for which, some in names.items()}


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


def _compared(judge: Judge, trial: Trial, texts: LooseTexts) -> ComparedTrial:
    compared = judge.compared(judge.claim(trial.text), texts.passages(trial.passage, trial.title), trial.title)
    if against(trial.text, compared.premise):
        return ComparedTrial(trial, EntailmentFeatures(*[0.0] * len(PLAIN)), 0.0)
    features = judge.features(compared)
    if is_verbatim(trial.text, compared.premise.quotes):
        return ComparedTrial(trial, features, 1.0)
    return ComparedTrial(trial, features, 0.0 if features.coverage < LEAST_COVERAGE else None)


def _fitted(compared: Sequence[ComparedTrial], names: Sequence[str]) -> tuple[Entailment, str]:
    free = [n for n, name in enumerate(EntailmentFeatures._fields) if name in names]
    bias, *values = _logistic([one for one in compared if one.decided is None], free).tolist()
    weights = EntailmentFeatures(*[0.0] * len(EntailmentFeatures._fields))
    weights = weights._replace(**{EntailmentFeatures._fields[n]: v for n, v in zip(free, values, strict=True)})
    fitted = Entailment(weights, bias, least=0.0)
    scores = [fitted.score(one.features) if one.decided is None else one.decided for one in compared]
    least = _threshold(compared, scores)
    return replace(fitted, least=least), _worth(compared, scores, least)


def _logistic(compared: Sequence[ComparedTrial], free: Sequence[int]) -> Numbers:
    """The bias and the free weights of a logistic regression, each of them held to one side of 0."""
    features = np.array([[1.0, *(one.features[n] for n in free)] for one in compared])
    right = np.array([float(one.trial.faithful) for one in compared])
    sizes = Counter((one.trial.source, one.trial.faithful) for one in compared)
    counts = np.array([COUNTS[o.trial.source] / sizes[o.trial.source, o.trial.faithful] for o in compared])
    counts /= counts.sum()

    def loss(values: Numbers) -> float:
        logits = features @ values
        error = (counts * (np.logaddexp(0, logits) - right * logits)).sum()
        return float(error + SHRINKAGE * (values[1:] ** 2).sum())

    names = EntailmentFeatures._fields
    bounds = [(None, None), *((None, 0.0) if names[n] in AGAINST else (0.0, None) for n in free)]
    fitted: Numbers = np.round(minimize(loss, np.zeros(features.shape[1]), method="L-BFGS-B", bounds=bounds).x, 3)
    return fitted


def _threshold(compared: Sequence[ComparedTrial], scores: Sequence[float]) -> float:
    """The highest below which no more than MOST_DOUBTED of any source's faithful sentences fall."""
    highest = 0.5
    for source in COUNTS:
        mine = sorted(s for s, one in zip(scores, compared, strict=True) if _is_faithful(one, source))
        if mine:
            highest = min(highest, mine[int(MOST_DOUBTED * len(mine))])
    return float(np.floor(1000 * highest) / 1000)


def _is_faithful(one: ComparedTrial, source: str) -> bool:
    return one.trial.source == source and one.trial.faithful


def _worth(compared: Sequence[ComparedTrial], scores: Sequence[float], least: float) -> str:
    lines = []
    for source in COUNTS:
        said = [
            (o.trial.faithful, s >= least) for s, o in zip(scores, compared, strict=True) if o.trial.source == source
        ]
        passed = [word for faithful, word in said if faithful]
        caught = [not word for faithful, word in said if not faithful]
        if passed and caught:
            lines.append(
                f"{source}: {sum(passed) / len(passed):.3f} of {len(passed)} faithful pass, "
                f"{sum(caught) / len(caught):.3f} of {len(caught)} others caught"
            )
    return "\n".join(lines)
