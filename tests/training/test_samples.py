"""The sets, read and split."""

import json
from collections import Counter
from pathlib import Path

import pytest

from answer.errors import TrainingError
from training.recipe import Recipe
from training.samples import EXERCISES, read_clapnq, read_parts, read_qed_dev


def test_no_paragraph_stands_on_two_sides(data: Path, recipe: Recipe) -> None:
    parts = read_parts(data, recipe)

    sides = [{s.paragraph for s in side} for side in (parts.train, parts.dev, parts.test, parts.exercises)]

    assert all(sides)
    assert sum(map(len, sides)) == len(set().union(*sides))


def test_a_fifth_of_the_wikipedia_articles_is_kept_for_the_test(data: Path, recipe: Recipe) -> None:
    parts = read_parts(data, recipe)

    assert {s.source for s in parts.test} == {"new_wiki"}
    assert len({s.document for s in parts.test}) == 2  # of ten


def test_a_tenth_of_the_exercises_is_kept_for_the_test_and_a_tenth_for_tuning(data: Path, recipe: Recipe) -> None:
    parts = read_parts(data, recipe)

    for side in (parts.exercises, [s for s in parts.dev if s.source == "exercises"]):
        assert len({s.document for s in side}) == 1  # of ten
        assert Counter(s.kind for s in side) == {"plain": 4, "near": 1, "premise": 1}


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


def test_the_exercises_answers_stand_where_they_say_and_half_of_them_have_none() -> None:
    files = sorted(EXERCISES.glob("*.json"))
    paragraphs = [p for f in files for d in json.loads(f.read_text(encoding="utf-8"))["data"] for p in d["paragraphs"]]
    asked = [(p["context"], qa) for p in paragraphs for qa in p["qas"]]

    assert all(text[a["answer_start"] :].startswith(a["text"]) for text, qa in asked for a in qa["answers"])
    assert all(qa["is_impossible"] == (not qa["answers"]) for _, qa in asked)
    assert len({qa["id"] for _, qa in asked}) == len(asked)
    assert 0.45 < sum(qa["is_impossible"] for _, qa in asked) / len(asked) < 0.55
