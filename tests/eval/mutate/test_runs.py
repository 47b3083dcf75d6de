"""The mutation run file: written and read whole, and refused with a clear sentence where it cannot be."""

from collections.abc import Callable
from pathlib import Path

import pytest

from answer.answer import Answer
from eval.mutate.judges import rescore
from eval.mutate.runs import BaseAnswer, MutationCase, MutationRun, read_mutation_run, text_hash
from eval.run.runs import RunFileError, read_run, write_run
from eval.sets.samples import Sample


@pytest.fixture
def run(
    make_sample: Callable[..., Sample],
    make_answer: Callable[..., Answer],
    make_case: Callable[..., MutationCase],
    make_mutation_run: Callable[..., MutationRun],
) -> MutationRun:
    sample = make_sample("Anna Bell", target=(("Anna Bell",),))
    base = BaseAnswer(sample=sample, answer=make_answer("Anna Bell"))
    return rescore(make_mutation_run(base, (make_case("case"), make_answer("Anna Bell"))))


def test_a_run_is_read_as_it_was_written(run: MutationRun, tmp_path: Path) -> None:
    write_run(run, tmp_path / "run.json")

    assert read_mutation_run(tmp_path / "run.json") == run
    assert rescore(read_mutation_run(tmp_path / "run.json")) == run


def test_a_case_finds_its_texts_over_the_unchanged_ones(
    run: MutationRun, make_case: Callable[..., MutationCase]
) -> None:
    texts = {**run.texts, text_hash("new"): "new"}
    changed = make_case("drop_abstain", documents={"treaty.txt": text_hash("new"), "more.txt": text_hash("new")})

    assert run.model_copy(update={"texts": texts}).texts_of(changed) == {"treaty.txt": "new", "more.txt": "new"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", r"is not JSON .* Give a file that `python -m eval mutate` wrote"),
        (
            '{"format": 1}',
            "is a run file of format 1, this version reads mutations-1. Give a file that `python -m eval",
        ),
        ("[]", "is a run file of format None, this version reads mutations-1"),
        ('{"format": "mutations-1"}', "is damaged: when: Field required"),
    ],
)
def test_another_file_is_refused(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text(text, encoding="utf-8")
    with pytest.raises(RunFileError, match=message):
        read_mutation_run(tmp_path / "run.json")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        RunFileError, match=r"cannot be read: No such file or directory\. Give one that `python -m eval mu"
    ):
        read_mutation_run(tmp_path / "none.json")


def test_the_other_commands_refuse_it(run: MutationRun, tmp_path: Path) -> None:
    write_run(run, tmp_path / "run.json")
    with pytest.raises(RunFileError, match="of format mutations-1, this version reads 1"):
        read_run(tmp_path / "run.json")
