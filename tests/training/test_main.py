"""The command line."""

from pathlib import Path

import pytest

from training.__main__ import main
from training.recipe import Recipe


def test_a_missing_set_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["prepare", "--data", str(tmp_path), "--out", str(tmp_path / "out")])

    assert code == 2
    assert "cannot be read" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_missing_reader_is_one_sentence(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["evaluate", "--data", str(data), "--reader", str(tmp_path)])

    assert code == 2
    assert "There is no trained reader" in capsys.readouterr().err


def test_rows_are_prepared_and_trained_on(
    data: Path, recipe: Recipe, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commands of the reader's card, in small: the real backbone, and two steps."""
    monkeypatch.setattr("training.__main__.Recipe", lambda: recipe)
    where = ["--data", str(data), "--out", str(tmp_path)]

    codes = [main([do, *where, *steps]) for do, steps in (("prepare", []), ("train", ["--steps", "2"]))]

    assert codes == [0, 0]
    said = capsys.readouterr().out
    assert "rows of" in said
    assert "There are no labels of a teacher" in said
    assert (tmp_path / "checkpoint.pt").is_file()


@pytest.mark.parametrize(("do", "option"), [("prepare", "--data"), ("teach", "--teacher"), ("export", "--data")])
def test_what_a_command_needs_is_named(
    do: str, option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([do, "--out", str(tmp_path)]) == 2
    assert f"`{do}` needs {option}" in capsys.readouterr().err


def test_training_without_rows_says_how_to_make_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--out", str(tmp_path)]) == 2
    assert "Run `prepare --data FOLDER` first" in capsys.readouterr().err


def test_ctrl_c_stops(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("training.prepare.prepare", interrupt)

    assert main(["prepare", "--data", str(data), "--out", str(tmp_path)]) == 130
