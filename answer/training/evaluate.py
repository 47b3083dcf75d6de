"""What a trained reader is worth on data that neither training nor thresholds have seen."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from tqdm import tqdm

from answer.span import SpanReader
from answer.training import calibration
from answer.training.calibration import Calibration, Numbers
from answer.training.examples import Example, Examples
from answer.training.model import plain_tokenizer
from answer.training.recipe import Recipe
from answer.training.samples import Sample, read_clapnq, read_parts, read_qed_dev
from answer.training.squad import exact_match, f1
from answer.training.windows import Windows

ANSWERED = 0.85  # share of true questions that must be answered while near misses are refused
KINDS = ("swapped", "near", "removed")


@dataclass(frozen=True)
class Item:
    """A question on a passage, with the texts that are right."""

    question: str
    passage: str
    answers: tuple[str, ...]
    """Empty where the passage does not answer."""
    kind: str


@dataclass(frozen=True)
class Reading:
    """What the reader makes of an item."""

    kind: str
    margin: float
    answerable: float
    exact: float
    f1: float
    seconds: float


def dev_figures(reader: SpanReader, folder: Path, recipe: Recipe) -> dict[str, Any]:
    """Figures on the tuning data, and the calibration and thresholds that come from it."""
    parts = read_parts(folder, recipe)
    readings = read(reader, [*of_samples(parts.dev), *misses(parts.dev, recipe)], "Dev")
    answers = np.array([float(r.kind == "answerable") for r in readings])
    fitted = calibration.fit(_features(readings), answers)
    probabilities = fitted.probabilities(_features(readings))
    right, wrong = _split(readings, probabilities, KINDS)
    wiki = [r for r, s in zip(readings, parts.dev, strict=False) if s.source == "new_wiki"]
    qed = [r for r, s in zip(readings, parts.dev, strict=False) if s.source == "qed"]
    return {
        "new_wiki": span_figures(wiki),
        "qed": span_figures(qed),
        "near_misses": separation(readings, fitted),
        "near_misses_by_margin": separation(readings, Calibration(0.0, 1.0, 0.0)),
        "near_misses_by_answerability": separation(readings, Calibration(0.0, 0.0, 1.0)),
        "calibration": asdict(fitted),
        "calibration_error": calibration.calibration_error(probabilities, answers),
        "threshold": calibration.best_threshold(right, wrong),
        "milliseconds_a_passage": 1000 * float(np.median([r.seconds for r in readings])),
    }


def test_figures(
    reader: SpanReader, folder: Path, recipe: Recipe, fitted: Calibration, threshold: float
) -> dict[str, Any]:
    """Figures on the kept-out data; calibration and threshold come from the tuning data."""
    parts = read_parts(folder, recipe)
    wiki = read(reader, [*of_samples(parts.test), *misses(parts.test, recipe)], "New Wikipedia articles")
    qed = read(reader, of_samples(read_qed_dev(folder)), "QED")
    clapnq = read(reader, of_samples(read_clapnq(folder)), "CLAPnq")
    right, wrong = _split(clapnq, fitted.probabilities(_features(clapnq)), ("unanswerable",))
    return {
        "new_wiki": span_figures([r for r in wiki if r.kind == "answerable"]),
        "qed": span_figures([r for r in qed if r.kind == "answerable"]),
        "clapnq": {
            "auc": calibration.area_under_curve(right, wrong),
            "balanced_accuracy": calibration.balanced_accuracy(right, wrong, threshold),
        },
        "near_misses": separation(wiki, fitted),
    }


def of_samples(samples: Iterable[Sample]) -> list[Item]:
    """Samples as items: whole paragraphs."""
    return [
        Item(
            s.question,
            s.paragraph,
            tuple(s.paragraph[a:b] for a, b in s.answers),
            "answerable" if s.answers else "unanswerable",
        )
        for s in samples
    ]


def misses(samples: Sequence[Sample], recipe: Recipe) -> list[Item]:
    """Unanswerable items of the samples, seeded: near misses of every kind."""
    maker = Examples(samples, Windows(plain_tokenizer(), recipe.window), recipe)
    found: list[Example] = []
    for index, sample in enumerate(samples):
        found += maker.of_sample(sample, Random(f"{recipe.seed}/evaluate/{index}"))
    return [Item(e.question, e.passage, (), e.kind) for e in found if e.kind in KINDS]


def read(reader: SpanReader, items: Sequence[Item], name: str) -> list[Reading]:
    """The reader's best span and its scores on each item."""
    return [_read(reader, item) for item in tqdm(items, desc=name, unit="question", disable=None)]


def _read(reader: SpanReader, item: Item) -> Reading:
    begun = time.perf_counter()
    scores = reader.score(item.question, [item.passage])[0]
    seconds = time.perf_counter() - begun
    best = scores.spans[0]
    text = item.passage[best.start : best.end]
    return Reading(
        item.kind, best.margin, scores.answerable, exact_match(text, item.answers), f1(text, item.answers), seconds
    )


def span_figures(readings: Sequence[Reading]) -> dict[str, float]:
    """Exact match and F1 where the reader always answers, 0 to 1, and of how many questions."""
    return {
        "exact": float(np.mean([r.exact for r in readings])),
        "f1": float(np.mean([r.f1 for r in readings])),
        "questions": len(readings),
    }


def separation(readings: Sequence[Reading], fitted: Calibration) -> dict[str, dict[str, float]]:
    """For each kind of near miss: AUC, and the share refused where ANSWERED of the true questions are answered."""
    probabilities = fitted.probabilities(_features(readings))
    figures = {}
    for kind in KINDS:
        right, wrong = _split(readings, probabilities, (kind,))
        limit = calibration.threshold_answering(right, ANSWERED)
        figures[kind] = {
            "auc": calibration.area_under_curve(right, wrong),
            "refused": float(np.mean(np.array(wrong) < limit)),
            "items": len(wrong),
        }
    return figures


def _features(readings: Sequence[Reading]) -> Numbers:
    return np.array([[r.margin, r.answerable] for r in readings], dtype=np.float64)


def _split(readings: Sequence[Reading], scores: Numbers, wrong_kinds: Sequence[str]) -> tuple[list[float], list[float]]:
    """The scores of what answers, and of what does not."""
    pairs = list(zip(readings, scores.tolist(), strict=True))
    return [s for r, s in pairs if r.kind == "answerable"], [s for r, s in pairs if r.kind in wrong_kinds]
