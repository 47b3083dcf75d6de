"""Contrast sets, mined questions and a share of the first schooling → the rows that the reader learns on with."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from tqdm import tqdm

from answer.read.span_reader import SpanReader
from index.embed import load_embedder
from settings import Settings
from training.examples import Example, Examples, restyled
from training.lessons.contrast import read_contrast
from training.lessons.mined import mined
from training.lessons.twins import lessons_of
from training.model import plain_tokenizer
from training.recipe import Recipe
from training.rows import Rows, Tokens
from training.samples import SpanSample, read_parts
from training.windows import Windows

CONTRAST = Path(__file__).parents[1] / "exercises" / "contrast"
KEPT_OUT = ("engineering.txt", "museums.txt")
"""Files of contrast sets that are not learned from: for the test, and for tuning. Whole files, as each is of one world
with words and forms of its own."""

Lesson = list[Example]


def prepare_lessons(settings: Settings, spans: SpanReader, data: Path, recipe: Recipe, folder: Path) -> Rows:
    """Make the rows and put them into `folder`; raises TrainingError where a set is missing or faulty."""
    samples = read_parts(data, recipe).train
    lessons = [*contrast_lessons(settings), *_mined(settings, spans, samples, recipe)]
    old = Examples(samples, Windows(plain_tokenizer(), recipe.window), recipe)
    passes = (_of_pass(number, lessons, old, recipe) for number in range(recipe.passes))
    rows = Tokens(plain_tokenizer(), recipe).rows(passes)
    rows.save(folder)
    return rows


def contrast_lessons(settings: Settings) -> Iterator[Lesson]:
    """Of the files that are learned from."""
    count_tokens = load_embedder(settings).count_tokens
    files = [path for path in sorted(CONTRAST.glob("*.txt")) if path.name not in KEPT_OUT]
    documents = [document for path in files for document in read_contrast(path)]
    for document in tqdm(documents, desc="Twins", unit="document", disable=None):
        yield from lessons_of(document, count_tokens, settings.passage_tokens)


def _mined(settings: Settings, spans: SpanReader, samples: Sequence[SpanSample], recipe: Recipe) -> Iterator[Lesson]:
    public = [sample for sample in samples if sample.answers and not sample.kind]
    chosen = Random(f"{recipe.seed}/mined").sample(public, min(recipe.lessons[0], len(public)))
    return mined(settings, spans, {sample.paragraph: _title(sample) for sample in public}, chosen)


def _title(sample: SpanSample) -> str:
    """As a file is called. Posts and reviews have none."""
    named = sample.source in ("new_wiki", "qed")
    return re.sub(r"\W+", " ", sample.document).strip()[:80] if named else "text"


def _of_pass(number: int, lessons: Sequence[Lesson], old: Examples, recipe: Recipe) -> Iterator[Lesson]:
    rng = Random(f"{recipe.seed}/lessons/{number}")
    for lesson in lessons:
        yield [restyled(example, rng) for example in lesson]
    for lesson in old.of_pass(number):
        if rng.random() < recipe.lessons[1]:
            yield lesson
