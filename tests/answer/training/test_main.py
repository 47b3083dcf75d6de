"""The command line."""

from pathlib import Path

import pytest

from answer.training.__main__ import main


def test_a_missing_set_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--data", str(tmp_path), "--out", str(tmp_path / "out")])

    assert code == 2
    assert "cannot be read" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_missing_reader_is_one_sentence(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["evaluate", "--data", str(data), "--reader", str(tmp_path)])

    assert code == 2
    assert "There is no trained reader" in capsys.readouterr().err


def test_ctrl_c_stops(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("answer.training.loop.train", interrupt)

    assert main(["--data", str(data), "--out", str(tmp_path)]) == 130
