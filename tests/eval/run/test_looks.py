"""A look at a test half is written down: when, at which commit, at what, and what was seen."""

import re
from pathlib import Path

import pytest

from eval.run.looks import LOOKS, need_book, write_down
from eval.run.runs import RunFileError
from eval.score.metrics import Metric


def test_each_look_is_a_line_below_the_others(looks: Path) -> None:
    for corpus in ("article", "forms"):
        write_down(corpus, {"right": Metric(0.5, n=4), "quote_exactness": Metric(None)})
    lines = looks.read_text(encoding="utf-8").splitlines()
    assert [line.split(" | ")[2:] for line in lines] == [
        [corpus, "right 0.500 of 4, quote exactness n/a of 0 |"] for corpus in ("article", "forms")
    ]


def test_a_line_says_the_day_and_the_commit(looks: Path) -> None:
    write_down("forms", {})
    assert re.match(r"\| \d{4}-\d\d-\d\d \| (no commit|[0-9a-f]{7,}(, dirty)?) \| ", looks.read_text(encoding="utf-8"))


def test_outside_a_repository_there_is_no_commit(looks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.run.looks.ROOT", tmp_path)
    write_down("forms", {})
    assert " | no commit | " in looks.read_text(encoding="utf-8")


def test_where_nothing_can_be_written_down_nothing_may_be_looked_at(looks: Path) -> None:
    looks.unlink()
    with pytest.raises(RunFileError, match=r"cannot be written \(No such file or directory\)\. Put the file back"):
        need_book()


def test_the_projects_own_book_can_be_written() -> None:
    need_book()
    assert LOOKS.read_text(encoding="utf-8").startswith("# Looks at the test halves")
