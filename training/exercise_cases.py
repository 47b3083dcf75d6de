"""Cases of our own exercises' tuning part, asked of all its documents together, as of a folder of one's own."""

from collections.abc import Iterator, Sequence

from tqdm import tqdm

from answer.read.candidates import Candidate
from answer.read.span_reader import SpanReader
from eval.sets.seeds import seeded
from settings import Settings
from training.cases import Case, asking, case
from training.recipe import Recipe
from training.samples import Sample, exercises_by_side

QUESTIONS = 600  # drawn with the recipe's seed; about half of them have no answer


def of_exercises(settings: Settings, spans: SpanReader, recipe: Recipe) -> Iterator[Case]:
    """Of the exercises that tuning may look at; one whose sentence was not found counts as one without an answer."""
    _, samples, _ = exercises_by_side(recipe)
    texts = _documents(samples)
    drawn = seeded(recipe.seed, "weigh").sample(samples, min(QUESTIONS, len(samples)))
    names = {title: f"{number:04}.txt" for number, title in enumerate(texts)}
    with asking(settings, spans, {names[title]: text for title, text in texts.items()}) as asks:
        for sample in tqdm(drawn, desc="Exercises", unit="question", disable=None):
            candidates = asks.candidates(sample.question)
            in_it = [c.quote.document_id == names[sample.document] for c in candidates]
            right = [a and _holds(c, sample, texts[sample.document]) for a, c in zip(in_it, candidates, strict=True)]
            yield case(candidates, right, any(right))


def _documents(samples: Sequence[Sample]) -> dict[str, str]:
    """Each document of which they ask, put together again of its paragraphs: title → text."""
    paragraphs: dict[str, dict[str, None]] = {}
    for sample in samples:
        paragraphs.setdefault(sample.document, {})[sample.paragraph] = None
    return {title: "\n\n".join([title, *parts]) for title, parts in paragraphs.items()}


def _holds(candidate: Candidate, sample: Sample, text: str) -> bool:
    """Whether the sentence, of this document, is what answers or a part of it."""
    at, quote = text.index(sample.paragraph), candidate.quote
    return any(quote.start < at + end and at + start < quote.end for start, end in sample.answers)
