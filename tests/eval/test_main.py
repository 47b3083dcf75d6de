"""The commands, on a real index with the real model: what they print, write, and exit with."""

from collections.abc import Callable
from pathlib import Path

import pytest

from answer.assistant import Assistant
from eval.__main__ import main
from eval.run.runs import read_run

EASY = '[[gate]]\nmetric = "quote_exactness"\nat_least = 1\nreason = "always"\n'
HARD = '[[gate]]\nmetric = "words"\nat_most = 0\nreason = "never"\n'
KEY = "sk-must-never-be-written"


@pytest.fixture
def run(home: Path, line: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """`python -m eval run` on two questions, with these gates and arguments."""
    monkeypatch.setenv("FOOTNOTE_LLM_KEY", KEY)
    capital = line(
        id="n",
        category="off_topic",
        question="What is the capital of Peru?",
        answerable=False,
        accepted=[],
        evidence=[],
    )
    (home / "small-dev.jsonl").write_text(f"{line()}\n{capital}\n", encoding="utf-8")

    def run(gates: str, *arguments: str) -> int:
        (home / "gates.toml").write_text(gates, encoding="utf-8")
        files = ("--questions", str(home / "small-dev.jsonl"), "--gates", str(home / "gates.toml"))
        return main(["run", *files, "--out", str(home / "runs" / "run.json"), *arguments])

    return run


def test_a_run_that_passes_its_gates_exits_0(run: Callable[..., int]) -> None:
    assert run(EASY) == 0


def test_a_run_below_a_gate_exits_1_and_says_why(run: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(HARD) == 1
    assert "words: never" in capsys.readouterr().out


def test_gates_can_be_left_aside(run: Callable[..., int]) -> None:
    assert run(HARD, "--no-gates") == 0


def test_a_half_without_questions_exits_2(
    run: Callable[..., int], looks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(EASY, "--sealed") == 2
    assert "has no questions of the test half" in capsys.readouterr().err
    assert looks.read_text(encoding="utf-8") == ""


def test_an_invalid_set_exits_2_before_anything_is_asked(
    run: Callable[..., int], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "small-dev.jsonl").write_text("{", encoding="utf-8")
    assert run(EASY) == 2
    assert "small-dev.jsonl:1: is not JSON" in capsys.readouterr().err
    assert not (home / "runs" / "run.json").exists()


def test_the_run_file_holds_the_answers_but_not_the_key(run: Callable[..., int], home: Path) -> None:
    run(EASY)
    assert [r.sample.id for r in read_run(home / "runs" / "run.json").results] == ["q", "n"]
    assert KEY not in (home / "runs" / "run.json").read_text(encoding="utf-8")


def test_a_report_prints_the_same_table_without_asking(
    run: Callable[..., int], home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(EASY, "--no-gates")
    printed = capsys.readouterr().out
    monkeypatch.setattr(Assistant, "open", None)
    assert main(["report", str(home / "runs" / "run.json"), "--no-gates"]) == 0
    again = capsys.readouterr().out
    assert "citation_precision" in again
    assert printed.startswith(again)


def test_ctrl_c_writes_a_partial_run_that_no_gate_judges(
    run: Callable[..., int], home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ask = Assistant.ask

    def interrupted(self: Assistant, question: str, *rest: object, **asking: object) -> object:
        if "Peru" in question:
            raise KeyboardInterrupt
        return ask(self, question, *rest, **asking)  # type: ignore[arg-type]

    monkeypatch.setattr(Assistant, "ask", interrupted)
    assert run(HARD) == 130
    assert "Stopped after 1 of 2 questions." in capsys.readouterr().err
    assert read_run(home / "runs" / "run.json").complete is False


def test_check_counts_the_questions(run: Callable[..., int], home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--questions", str(home / "small-dev.jsonl")]) == 0
    assert "own, development half: 2 questions, 1 answerable" in capsys.readouterr().out
