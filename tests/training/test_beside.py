"""Kept-out questions stand beside what a search brings up, and half of them beside nothing that answers."""

from pathlib import Path

import pytest

from answer.errors import TrainingError
from answer.read.span_reader import SpanReader
from eval.bench.abstain import read_lines
from settings import Settings
from training.beside import PASSAGES, write_beside
from training.recipe import Recipe
from training.samples import read_parts


def test_kept_out_questions_stand_beside_passages_of_which_those_that_answer_are_marked(
    article_settings: Settings, data: Path, recipe: Recipe, tmp_path: Path
) -> None:
    kept = {sample.question: sample for sample in read_parts(data, recipe).test}

    written = write_beside(article_settings, SpanReader(), data, recipe, tmp_path / "beside.jsonl")
    lines = read_lines(tmp_path / "beside.jsonl")

    assert written == len(lines) > 0
    assert {line.answerable for line in lines} == {True, False}
    for line in lines:
        sample, texts = kept[str(line.question)], [text.text for text in line.texts]
        assert 0 < len(texts) <= PASSAGES
        assert (sample.paragraph in texts) == line.answerable
        answer = sample.paragraph[slice(*sample.answers[0])]
        assert line.answerable or not any(answer in text for text in texts)


def test_a_file_that_cannot_be_written_is_said(
    article_settings: Settings, data: Path, recipe: Recipe, tmp_path: Path
) -> None:
    with pytest.raises(TrainingError, match="--out"):
        write_beside(article_settings, SpanReader(), data, recipe, tmp_path / "nowhere" / "beside.jsonl")
