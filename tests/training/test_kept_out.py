"""What training never sees is written in SQuAD's layout, whole."""

from pathlib import Path

import pytest

from answer.errors import TrainingError
from eval.sets.squad_files import read_articles, read_questions
from training.kept_out import write_exercises, write_kept_out
from training.recipe import Recipe
from training.samples import exercises_by_side, read_parts


def test_the_kept_out_articles_are_read_back_as_they_are(data: Path, recipe: Recipe, tmp_path: Path) -> None:
    kept = read_parts(data, recipe).test

    written = write_kept_out(data, recipe, tmp_path / "kept.json")
    found = read_questions(tmp_path / "kept.json")

    assert written == len(kept) == len(found.questions)
    assert {q.question for q in found.questions} == {s.question for s in kept}
    assert set(found.paragraphs) == {s.paragraph for s in kept}


def test_the_kept_out_exercises_are_written_with_their_kinds(recipe: Recipe, tmp_path: Path) -> None:
    kept, _, _ = exercises_by_side(recipe)

    written = write_exercises(recipe, tmp_path / "kept.json")
    asked = [a for article in read_articles(tmp_path / "kept.json") for a in article.questions]

    assert written == len(kept) == 6
    assert [(a.question, a.kind, len(a.answers)) for a in asked] == [(s.question, s.kind, len(s.answers)) for s in kept]


def test_a_file_that_cannot_be_written_is_said(data: Path, recipe: Recipe, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="--out"):
        write_kept_out(data, recipe, tmp_path / "nowhere" / "kept.json")
