"""python -m eval selftest: which run it takes, what it exits with."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.__main__ import main
from eval.run.runs import write_run
from eval.score.scorers import SCORERS, Score

Make = Callable[..., Any]


@pytest.fixture
def run_file(make_run: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The newest of two runs, where runs go, beside a sealed one."""
    monkeypatch.setenv("FOOTNOTE_DATA", str(tmp_path))
    (tmp_path / "runs").mkdir()
    for name in ("20250705T120000-article", "20250706T120000-article", "20250707T120000-article-sealed"):
        write_run(make_run(), tmp_path / "runs" / f"{name}.json")
    return tmp_path / "runs" / "20250706T120000-article.json"


def test_it_exits_0_where_every_corruption_is_caught(run_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["selftest", str(run_file)]) == 0
    assert "Every corruption was caught." in capsys.readouterr().out


def test_without_a_file_it_takes_the_newest_run_that_is_not_sealed(
    run_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["selftest"]) == 0
    assert str(run_file) in capsys.readouterr().out.splitlines()[0]


def test_a_broken_scorer_exits_1_and_is_named_with_an_example(
    run_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(SCORERS, "citation_precision", lambda sample, answer, texts: Score(value=1))
    assert main(["selftest", str(run_file)]) == 1
    printed = capsys.readouterr().out
    assert "citation: another document, citation_precision falls: 1 of 1, e.g. q: citation_precision 1.000" in printed


def test_what_a_run_cannot_try_is_said(run_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["selftest", str(run_file)])
    assert "Not tried, as no answer of this run admits it: " in capsys.readouterr().out


def test_without_any_run_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FOOTNOTE_DATA", str(tmp_path))
    assert main(["selftest"]) == 2
    assert "There is no run in" in capsys.readouterr().err


def test_a_sealed_run_stays_closed(
    make_run: Make, make_sample: Make, make_answer: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_run(make_run((make_sample(half="test"), make_answer())), tmp_path / "run.json")
    assert main(["selftest", str(tmp_path / "run.json")]) == 2
    assert "is a sealed run, and what its questions score stays closed" in capsys.readouterr().err


def test_a_file_that_is_no_run_exits_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "run.json").write_text("{}", encoding="utf-8")
    assert main(["selftest", str(tmp_path / "run.json")]) == 2
    assert "format None" in capsys.readouterr().err
