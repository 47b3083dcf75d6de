"""Questions with the evidence for every sentence that was read, and which sentences are right.

Of the public sets' tuning part: asked of an index of their paragraphs, as the chat would ask them; unanswerable are
the same questions without their paragraph, and near misses of them. Of the question set: its development half.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tqdm import tqdm

from answer.candidates import Candidate
from answer.read import Reader
from answer.span import SpanReader
from answer.training.examples import Examples
from answer.training.model import plain_tokenizer
from answer.training.recipe import Recipe
from answer.training.samples import Sample as PublicSample
from answer.training.samples import read_parts
from answer.training.windows import Windows
from answer.weigh import Evidence
from eval.matching import rests_on
from eval.mutate.seeds import seeded
from eval.samples import Sample
from eval.scorers import OPEN_CATEGORIES
from index.embed import load_embedder
from index.passages import Hit
from index.search import HybridRetriever
from index.store import Store
from index.sync import sync
from settings import Settings

Numbers = npt.NDArray[np.float64]

QUESTIONS = 300  # of the public tuning data, drawn with the recipe's seed
NEAR_MISSES = 2  # times that each counts: what few documents do not answer, they often nearly do


@dataclass(frozen=True)
class Case:
    """A question with the evidence for every sentence that was read."""

    evidence: Numbers
    """(sentences, evidence)."""
    right: npt.NDArray[np.bool_]
    """(sentences,): which hold the answer; none where it is unanswerable."""
    answerable: bool
    times: int = 1
    """How often it counts."""


class Asks:
    """What the chat's reader finds in one corpus."""

    def __init__(self, settings: Settings, spans: SpanReader) -> None:
        sync(settings)
        embedder = load_embedder(settings)
        self.store = Store(settings, embedder.fingerprint)
        self._retriever = HybridRetriever(self.store, embedder, settings.top_k)
        self._reader = Reader(embedder, self.store, spans)

    def candidates(self, question: str) -> list[Candidate]:
        """The sentences that were read; none where the question is refused without any weighing."""
        hits: Sequence[Hit] = self._retriever.search(question)
        return [] if self._reader.is_silent(question, hits) else self._reader.candidates(question, hits)


def of_questions(settings: Settings, spans: SpanReader, samples: Sequence[Sample]) -> Iterator[Case]:
    """Of a question set's samples and their paraphrases, follow-ups and questions about the whole left out."""
    asks = Asks(settings, spans)
    chosen = [s for s in samples if not s.history and s.category not in OPEN_CATEGORIES | {"metadata"}]
    for sample in tqdm(chosen, desc="Question set", unit="question", disable=None):
        for question in (sample.question, *sample.paraphrases):
            candidates = asks.candidates(question)
            yield _case(candidates, [_is_gold(c, sample) for c in candidates], sample.answerable)
    asks.store.close()


def of_public_sets(settings: Settings, spans: SpanReader, folder: Path, recipe: Recipe) -> Iterator[Case]:
    """Of the public sets' tuning data."""
    samples = _drawn(read_parts(folder, recipe).dev, recipe)
    maker = Examples(samples, Windows(plain_tokenizer(), recipe.window), replace(recipe, kinds={"swapped": 1.0}))
    with tempfile.TemporaryDirectory() as work:
        names = _write_corpus(samples, Path(work) / "corpus")
        asks = Asks(settings.of_corpus(Path(work) / "corpus"), spans)
        for index, sample in enumerate(tqdm(samples, desc="Public sets", unit="question", disable=None)):
            yield from _of_sample(asks, sample, names[sample.paragraph])
            for example in maker.of_sample(sample, seeded(recipe.seed, "weigh", index)):
                if example.kind == "swapped":
                    candidates = asks.candidates(example.question)
                    yield _case(candidates, [False] * len(candidates), False, NEAR_MISSES)
        asks.store.close()


def _of_sample(asks: Asks, sample: PublicSample, document: str) -> Iterator[Case]:
    """The question as it is, and as if its paragraph were not there."""
    candidates = asks.candidates(sample.question)
    yield _case(candidates, [c.quote.document_id == document and _holds(c, sample) for c in candidates], True)
    elsewhere = [c for c in candidates if c.quote.document_id != document]
    yield _case(elsewhere, [False] * len(elsewhere), False)


def _case(candidates: Sequence[Candidate], right: Sequence[bool], answerable: bool, times: int = 1) -> Case:
    evidence = np.array([c.evidence for c in candidates], dtype=np.float64).reshape(-1, len(Evidence._fields))
    return Case(evidence, np.array(right, dtype=np.bool_), answerable, times)


def _is_gold(candidate: Candidate, sample: Sample) -> bool:
    quote = candidate.quote
    return any(
        e.document_id == quote.document_id and rests_on((quote.start, quote.end), (e.start, e.end))
        for e in sample.evidence
    )


def _holds(candidate: Candidate, sample: PublicSample) -> bool:
    return any(candidate.quote.start < end and start < candidate.quote.end for start, end in sample.answers)


def _drawn(samples: Sequence[PublicSample], recipe: Recipe) -> list[PublicSample]:
    kept = [s for s in samples if s.answers]
    return seeded(recipe.seed, "weigh").sample(kept, min(QUESTIONS, len(kept)))


def _write_corpus(samples: Sequence[PublicSample], folder: Path) -> dict[str, str]:
    """Each paragraph as a document; paragraph → its document's id."""
    folder.mkdir()
    names = {text: f"{number:05}.txt" for number, text in enumerate(dict.fromkeys(s.paragraph for s in samples))}
    for text, name in names.items():
        (folder / name).write_text(text, encoding="utf-8")
    return names
