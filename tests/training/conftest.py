"""Tiny question sets in the layouts of the public ones."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from training.batches import Batches, Stream
from training.examples import Examples
from training.model import plain_tokenizer
from training.recipe import Recipe, Schedule
from training.rows import Rows, Tokens
from training.samples import SpanSample, read_parts
from training.windows import Windows

TOWNS = ("Arlen", "Brackwater", "Corvale", "Dunmere", "Eastry", "Fenwick", "Galloway", "Harrowby", "Ilford", "Jarrow")
RIVERS = ("Ash", "Birch", "Cedar", "Dove", "Elm", "Fir", "Gorse", "Hazel", "Iris", "Juniper")


def paragraph(town: str, number: int) -> tuple[str, list[tuple[str, str]]]:
    """A paragraph about a town, and questions with answers that stand in it once."""
    year, count, river = 1700 + 7 * number, 20 + number, RIVERS[number % len(RIVERS)]
    text = (
        f"{town} was founded in {year} by settlers from the north. It lies on the river {river}, which floods in "
        f"spring. The first mayor was {town}son Miller, who opened {count} schools. Prices rose after the great fire. "
        "The market is held on Monday, because farmers come from the hills."
    )
    return text, [
        (f"When was {town} founded?", str(year)),
        (f"Who was the first mayor of {town}?", f"{town}son Miller"),
        (f"How many schools were opened in {town}?", str(count)),
        ("Why is the market held on Monday?", "because farmers come from the hills"),
    ]


def squad(name: str) -> dict[str, Any]:
    """Ten articles of three paragraphs."""
    articles = []
    for place, town in enumerate(TOWNS):
        paragraphs = []
        for part in range(3):
            text, pairs = paragraph(f"{town}{name}{'abc'[part]}", 3 * place + part)
            qas = [
                {"question": q, "id": f"{town}{part}{q}", "answers": [{"text": a, "answer_start": text.index(a)}]}
                for q, a in pairs
            ]
            paragraphs.append({"context": text, "qas": qas})
        articles.append({"title": f"{town}{name}", "paragraphs": paragraphs, "split": "test"})
    return {"version": "1", "data": articles}


def exercises() -> dict[str, Any]:
    """Ten documents of a paragraph, with two questions that it does not answer, in SQuAD 2.0's layout."""
    documents = []
    for number, town in enumerate(TOWNS):
        text, pairs = paragraph(f"{town}x", number)
        qas = [
            {"question": q, "kind": "plain", "answers": [{"text": a, "answer_start": text.index(a)}]} for q, a in pairs
        ]
        qas += [
            {"question": "Who was the second mayor?", "kind": "near", "answers": []},
            {"question": f"Why did {town}x close its schools?", "kind": "premise", "answers": []},
        ]
        documents.append({"title": f"{town}x", "paragraphs": [{"context": text, "qas": qas}]})
    return {"version": "v2.0", "data": documents}


@pytest.fixture(scope="session", autouse=True)
def own_exercises(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A few exercises in place of the thousands."""
    folder = tmp_path_factory.mktemp("exercises")
    (folder / "towns.json").write_text(json.dumps(exercises()), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("training.samples.EXERCISES", folder)
        yield folder


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all the sets, tiny."""
    folder = tmp_path_factory.mktemp("sets")
    for part in ("squadshifts", "qed-nq", "clapnq"):
        (folder / part).mkdir()
    for name, file in (("w", "new_wiki_v1.0"), ("r", "reddit_v1.0"), ("z", "amazon_reviews_v1.0")):
        (folder / "squadshifts" / f"{file}.json").write_text(json.dumps(squad(name)), encoding="utf-8")
    train, dev = [], []
    for number, town in enumerate(TOWNS):
        text, pairs = paragraph(f"{town}q", number)
        question, answer = pairs[0]
        start, end = text.index(answer), text.index(answer) + len(answer)
        row = {"title_text": f"{town}q", "question_text": question, "paragraph_text": text}
        train.append({**row, "answer_spans": [[start, end]]})
        if number < 2:
            dev.append({**row, "original_nq_answers": [[{"start": start, "end": end, "string": answer}]]})
    write_lines(folder / "qed-nq" / "train.jsonl", train)
    write_lines(folder / "qed-nq" / "dev.jsonl", dev)
    passage = {"title": "Arlenq", "text": "Arlen lies far away.", "sentences": []}
    for kind in ("answerable", "unanswerable"):
        write_lines(
            folder / "clapnq" / f"clapnq_dev_{kind}.jsonl", [{"input": "where is arlen", "passages": [passage]}]
        )
    return folder


def write_lines(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture(scope="session")
def recipe() -> Recipe:
    short = Schedule(steps=20, batch=8, learning_rate=3e-3, layer_decay=0.9, dropout=0.0, warm_up=0.1, cool_down=0.3)
    return Recipe(passes=2, teacher=short, student=short)


@pytest.fixture(scope="session")
def samples(data: Path, recipe: Recipe) -> tuple[SpanSample, ...]:
    return read_parts(data, recipe).train


@pytest.fixture(scope="session")
def windows(recipe: Recipe) -> Windows:
    return Windows(plain_tokenizer(), (30, 70))


@pytest.fixture(scope="session")
def examples(samples: tuple[SpanSample, ...], windows: Windows, recipe: Recipe) -> Examples:
    return Examples(samples, windows, recipe)


@pytest.fixture(scope="session")
def rows(examples: Examples, recipe: Recipe) -> Rows:
    """Two passes over the samples."""
    return Tokens(plain_tokenizer(), recipe).rows(examples.of_pass(number) for number in range(recipe.passes))


@pytest.fixture
def stream(rows: Rows, recipe: Recipe) -> Stream:
    return Stream(Batches(rows, torch.device("cpu")), recipe.student.batch, recipe.seed)
