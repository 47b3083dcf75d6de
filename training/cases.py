"""Questions with the features of every sentence that was read, and which sentences are right: what ranking learns from.

Of question sets; of the public sets' tuning part, searched and with one passage given; of our own exercises' tuning
part, searched; and of twins, each asked of its own document.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from tqdm import tqdm

from answer.read.candidates import Candidate
from answer.read.ranking import Features
from answer.read.span_reader import SpanReader
from eval.sets.matching import rests_on
from eval.sets.samples import Sample
from settings import Settings
from training.evaluate import misses, of_samples
from training.lessons.contrast import CONTRAST, FOR_TUNING, Twin, read_contrast
from training.recipe import Recipe
from training.samples import SpanSample, exercises_by_side, read_parts
from training.searched import searched

Numbers = npt.NDArray[np.float64]
Drawn = TypeVar("Drawn")

QUESTIONS = 300  # drawn of each public set and twice as many exercises, with the recipe's seed


@dataclass(frozen=True)
class RankingCase:
    """A question, and every sentence that was read."""

    features: Numbers
    """(sentences, features)."""
    right: npt.NDArray[np.bool_]
    """(sentences,): which hold the answer; none where there is none."""

    @property
    def answerable(self) -> bool:
        return bool(self.right.any())


def ranking_case(candidates: Sequence[Candidate], right: Sequence[bool]) -> RankingCase:
    """The candidates as numbers."""
    features = np.array([c.features for c in candidates], dtype=np.float64).reshape(-1, len(Features._fields))
    return RankingCase(features, np.array(right, dtype=np.bool_))


def of_question_set(
    settings: Settings, spans: SpanReader, samples: Sequence[Sample], texts: Mapping[str, str]
) -> Iterator[RankingCase]:
    """Of the samples and their paraphrases; follow-ups and questions about the whole are left out."""
    chosen = [s for s in samples if not s.history and s.category != "overview"]
    with searched(settings, spans, texts) as documents:
        for sample in tqdm(chosen, desc="Question set", unit="question", disable=None):
            for question in (sample.question, *sample.paraphrases):
                candidates = documents.candidates(question)
                yield ranking_case(candidates, [_rests_on_gold(c, sample) for c in candidates])


def of_public_sets(settings: Settings, spans: SpanReader, folder: Path, recipe: Recipe) -> Iterator[RankingCase]:
    """Asked of all their paragraphs: as it is, and as if its own paragraph were not there."""
    samples = _some(_public(folder, recipe), recipe)
    names = _named(sample.paragraph for sample in samples)
    with searched(settings, spans, _texts(names)) as documents:
        for sample in tqdm(samples, desc="Public sets", unit="question", disable=None):
            candidates, own = documents.candidates(sample.question), names[sample.paragraph]
            yield ranking_case(candidates, [c.quote.document_id == own and _holds(c, sample) for c in candidates])
            elsewhere = [c for c in candidates if c.quote.document_id != own]
            yield ranking_case(elsewhere, [False] * len(elsewhere))


def of_given_passages(settings: Settings, spans: SpanReader, folder: Path, recipe: Recipe) -> Iterator[RankingCase]:
    """Each with one passage: as many that it answers as that it nearly does."""
    samples = _public(folder, recipe)
    items = [*_some(of_samples(samples), recipe), *_some(misses(samples, recipe), recipe)]
    names = _named(item.passage for item in items)
    with searched(settings, spans, _texts(names)) as documents:
        for item in tqdm(items, desc="Given passages", unit="question", disable=None):
            candidates = documents.candidates_in(names[item.passage], item.question)
            yield ranking_case(candidates, [any(answer in c.text for answer in item.answers) for c in candidates])


def of_exercises(settings: Settings, spans: SpanReader, recipe: Recipe) -> Iterator[RankingCase]:
    """Of the exercises that tuning may look at, asked of all their documents; what is not found has no answer."""
    _, samples, _ = exercises_by_side(recipe)
    paragraphs: dict[str, dict[str, None]] = {}
    for sample in samples:
        paragraphs.setdefault(sample.document, {})[sample.paragraph] = None
    texts = {title: "\n\n".join([title, *parts]) for title, parts in paragraphs.items()}
    names = {title: f"{number:04}.txt" for number, title in enumerate(texts)}
    with searched(settings, spans, {names[title]: text for title, text in texts.items()}) as documents:
        for sample in tqdm(_some(samples, recipe, 2 * QUESTIONS), desc="Exercises", unit="question", disable=None):
            candidates, at = documents.candidates(sample.question), texts[sample.document].index(sample.paragraph)
            own = [c.quote.document_id == names[sample.document] for c in candidates]
            yield ranking_case(candidates, [a and _holds(c, sample, at) for a, c in zip(own, candidates, strict=True)])


def of_twins(settings: Settings, spans: SpanReader, recipe: Recipe) -> Iterator[RankingCase]:
    """Of the contrast sets that tuning may look at, each asked of its own document: others may answer what it does
    not."""
    documents = read_contrast(CONTRAST / FOR_TUNING)
    names = {id(document): f"{number:03}-{document.name}" for number, document in enumerate(documents)}
    asked = [(document, twin) for document in documents for twin in document.twins]
    with searched(settings, spans, {names[id(document)]: document.text for document in documents}) as found:
        for document, twin in tqdm(_some(asked, recipe, 2 * QUESTIONS), desc="Twins", unit="question", disable=None):
            candidates = found.candidates_in(names[id(document)], twin.question)
            yield ranking_case(candidates, [_answers(c, twin) for c in candidates])


def _answers(candidate: Candidate, twin: Twin) -> bool:
    quote, answer = candidate.quote, twin.answer
    return answer is not None and quote.start < answer[1] and answer[0] < quote.end


def _public(folder: Path, recipe: Recipe) -> list[SpanSample]:
    return [s for s in read_parts(folder, recipe).dev if s.source != "exercises"]


def _some(of: Sequence[Drawn], recipe: Recipe, most: int = QUESTIONS) -> list[Drawn]:
    return Random(f"{recipe.seed}/cases").sample(of, min(most, len(of)))


def _named(texts: Iterable[str]) -> dict[str, str]:
    """Each text as a document: text → its document's id."""
    return {text: f"{number:05}.txt" for number, text in enumerate(dict.fromkeys(texts))}


def _texts(names: Mapping[str, str]) -> dict[str, str]:
    return {name: text for text, name in names.items()}


def _holds(candidate: Candidate, sample: SpanSample, at: int = 0) -> bool:
    """Whether the sentence is, or is a part of, what answers in the paragraph that begins `at` its document."""
    return any(candidate.quote.start < at + end and at + start < candidate.quote.end for start, end in sample.answers)


def _rests_on_gold(candidate: Candidate, sample: Sample) -> bool:
    span = (candidate.quote.start, candidate.quote.end)
    return any(
        gold.document_id == candidate.quote.document_id and rests_on(span, (gold.start, gold.end))
        for gold in sample.evidence
    )
