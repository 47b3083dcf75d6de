"""python -m eval report and diff, on files that real runs wrote: what they print, write, refuse, and exit with."""

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from eval.__main__ import main
from eval.run.digest import scores_digest
from eval.run.runs import read_run

GATE = '[[gate]]\nmetric = "words"\nat_most = 0\nreason = "short answers are read"\n'

Run = Callable[..., Path]


@pytest.fixture
def run(home: Path, line: Callable[..., str]) -> Run:
    """run(name) → the file of `python -m eval run` on two questions, or on the one of the test half if --sealed."""
    (home / "questions").mkdir()
    unanswerable = {"category": "off_topic", "answerable": False, "accepted": [], "evidence": []}
    peru, closed = (
        line(id=key, question=f"What is the capital of {place}?", **unanswerable)
        for key, place in (("peru", "Peru"), ("closed", "Chad"))
    )
    (home / "questions" / "small-dev.jsonl").write_text(f"{line()}\n{peru}", encoding="utf-8")
    (home / "questions" / "small-test.jsonl").write_text(closed, encoding="utf-8")

    def run(name: str, *options: str) -> Path:
        given = ("--questions", str(home / "questions"), "--no-gates", "--out", str(home / name), *options)
        assert main(["run", *given]) == 0
        return home / name

    return run


def altered(path: Path, out: Path) -> Path:
    """A run file in which the answer to the first question says nothing, and to the last something else."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["results"][0]["answer"] |= {"statements": [], "verdict": "not_found", "message": "Nothing."}
    raw["results"][-1]["answer"]["message"] = "No idea."
    out.write_text(json.dumps(raw), encoding="utf-8")
    return out


def test_two_runs_in_a_row_write_the_same_scores(run: Run, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [run(f"{name}.json", "--scores", str(home / f"{name}.scores")) for name in ("a", "b")]
    assert (home / "a.scores").read_bytes() == (home / "b.scores").read_bytes()
    assert capsys.readouterr().out.count(f"scores {scores_digest(read_run(files[0]))}") == 2


def test_a_report_writes_its_page_and_its_junit(run: Run, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--html", str(home / "pages" / "r.html"), "--junit", str(home / "r.xml"))
    assert main(["report", str(run("a.json")), "--no-gates", *options]) == 0
    assert f"Written: {home / 'pages' / 'r.html'}" in capsys.readouterr().out
    assert (home / "pages" / "r.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert len(list(ElementTree.parse(home / "r.xml").iter("testcase"))) == 2  # noqa: S314 - our own


def test_without_files_only_tables_are_printed(run: Run, home: Path) -> None:
    path = run("a.json")
    before = sorted(home.iterdir())
    main(["report", str(path), "--no-gates"])
    assert sorted(home.iterdir()) == before


def test_a_report_below_a_gate_is_written_all_the_same(run: Run, home: Path) -> None:
    (home / "gates.toml").write_text(GATE, encoding="utf-8")
    options = ("--gates", str(home / "gates.toml"), "--html", str(home / "r.html"))
    assert main(["report", str(run("a.json")), *options]) == 1
    assert "short answers are read" in (home / "r.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is not JSON"),
        ("[]", "is a run file of format None"),
        ('{"format": 0}', "is a run file of format 0"),
        ('{"format": 1}', "is damaged: when"),
    ],
)
@pytest.mark.parametrize("command", ["report", "diff"])
def test_a_file_that_is_no_run_exits_2_and_writes_nothing(
    tmp_path: Path, command: str, content: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "run.json"
    path.write_text(content, encoding="utf-8")
    files = [str(path)] * (2 if command == "diff" else 1)
    assert main([command, *files, "--html", str(tmp_path / "r.html")]) == 2
    assert message in capsys.readouterr().err
    assert [found.name for found in tmp_path.iterdir()] == ["run.json"]


def test_a_damaged_mutation_run_exits_2_and_writes_nothing(
    run: Run, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(run("a.json"))
    assert main(["report", path, "--mutations", path, "--html", str(home / "r.html"), "--no-gates"]) == 2
    assert "Give a file that `python -m eval mutate` wrote" in capsys.readouterr().err
    assert not (home / "r.html").exists()


def test_mutations_without_a_page_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "run.json", "--mutations", "m.json"]) == 2
    assert "Give --html FILE as well." in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_said_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "none.json", "--html", str(tmp_path)]) == 2
    assert "Give another --html FILE." in capsys.readouterr().err


def test_one_file_for_two_things_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    same = str(tmp_path / "r")
    assert main(["report", "none.json", "--html", same, "--junit", same]) == 2
    assert "--html and --junit name the same file. Give each its own." in capsys.readouterr().err


def test_a_diff_tells_what_broke(run: Run, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = run("a.json")
    capsys.readouterr()
    assert main(["diff", str(before), str(altered(before, home / "b.json"))]) == 0
    printed = capsys.readouterr().out
    assert "broken (1)\n  q  Who signed the treaty?  [answered → not_found]  wrongly abstained" in printed
    assert "changed (1)\n  peru  What is" in printed


def test_a_diff_of_sealed_runs_tells_figures_alone(
    run: Run, home: Path, looks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = run("a.json", "--sealed")
    capsys.readouterr()
    assert main(["diff", str(before), str(altered(before, home / "b.json"))]) == 0
    printed = capsys.readouterr().out
    assert "changed (1)" in printed
    assert "closed" not in printed
    assert "Chad" not in printed


def test_the_scores_of_a_sealed_run_are_not_written(
    run: Run, home: Path, looks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sealed = run("a.json", "--sealed")
    assert main(["report", str(sealed), "--scores", str(home / "s")]) == 2
    assert "the test half's stay closed" in capsys.readouterr().err
    assert main(["run", "--questions", str(home / "questions"), "--sealed", "--scores", str(home / "s")]) == 2
    assert not (home / "s").exists()
    assert len(looks.read_text(encoding="utf-8").splitlines()) == 1


def test_a_diff_says_that_one_flip_tells_nothing(run: Run, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = run("a.json")
    main(["diff", str(before), str(altered(before, home / "b.json"))])
    assert "Nothing can be concluded: only 1 question differs" in capsys.readouterr().out


def test_a_diff_writes_what_broke_as_junit_and_as_a_page(run: Run, home: Path) -> None:
    before = run("a.json")
    after = altered(before, home / "b.json")
    files = ("--html", str(home / "d.html"), "--junit", str(home / "d.xml"))
    assert main(["diff", str(before), str(after), "--no-gates", *files]) == 0
    root = ElementTree.parse(home / "d.xml").getroot()  # noqa: S314 - our own
    assert (root.get("tests"), root.get("failures")) == ("2", "1")
    assert "1 broken" in (home / "d.html").read_text(encoding="utf-8")


def test_runs_that_share_no_question_exit_2(
    run: Run, home: Path, looks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = run("a.json")
    after = run("b.json", "--sealed")
    assert main(["diff", str(before), str(after)]) == 2
    assert "The two runs share no question" in capsys.readouterr().err
