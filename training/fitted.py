"""Fits the numbers that `answer` loads, and writes them where it finds them: ranking.json and entailment.json."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, get_args

from answer.check import entailment as check
from answer.read import ranking as read
from answer.read.ranking import Way
from answer.read.span_reader import load_reader
from eval.sets.corpora import eval_corpora, load_corpus
from settings import Settings
from training import entailment, ranking, thresholds
from training.cases import RankingCase, of_exercises, of_given_passages, of_public_sets, of_question_set, of_twins
from training.recipe import Recipe

WAYS: Sequence[Way] = get_args(Way)


def fit_ranking(settings: Settings, folder: Path, recipe: Recipe) -> list[str]:
    """Fit and write the weights of each way to read; a line on each, of what they are worth where they were fitted."""
    groups = _groups(settings, folder, recipe)
    told, weights = list[str](), dict[str, Any]()
    for way in WAYS:
        fitted, worth = ranking.fit(groups, way)
        weights[way] = {
            "rank": fitted.rank._asdict(),
            "confidence": fitted.confidence._asdict(),
            "lead": fitted.lead,
            "bias": fitted.bias,
        }
        told += [way, *(f"  {line}" for line in worth)]
    _write(read.FITTED, {"weights": weights})
    return told


def _groups(settings: Settings, folder: Path, recipe: Recipe) -> dict[str, list[RankingCase]]:
    spans = load_reader(settings)
    groups = {}
    for corpus in eval_corpora("all", "dev"):
        documents, samples = load_corpus(corpus)
        texts = {key: document.text for key, document in documents.items()}
        groups[corpus.name] = list(of_question_set(settings, spans, samples, texts))
    return groups | {
        "public sets": list(of_public_sets(settings, spans, folder, recipe)),
        "given passages": list(of_given_passages(settings, spans, folder, recipe)),
        "exercises": list(of_exercises(settings, spans, recipe)),
        "twins": list(of_twins(settings, spans, recipe)),
    }


def fit_thresholds(settings: Settings) -> list[str]:
    """Fit and write both thresholds of each way to read, for each caution; a line on each."""
    told, found = list[str](), dict[str, Any]()
    for way in WAYS:
        own = settings.model_copy(update={"reader": way, "llm_url": "", "llm_model": ""})
        groups = {corpus.name: list(thresholds.ask(own, corpus)) for corpus in eval_corpora("all", "dev")}
        found[way] = {}
        for caution, costs in thresholds.COSTS.items() if way == "trained" else thresholds.LIKENESS_COSTS.items():
            bars, worth = thresholds.fit(groups, costs, always_doubt=way == "likeness")
            found[way][caution] = asdict(bars)
            told += [f"{way}, {caution}: {bars}", *(f"  {line}" for line in worth)]
            told += [f"  {thresholds.crossed(groups, costs)}"] if way == "trained" else []
    _write(read.FITTED, {"thresholds": found})
    return told


def fit_entailment(settings: Settings, folder: Path, limit: int | None) -> list[str]:
    """Fit and write the weights of the check, with the trained reader and without it; what they are worth."""
    fitted = entailment.fit(settings, folder, limit)
    _write(
        check.FITTED,
        {
            which: {"weights": one.weights._asdict(), "bias": one.bias, "least": one.least}
            for which, (one, _) in fitted.items()
        },
    )
    return [f"{which}\n{worth}" for which, (_, worth) in fitted.items()]


def _write(path: Path, changed: dict[str, Any]) -> None:
    """Replace these parts of a fitted file, all of it or nothing."""
    new = json.loads(path.read_text(encoding="utf-8")) | changed
    temporary = path.with_suffix(".new")
    temporary.write_text(json.dumps(new, indent=2) + "\n", encoding="utf-8")
    temporary.replace(path)
