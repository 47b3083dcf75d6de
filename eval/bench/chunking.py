"""bench chunking: how much of the gold excerpts is retrieved, and how much else, by Chroma's evaluation."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from eval.bench.corpus import IndexedTexts, SetText, index_texts, number_of
from eval.bench.options import BenchOptions, progress
from eval.bench.ranges import Range, TextStretch, holding, precision_omega, scores
from eval.bench.ranking import searches
from eval.bench.report import BenchReport, BenchTable
from eval.score.metrics import Metric, mean
from eval.sets.files import BenchError, BenchRecord, need_file, need_folder, read_text
from index.passages import Passage
from settings import Settings

CHUNKING_LAYOUT = "a folder with questions_df.csv (question, references, corpus_id) and corpora/<corpus_id>.md"
MOST_PASSAGES, FIXED_PASSAGES = 20, 5
"""Passages retrieved: at most as many, where they are as many as hold gold; or this many for every question."""
CHUNKING_NOTES = (
    "Comparable: the table of 5 passages with the published rows; the same questions, excerpts and formula (in "
    "characters, as the published code counts). The rows of all-MiniLM-L6-v2 differ from “dense” in the splitter only.",
    "The published code's README gives .177 as IoU, the same for two embedding models; five chunks of 1,200 characters "
    "cannot have an IoU above .05. Cut so, the corpora have a precision Ω of .176, whatever is retrieved: that it is.",
    "Not comparable: the other table. It retrieves as many passages as hold gold, 20 at most, for each question.",
)


class GoldExcerpt(BenchRecord):
    """A gold excerpt: `corpus[start_index:end_index] == content`."""

    content: str
    start_index: int
    end_index: int


@dataclass(frozen=True)
class ChunkingQuestion:
    question: str
    corpus_id: str
    gold: tuple[Range, ...]


def measure(settings: Settings, path: Path, options: BenchOptions) -> BenchReport:
    """Recall, precision, IoU and precision Ω of each search, for both numbers of passages."""
    need_folder(path, CHUNKING_LAYOUT)
    questions, texts = read_questions(path)
    chosen = options.sample(questions)
    with index_texts(settings, path.resolve().name, [SetText(text) for text in texts.values()]) as corpus:
        tiles = {name: _tiles(corpus, n, text) for n, (name, text) in enumerate(texts.items())}
        tables = _tables(corpus, chosen, tiles)
    about = f"{len(chosen):,} questions on {len(texts)} corpora in {sum(map(len, tiles.values())):,} passages"
    return BenchReport("chunking", path, about, options.sampled(len(questions)), tables, CHUNKING_NOTES)


def _tables(
    corpus: IndexedTexts, questions: Sequence[ChunkingQuestion], tiles: Mapping[str, Sequence[Range]]
) -> list[BenchTable]:
    """A row for each search, in one table for each number of passages."""
    names = list(tiles)
    counts = [min(len(holding(tiles[question.corpus_id], question.gold)), MOST_PASSAGES) for question in questions]
    as_many, five = {}, {}
    for name, search in searches(corpus).items():
        asked = progress(questions, f"Searching, {name}")
        found = [[_stretches(search(q.question, k), names) for k in (MOST_PASSAGES, FIXED_PASSAGES)] for q in asked]
        cut = [most[:count] for (most, _), count in zip(found, counts, strict=True)]
        as_many[name] = metrics(questions, cut, tiles)
        five[name] = metrics(questions, [first for _, first in found], tiles)
    return [BenchTable(f"{FIXED_PASSAGES} passages", five), BenchTable("as many passages as hold gold", as_many)]


def metrics(
    questions: Sequence[ChunkingQuestion],
    retrieved: Sequence[Sequence[TextStretch]],
    tiles: Mapping[str, Sequence[Range]],
) -> dict[str, Metric]:
    """The means over the questions."""
    found = [
        scores(stretches, question.corpus_id, question.gold)
        | {"precision Ω": precision_omega(tiles[question.corpus_id], question.gold)}
        for question, stretches in zip(questions, retrieved, strict=True)
    ]
    return {name: mean([one[name] for one in found]) for name in found[0]}


def read_questions(folder: Path) -> tuple[list[ChunkingQuestion], dict[str, str]]:
    """The questions, and the texts that they are about by their ids; raises BenchError that names the line."""
    path = need_file(folder / "questions_df.csv", CHUNKING_LAYOUT)
    texts: dict[str, str] = {}
    questions = []
    for line, row in _rows(path):
        corpus_id = row["corpus_id"]
        if corpus_id not in texts:
            texts[corpus_id] = read_text(need_file(folder / "corpora" / f"{corpus_id}.md", CHUNKING_LAYOUT))
        where = f"{path}, line {line}"
        gold = tuple(_range(reference, texts[corpus_id], where) for reference in _references(row["references"], where))
        questions.append(ChunkingQuestion(row["question"], corpus_id, gold))
    if not questions:
        raise BenchError(f"{path} holds no question. Expected {CHUNKING_LAYOUT}.")
    return questions, texts


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows, with the number of their last line."""
    reader = csv.DictReader(io.StringIO(read_text(path)))
    columns = ("question", "references", "corpus_id")
    if lacking := [name for name in columns if name not in (reader.fieldnames or ())]:
        raise BenchError(f"{path}, line 1: no column {', '.join(lacking)}. Expected {', '.join(columns)}.")
    for row in reader:
        if any(not row[name] for name in columns):
            raise BenchError(f"{path}, line {reader.line_num}: a cell is missing. Expected {', '.join(columns)}.")
        yield reader.line_num, row


def _references(cell: str, where: str) -> list[GoldExcerpt]:
    try:
        references = TypeAdapter(list[GoldExcerpt]).validate_json(cell)
    except ValidationError as error:
        wrong = error.errors()[0]["msg"]
        raise BenchError(
            f"{where}: references: {wrong}. Expected a JSON list of content, start_index, end_index."
        ) from None
    if not references:
        raise BenchError(f"{where}: references is empty. Expected one excerpt or more.")
    return references


def _range(reference: GoldExcerpt, text: str, where: str) -> Range:
    start, end = reference.start_index, reference.end_index
    if not 0 <= start < end <= len(text) or text[start:end] != reference.content:
        raise BenchError(
            f"{where}: the corpus has {text[max(start, 0) : end][:60]!r} at {start} to {end}, "
            f"the reference says {reference.content[:60]!r}. Expected the corpus that the questions were made from."
        )
    return start, end


def _tiles(corpus: IndexedTexts, number: int, text: str) -> list[Range]:
    return [(passage.start, passage.end) for passage in corpus.passages_of(number, SetText(text))]


def _stretches(passages: Sequence[Passage], names: Sequence[str]) -> list[TextStretch]:
    return [TextStretch(names[number_of(p)], p.start, p.end) for p in passages]
