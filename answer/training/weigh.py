"""What the evidence for a sentence says of its being right: the confidence of answer/weigh.py, fitted on tuning data.

The questions are asked of an index of the tuning data's paragraphs, as the chat would ask them. Unanswerable are
the same questions without their paragraph, and near misses of them.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from tqdm import tqdm

from answer.read import Candidate, Reader
from answer.span import SpanReader
from answer.training.calibration import area_under_curve, calibration_error
from answer.training.examples import Examples
from answer.training.model import plain_tokenizer
from answer.training.recipe import Recipe
from answer.training.samples import Sample, read_parts
from answer.training.windows import Windows
from answer.weigh import WITH_READER, Evidence, Weights
from index.embed import load_embedder
from index.search import HybridRetriever
from index.store import Store
from index.sync import sync
from settings import Settings

Numbers = npt.NDArray[np.float64]

QUESTIONS = 300  # of the tuning data, drawn with the recipe's seed
SHRINKAGE = 1e-4  # of the weights, to 0: the fit has few questions
UNUSED = ("words", "sentence", "passage", "passage_coverage")  # with the reader they add nothing but noise


@dataclass(frozen=True)
class Case:
    """A question with the evidence for every sentence that was read."""

    evidence: Numbers
    """(sentences, evidence)."""
    right: npt.NDArray[np.bool_]
    """(sentences,): which hold the answer; none where it is unanswerable."""
    answerable: bool


def fit_weights(settings: Settings, spans: SpanReader, folder: Path, recipe: Recipe) -> tuple[Weights, str]:
    """The weights, and in a line what they are worth on the cases that they were fitted on."""
    with tempfile.TemporaryDirectory() as work:
        cases = list(_cases(settings, spans, folder, recipe, Path(work)))
    rank = np.array(WITH_READER.rank)
    features, right = _best_ones(cases, rank)
    values = _logistic(features, right)
    weights = replace(WITH_READER, confidence=_evidence(values[2:]), lead=float(values[1]), bias=float(values[0]))
    return weights, _worth(features, right, values, cases)


def _cases(settings: Settings, spans: SpanReader, folder: Path, recipe: Recipe, work: Path) -> Iterator[Case]:
    samples = _drawn(read_parts(folder, recipe).dev, recipe)
    names = _write_corpus(samples, work / "corpus")
    own = settings.model_copy(update={"corpus": work / "corpus"})
    sync(own)
    embedder = load_embedder(own)
    store = Store(own, embedder.fingerprint)
    reader, retriever = Reader(embedder, store, spans), HybridRetriever(store, embedder, own.top_k)
    maker = Examples(samples, Windows(plain_tokenizer(), recipe.window), replace(recipe, kinds={"swapped": 1.0}))
    for index, sample in enumerate(tqdm(samples, desc="Weighing", unit="question", disable=None)):
        candidates = reader.candidates(sample.question, retriever.search(sample.question))
        yield _case(candidates, sample, names[sample.paragraph])
        elsewhere = [c for c in candidates if c.quote.document_id != names[sample.paragraph]]
        if elsewhere:
            yield _case(elsewhere, None, "")
        for example in maker.of_sample(sample, Random(f"{recipe.seed}/weigh/{index}")):
            if example.kind == "swapped":
                near = _case(reader.candidates(example.question, retriever.search(example.question)), None, "")
                yield from (
                    near,
                    near,
                )  # what few documents do not answer, they often nearly do
    store.close()


def _drawn(samples: Sequence[Sample], recipe: Recipe) -> list[Sample]:
    kept = [s for s in samples if s.answers]
    return Random(f"{recipe.seed}/weigh").sample(kept, min(QUESTIONS, len(kept)))


def _write_corpus(samples: Sequence[Sample], folder: Path) -> dict[str, str]:
    """Each paragraph as a document; paragraph → its document's id."""
    folder.mkdir()
    names = {text: f"{number:05}.txt" for number, text in enumerate(dict.fromkeys(s.paragraph for s in samples))}
    for text, name in names.items():
        (folder / name).write_text(text, encoding="utf-8")
    return names


def _case(candidates: Sequence[Candidate], sample: Sample | None, document: str) -> Case:
    evidence = np.array([c.evidence for c in candidates], dtype=np.float64).reshape(-1, len(Evidence._fields))
    right = [sample is not None and c.quote.document_id == document and _holds(c, sample) for c in candidates]
    return Case(evidence, np.array(right, dtype=np.bool_), sample is not None)


def _holds(candidate: Candidate, sample: Sample) -> bool:
    return any(candidate.quote.start < end and start < candidate.quote.end for start, end in sample.answers)


def _best_ones(cases: Sequence[Case], rank: Numbers) -> tuple[Numbers, Numbers]:
    """Of each case the best sentence's evidence, with a 1 and its lead in front; and whether it is right."""
    rows, right = [], []
    for case in cases:
        if len(case.evidence):
            scores = case.evidence @ rank
            order = np.argsort(-scores, kind="stable")
            lead = scores[order[0]] - scores[order[1]] if len(order) > 1 else 0.0
            rows.append([1.0, lead, *case.evidence[order[0]]])
            right.append(float(case.right[order[0]]))
    return np.array(rows), np.array(right)


def _logistic(features: Numbers, right: Numbers) -> Numbers:
    """Weights of a logistic regression, by maximum likelihood, a little drawn to 0."""

    def loss(weights: Numbers) -> float:
        logits = features @ weights
        return float((np.logaddexp(0, logits) - right * logits).mean() + SHRINKAGE * (weights[1:] ** 2).sum())

    return _minimum(loss, features.shape[1], free=np.array([True, True, *_free()]))


def _minimum(loss: Any, size: int, free: npt.NDArray[np.bool_]) -> Numbers:
    """Where the loss is least, with the weights that are not free at 0."""

    def spread(values: Numbers) -> Numbers:
        weights = np.zeros(size)
        weights[free] = values
        return weights

    found: Any = minimize(lambda values: loss(spread(values)), np.zeros(int(free.sum())), method="L-BFGS-B")
    return spread(np.round(found.x, 3))


def _free() -> npt.NDArray[np.bool_]:
    return np.array([name not in UNUSED for name in Evidence._fields])


def _evidence(values: Numbers) -> Evidence:
    return Evidence(*(float(value) for value in values))


def _worth(features: Numbers, right: Numbers, values: Numbers, cases: Sequence[Case]) -> str:
    probabilities = 1 / (1 + np.exp(-(features @ values)))
    answerable = np.array([case.answerable for case in cases if len(case.evidence)])
    auc = area_under_curve(probabilities[right > 0].tolist(), probabilities[right == 0].tolist())
    return (
        f"{len(right)} cases, {int(answerable.sum())} answerable; best sentence right in "
        f"{right[answerable].mean():.3f} of these; AUC of the confidence {auc:.3f}, calibration error "
        f"{calibration_error(probabilities, right):.3f}"
    )
