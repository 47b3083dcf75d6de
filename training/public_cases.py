"""Cases of the public sets' tuning part.

Asked of an index of their paragraphs, as the chat would ask them; unanswerable are the same questions without their
paragraph, and near misses of them. And read against one passage alone, which answers them or nearly does.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from tqdm import tqdm

from answer.read.candidates import Candidate
from answer.read.span_reader import SpanReader
from eval.sets.seeds import seeded
from settings import Settings
from training.cases import Asks, Case, Texts, asking, case, unanswerable
from training.evaluate import misses, of_samples
from training.examples import Examples
from training.model import plain_tokenizer
from training.recipe import Recipe
from training.samples import Sample, read_parts
from training.windows import Windows

Drawn = TypeVar("Drawn")

QUESTIONS = 300  # of the tuning data, drawn with the recipe's seed


def of_public_sets(settings: Settings, spans: SpanReader, folder: Path, recipe: Recipe) -> Iterator[Case]:
    """Of the public sets' tuning data."""
    samples = _some(_public(folder, recipe), recipe)
    maker = Examples(samples, Windows(plain_tokenizer(), recipe.window), replace(recipe, kinds={"swapped": 1.0}))
    names = _names(s.paragraph for s in samples)
    with asking(settings, spans, _texts(names)) as asks:
        for index, sample in enumerate(tqdm(samples, desc="Public sets", unit="question", disable=None)):
            yield from _of_sample(asks, sample, names[sample.paragraph])
            for example in maker.of_sample(sample, seeded(recipe.seed, "weigh", index)):
                if example.kind == "swapped":
                    yield unanswerable(asks.candidates(example.question))


def of_given_passages(settings: Settings, spans: SpanReader, folder: Path, recipe: Recipe) -> Iterator[Case]:
    """Of the public sets' tuning data, each question with one passage: as many that it answers as that it does not."""
    samples = _public(folder, recipe)
    items = [*_some(of_samples(samples), recipe), *_some(misses(samples, recipe), recipe)]
    names = _names(item.passage for item in items)
    with asking(settings, spans, _texts(names)) as asks:
        for item in tqdm(items, desc="Given passages", unit="question", disable=None):
            candidates = asks.candidates_in(names[item.passage], item.question)
            right = [any(answer in c.text for answer in item.answers) for c in candidates]
            yield case(candidates, right, bool(item.answers))


def _public(folder: Path, recipe: Recipe) -> list[Sample]:
    return [s for s in read_parts(folder, recipe).dev if s.source != "exercises"]


def _of_sample(asks: Asks, sample: Sample, document: str) -> Iterator[Case]:
    """The question as it is, and as if its paragraph were not there."""
    candidates = asks.candidates(sample.question)
    yield case(candidates, [c.quote.document_id == document and _holds(c, sample) for c in candidates], True)
    elsewhere = [c for c in candidates if c.quote.document_id != document]
    yield unanswerable(elsewhere)


def _holds(candidate: Candidate, sample: Sample) -> bool:
    return any(candidate.quote.start < end and start < candidate.quote.end for start, end in sample.answers)


def _some(of: Sequence[Drawn], recipe: Recipe) -> list[Drawn]:
    return seeded(recipe.seed, "weigh").sample(of, min(QUESTIONS, len(of)))


def _names(texts: Iterable[str]) -> dict[str, str]:
    """Each text as a document: text → its document's id."""
    return {text: f"{number:05}.txt" for number, text in enumerate(dict.fromkeys(texts))}


def _texts(names: Mapping[str, str]) -> Texts:
    return {name: text for text, name in names.items()}
