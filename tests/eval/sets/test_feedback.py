"""python -m eval import: a thumb down becomes a case that is refused until somebody completes it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from answer.feedback import Feedback
from eval.__main__ import main

Make = Callable[..., Any]
SIGNED = "Anna Bell signed the treaty on June 27, 1997."


@pytest.fixture
def thumb(make_answer: Make) -> Callable[..., str]:
    """A line of feedback: a thumb down on an answer about the small document."""

    def make(question: str = "Who came in 2005?", rating: str = "down", history: tuple[str, ...] = ()) -> str:
        answer = make_answer(SIGNED, question=question, standalone_question="Who signed the treaty in 2005?")
        return Feedback(
            when="2025-07-05T12:00:00+00:00",
            rating=rating,
            question=question,
            standalone_question=answer.standalone_question,
            history=history,
            answer=answer,
            corpus="c",
            model="m",
        ).model_dump_json()

    return make


@pytest.fixture
def take(tmp_path: Path, texts: dict[str, str], line: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Import these lines beside a corpus of the small document and a set of one question."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "treaty.txt").write_text(texts["treaty.txt"], encoding="utf-8")
    (tmp_path / "set-dev.jsonl").write_text(line(), encoding="utf-8")
    monkeypatch.setenv("FOOTNOTE_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("FOOTNOTE_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    def take(*lines: str) -> int:
        Path("feedback.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return main(["import", "--questions", "set-dev.jsonl"])

    return take


def drafted() -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path("feedback-dev.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_thumb_down_becomes_a_case_with_its_conversation(take: Any, thumb: Make) -> None:
    assert take(thumb("And then?", history=("Who came?",))) == 0
    assert [(case["question"], case["history"], case["category"]) for case in drafted()] == [
        ("And then?", ["Who came?"], "followup")
    ]


def test_a_case_is_refused_until_it_is_completed(take: Any, thumb: Make, capsys: pytest.CaptureFixture[str]) -> None:
    take(thumb())
    assert main(["check", "--questions", "feedback-dev.jsonl"]) == 2
    assert capsys.readouterr().err == "feedback-dev.jsonl:1: answerable, but accepted and evidence is empty.\n"


def test_it_can_be_completed_with_a_candidate_of_the_notes(take: Any, thumb: Make) -> None:
    take(thumb())
    offered = Path("feedback-dev.notes.md").read_text(encoding="utf-8").split("1. `")[1].split("`")[0]
    case = drafted()[0] | {"accepted": [["Bell"]], "evidence": json.loads(offered)}
    assert case["evidence"][0]["quote"] == SIGNED
    Path("feedback-dev.jsonl").write_text(json.dumps(case), encoding="utf-8")
    assert main(["check", "--questions", "feedback-dev.jsonl"]) == 0


def test_the_notes_show_what_was_answered(take: Any, thumb: Make) -> None:
    take(thumb())
    notes = Path("feedback-dev.notes.md").read_text(encoding="utf-8")
    assert "**Who came in 2005?** (understood as: Who signed the treaty in 2005?)" in notes
    assert f"> {SIGNED}" in notes
    assert f"- [1] Treaty, paragraph 1 of 2: {SIGNED}" in notes


def test_thumbs_up_are_counted_and_left_out(take: Any, thumb: Make, capsys: pytest.CaptureFixture[str]) -> None:
    assert take(thumb("Who is Bell?", rating="up"), thumb()) == 0
    assert "1 down, 1 up (left out)." in capsys.readouterr().out
    assert [case["question"] for case in drafted()] == ["Who came in 2005?"]


def test_a_question_of_the_set_and_one_given_twice_are_skipped(
    take: Any, thumb: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    assert take(thumb(), thumb("who signed  the treaty?"), thumb("who came in 2005?")) == 0
    printed = capsys.readouterr().out
    assert "Skipped, as it stands in set-dev.jsonl:1: who signed  the treaty?" in printed
    assert "Skipped, as it stands in this draft, as feedback-20250705-01" in printed
    assert len(drafted()) == 1


def test_with_nothing_new_nothing_is_written(take: Any, thumb: Make, capsys: pytest.CaptureFixture[str]) -> None:
    assert take(thumb(rating="up")) == 0
    assert "nothing to draft" in capsys.readouterr().out
    assert not list(Path().glob("feedback-dev*"))


def test_every_mistake_in_the_file_is_named(take: Any, thumb: Make, capsys: pytest.CaptureFixture[str]) -> None:
    sideways = thumb().replace('"rating":"down"', '"rating":"sideways"')
    assert take(thumb(), "{", '{"when": 1}', sideways) == 2
    told = capsys.readouterr().err.splitlines()
    assert [line.split(" ", 1)[0] for line in told[:3]] == [f"feedback.jsonl:{n}:" for n in (2, 3, 4)]
    assert told[2] == "feedback.jsonl:4: \"rating\": Input should be 'up', 'down' or 'none'."
    assert not list(Path().glob("feedback-dev*"))


def test_a_draft_that_is_there_is_not_written_over(take: Any, thumb: Make, capsys: pytest.CaptureFixture[str]) -> None:
    Path("feedback-dev.jsonl").write_text("mine", encoding="utf-8")
    assert take(thumb()) == 2
    assert "feedback-dev.jsonl is there already" in capsys.readouterr().err
    assert not Path("feedback-dev.notes.md").exists()


def test_without_feedback_it_says_where_it_comes_from(take: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "nowhere.jsonl"]) == 2
    assert "There is no feedback at nowhere.jsonl: the chat writes it at the first thumb." in capsys.readouterr().err


def test_a_thumb_that_was_taken_back_is_no_case_and_a_comment_is_told(take: Any, thumb: Make) -> None:
    first, second = json.loads(thumb("Who came?")), json.loads(thumb("Who went?"))
    said = {**second, "of": "m2", "comment": "It was Anna."}
    lines = [{**first, "of": "m1"}, {**first, "of": "m1", "rating": "none"}, {**second, "of": "m2"}, said]
    assert take(*map(json.dumps, lines)) == 0
    assert [case["question"] for case in drafted()] == ["Who went?"]
    assert "They say: It was Anna." in Path("feedback-dev.notes.md").read_text(encoding="utf-8")
