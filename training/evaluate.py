"""What a trained reader is worth on data that training has not seen: that for tuning, and that kept out."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from sklearn.metrics import balanced_accuracy_score, roc_auc_score
from tqdm import tqdm

from answer.read.span_reader import SpanReader
from eval.sets.overlap import exact_match, f1
from training import calibration
from training.calibration import Calibration, Numbers
from training.examples import Example, Examples
from training.model import plain_tokenizer
from training.recipe import Recipe
from training.samples import SpanSample, read_clapnq, read_parts, read_qed_dev
from training.windows import Windows

ANSWERED = 0.85  # share of true questions that must be answered while near misses are refused
KINDS = ("swapped", "near", "removed")


@dataclass(frozen=True)
class PassageQuestion:
    """A question on a passage, with the texts that are right."""

    question: str
    passage: str
    answers: tuple[str, ...]
    """Empty where the passage does not answer."""
    kind: str


@dataclass(frozen=True)
class Measured:
    """What the reader makes of an item."""

    kind: str
    margin: float
    answerable: float
    exact: float
    f1: float
    seconds: float


def dev_figures(reader: SpanReader, folder: Path, recipe: Recipe) -> dict[str, Any]:
    """Figures on the tuning data, and the calibration and thresholds that come from it."""
    dev = read_parts(folder, recipe).dev
    asked = [s for s in dev if s.source != "exercises"]
    public = read(reader, [*of_samples(asked), *misses(asked, recipe)], "Public sets")
    exercises = read(reader, of_samples([s for s in dev if s.source == "exercises"]), "Exercises")
    readings = [*public, *exercises]
    answers = np.array([float(r.kind == "answerable") for r in readings])
    fitted = calibration.fit(_features(readings), answers)
    probabilities = fitted.probabilities(_features(readings))
    # of the like that the test's public sets are
    true, scores = _split(public, probabilities[: len(public)], KINDS)
    return {
        "new_wiki": span_figures([r for r, s in zip(public, asked, strict=False) if s.source == "new_wiki"]),
        "qed": span_figures([r for r, s in zip(public, asked, strict=False) if s.source == "qed"]),
        "exercises": exercise_figures(exercises, fitted),
        "near_misses": separation(public, fitted),
        "near_misses_by_margin": separation(public, Calibration(0.0, 1.0, 0.0)),
        "near_misses_by_answerability": separation(public, Calibration(0.0, 0.0, 1.0)),
        "calibration": asdict(fitted),
        "calibration_error": calibration.calibration_error(probabilities, answers),
        "threshold": calibration.best_threshold(true, scores),
        "milliseconds_a_passage": 1000 * float(np.median([r.seconds for r in readings])),
    }


def test_figures(
    reader: SpanReader, folder: Path, recipe: Recipe, fitted: Calibration, threshold: float
) -> dict[str, Any]:
    """Figures on the kept-out data; calibration and threshold come from the tuning data."""
    parts = read_parts(folder, recipe)
    wiki = read(reader, [*of_samples(parts.test), *misses(parts.test, recipe)], "New Wikipedia articles")
    qed = read(reader, of_samples(read_qed_dev(folder)), "QED")
    exercises = read(reader, of_samples(parts.exercises), "Exercises")
    clapnq = read(reader, of_samples(read_clapnq(folder)), "CLAPnq")
    true, scores = _split(clapnq, fitted.probabilities(_features(clapnq)), ("unanswerable",))
    return {
        "new_wiki": span_figures(wiki),
        "qed": span_figures(qed),
        "exercises": exercise_figures(exercises, fitted),
        "clapnq": {
            "auc": float(roc_auc_score(true, scores)),
            "balanced_accuracy": float(balanced_accuracy_score(true, [score >= threshold for score in scores])),
        },
        "near_misses": separation(wiki, fitted),
    }


def of_samples(samples: Iterable[SpanSample]) -> list[PassageQuestion]:
    """Samples as items: whole paragraphs."""
    return [
        PassageQuestion(
            s.question,
            s.paragraph,
            tuple(s.paragraph[a:b] for a, b in s.answers),
            "answerable" if s.answers else s.kind or "unanswerable",
        )
        for s in samples
    ]


def misses(samples: Sequence[SpanSample], recipe: Recipe) -> list[PassageQuestion]:
    """Unanswerable items of the samples, seeded: near misses of every kind."""
    maker = Examples(samples, Windows(plain_tokenizer(), recipe.window), recipe)
    found: list[Example] = []
    for index, sample in enumerate(s for s in samples if s.answers):
        found += maker.of_sample(sample, Random(f"{recipe.seed}/evaluate/{index}"))
    return [PassageQuestion(e.question, e.passage, (), e.kind) for e in found if e.kind in KINDS]


def read(reader: SpanReader, items: Sequence[PassageQuestion], name: str) -> list[Measured]:
    """The reader's best span and its scores on each item."""
    return [_read(reader, item) for item in tqdm(items, desc=name, unit="question", disable=None)]


def _read(reader: SpanReader, item: PassageQuestion) -> Measured:
    begun = time.perf_counter()
    scores = reader.score(item.question, [item.passage])[0]
    seconds = time.perf_counter() - begun
    best = scores.spans[0]
    text = item.passage[best.start : best.end]
    return Measured(
        item.kind, best.margin, scores.answerable, exact_match(text, item.answers), f1(text, item.answers), seconds
    )


def span_figures(readings: Sequence[Measured]) -> dict[str, float]:
    """Of what answers: exact match and F1 where the reader always answers, 0 to 1, and of how many questions."""
    answered = [r for r in readings if r.kind == "answerable"]
    return {
        "exact": float(np.mean([r.exact for r in answered])),
        "f1": float(np.mean([r.f1 for r in answered])),
        "questions": len(answered),
    }


def exercise_figures(readings: Sequence[Measured], fitted: Calibration) -> dict[str, Any]:
    """Of the project's own exercises: the spans, and how each kind without an answer is told apart."""
    kinds = sorted({r.kind for r in readings} - {"answerable"})
    return span_figures(readings) | {"unanswerable": separation(readings, fitted, kinds)}


def separation(
    readings: Sequence[Measured], fitted: Calibration, kinds: Sequence[str] = KINDS
) -> dict[str, dict[str, float]]:
    """For each kind of near miss: AUC, and the share refused where ANSWERED of the true questions are answered."""
    probabilities = fitted.probabilities(_features(readings))
    figures = {}
    for kind in kinds:
        true, scores = _split(readings, probabilities, (kind,))
        limit = calibration.threshold_answering([s for t, s in zip(true, scores, strict=True) if t], ANSWERED)
        wrong = [score for t, score in zip(true, scores, strict=True) if not t]
        figures[kind] = {
            "auc": float(roc_auc_score(true, scores)),
            "refused": float(np.mean(np.array(wrong) < limit)),
            "items": len(wrong),
        }
    return figures


def _features(readings: Sequence[Measured]) -> Numbers:
    return np.array([[r.margin, r.answerable] for r in readings], dtype=np.float64)


def _split(readings: Sequence[Measured], scores: Numbers, wrong_kinds: Sequence[str]) -> tuple[list[bool], list[float]]:
    """Of what answers and of these kinds that do not: whether it answers, and its score."""
    kinds = ("answerable", *wrong_kinds)
    kept = [(r.kind == "answerable", s) for r, s in zip(readings, scores.tolist(), strict=True) if r.kind in kinds]
    return [true for true, _ in kept], [score for _, score in kept]
