"""Examples as rows of token ids."""

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from answer.errors import TrainingError
from training.examples import Example
from training.model import plain_tokenizer
from training.prepare import prepare
from training.recipe import Recipe
from training.rows import Rows, Tokens

PASSAGE = "Émile lived in Saint-Étienne. He died in 1902."


def one(span: tuple[int, int] | None, kind: str, recipe: Recipe) -> Rows:
    return Tokens(plain_tokenizer(), recipe).rows([[[Example("Where did Émile live?", PASSAGE, span, kind)]]])


def same(a: Rows, b: Rows) -> bool:
    return all(np.array_equal(getattr(a, f.name), getattr(b, f.name)) for f in fields(Rows))


def test_the_tokens_of_the_span_are_those_of_the_answer(recipe: Recipe) -> None:
    start = PASSAGE.index("Saint")

    row = one((start, start + len("Saint-Étienne")), "answerable", recipe)

    marked = row.ids[row.starts[0] : row.ends[0] + 1].tolist()
    assert plain_tokenizer().decode(marked) == "saint - etienne"
    assert row.answerable.tolist() == [1.0]


def test_what_has_no_answer_points_at_the_first_token(recipe: Recipe) -> None:
    row = one(None, "near", recipe)

    assert (row.starts[0], row.ends[0]) == (0, 0)


def test_a_near_miss_is_believed_in_a_little(recipe: Recipe) -> None:
    row = one((15, 28), "swapped", recipe)

    assert row.starts[0] > 0
    assert row.answerable[0] == np.float32(recipe.doubt["swapped"])


def test_rows_stand_one_behind_the_other_pass_by_pass(rows: Rows) -> None:
    assert rows.begins[0] == rows.passes[0] == 0
    assert rows.begins[-1] == len(rows.ids)
    assert rows.passes[-1] == len(rows)
    cls, sep = (plain_tokenizer().token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
    assert set(rows.ids[rows.begins[:-1]].tolist()) == {cls}
    assert set(rows.ids[rows.begins[1:] - 1].tolist()) == {sep}


def test_the_same_recipe_prepares_the_same_rows_and_they_are_read_back(
    data: Path, recipe: Recipe, tmp_path: Path
) -> None:
    first = prepare(data, recipe, tmp_path / "one")

    again = prepare(data, recipe, tmp_path / "two")

    assert same(first, again)
    assert same(first, Rows.load(tmp_path / "one"))
    assert [p.name for p in (tmp_path / "one").iterdir()] == ["rows.npz"]


def test_no_rows_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="Run `prepare --data FOLDER` first"):
        Rows.load(tmp_path)
