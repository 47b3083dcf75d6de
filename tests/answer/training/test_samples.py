"""The public sets, read and split."""

from pathlib import Path

import pytest

from answer.errors import TrainingError
from answer.training.recipe import Recipe
from answer.training.samples import read_clapnq, read_parts, read_qed_dev


def test_no_paragraph_stands_on_two_sides(data: Path, recipe: Recipe) -> None:
    parts = read_parts(data, recipe)

    train, dev, test = ({s.paragraph for s in side} for side in (parts.train, parts.dev, parts.test))

    assert train
    assert dev
    assert test
    assert not train & dev | train & test | dev & test


def test_a_fifth_of_the_wikipedia_articles_is_kept_for_the_test(data: Path, recipe: Recipe) -> None:
    parts = read_parts(data, recipe)

    assert {s.source for s in parts.test} == {"new_wiki"}
    assert len({s.document for s in parts.test}) == 2  # of ten


def test_documents_of_the_kept_out_sets_are_not_trained_on(data: Path, recipe: Recipe) -> None:
    kept_out = {s.document for s in [*read_qed_dev(data), *read_clapnq(data)]}

    assert not kept_out & {s.document for s in read_parts(data, recipe).train}


def test_a_split_depends_on_the_seed_alone(data: Path, recipe: Recipe) -> None:
    assert read_parts(data, recipe) == read_parts(data, recipe)


def test_every_answer_is_a_part_of_its_paragraph(data: Path, recipe: Recipe) -> None:
    samples = [*read_parts(data, recipe).train, *read_qed_dev(data)]

    assert all(0 <= a < b <= len(s.paragraph) for s in samples for a, b in s.answers)


def test_clapnq_tells_what_has_no_answer(data: Path) -> None:
    assert [bool(s.answers) for s in read_clapnq(data)] == [True, False]


def test_a_missing_set_is_named(tmp_path: Path, recipe: Recipe) -> None:
    with pytest.raises(TrainingError, match=r"new_wiki_v1\.0\.json"):
        read_parts(tmp_path, recipe)
