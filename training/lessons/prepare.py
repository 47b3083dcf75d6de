"""Contrast sets, mined questions and a share of the first schooling → the rows that the reader learns on with."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from tqdm import tqdm

from answer.read.span_reader import SpanReader
from index.embed import load_embedder
from index.model import ensure_export
from settings import Settings
from training.examples import Example, Examples, restyled
from training.lessons import conversations, yes_no
from training.lessons.contrast import CONTRAST, FOR_TEST, FOR_TUNING, read_contrast
from training.lessons.followups import followup_lessons
from training.lessons.mined import mined
from training.lessons.twins import lessons_of
from training.model import plain_tokenizer
from training.recipe import Recipe
from training.rows import Rows, Tokens
from training.samples import SpanSample, read_parts
from training.windows import Windows

SEARCHED = 5000
"""Public questions whose paragraphs are searched together: embedding them all would take longer than it teaches."""

Lesson = list[Example]


def prepare_lessons(settings: Settings, spans: SpanReader, data: Path, recipe: Recipe, folder: Path) -> Rows:
    """Make the rows and put them into `folder`; raises TrainingError where a set is missing or faulty."""
    ensure_export(settings, lambda line: print(line, file=sys.stderr))
    samples = read_parts(data, recipe).train
    lessons = [*contrast_lessons(settings), *_own_yes_no(settings), *_mined(settings, spans, samples, recipe)]
    tasks = [*followup_lessons(data, recipe), *_own_conversations(recipe)]
    old = Examples(samples, Windows(plain_tokenizer(), recipe.window), _fewer_public(recipe))
    passes = (_of_pass(number, lessons, tasks, old, recipe) for number in range(recipe.passes))
    rows = Tokens(plain_tokenizer(), recipe).rows(passes)
    rows.save(folder)
    return rows


def _fewer_public(recipe: Recipe) -> Recipe:
    """All of the exercises, and of the public sets the share that the lessons leave room for."""
    return replace(recipe, shares={source: share * recipe.lessons[1] for source, share in recipe.shares.items()})


def _learned_from(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.txt")) if path.name not in (FOR_TEST, FOR_TUNING)]


def _own_conversations(recipe: Recipe) -> Iterator[Lesson]:
    own = [one for path in _learned_from(conversations.FOLDER) for one in conversations.read_conversations(path)]
    return conversations.conversation_lessons(own, recipe.seed)


def _own_yes_no(settings: Settings) -> Iterator[Lesson]:
    decided = [one for path in _learned_from(yes_no.FOLDER) for one in yes_no.read_yes_no(path)]
    return yes_no.yes_no_lessons(decided, load_embedder(settings).count_tokens, settings.passage_tokens)


def contrast_lessons(settings: Settings) -> Iterator[Lesson]:
    """Of the files that are learned from."""
    count_tokens = load_embedder(settings).count_tokens
    documents = [document for path in _learned_from(CONTRAST) for document in read_contrast(path)]
    for document in tqdm(documents, desc="Twins", unit="document", disable=None):
        yield from lessons_of(document, count_tokens, settings.passage_tokens)


def _mined(settings: Settings, spans: SpanReader, samples: Sequence[SpanSample], recipe: Recipe) -> Iterator[Lesson]:
    rng, shares = Random(f"{recipe.seed}/mined"), recipe.shares
    public = [s for s in samples if s.answers and not s.kind and rng.random() < shares.get(s.source, 1.0)]
    rng.shuffle(public)
    paragraphs = {sample.paragraph: sample.title for sample in public[:SEARCHED]}
    return mined(settings, spans, paragraphs, public[: recipe.lessons[0]])


def _of_pass(
    number: int, lessons: Sequence[Lesson], tasks: Sequence[Lesson], old: Examples, recipe: Recipe
) -> Iterator[Lesson]:
    """`tasks` stay as they are: their first words tell the task."""
    yield from tasks
    rng = Random(f"{recipe.seed}/lessons/{number}")
    for lesson in lessons:
        yield [restyled(example, rng) for example in lesson]
    yield from old.of_pass(number)
