"""What is learned from the public set of follow-ups."""

import json
from pathlib import Path
from typing import Any

import pytest

from answer.errors import TrainingError
from training.lessons.followups import followup_lessons, followups, meant, text_of
from training.recipe import TUNING


def turn(question: str, rewrite: str, *said: str, title: str = "Frank Zappa") -> dict[str, Any]:
    return {"History": [title, "Disbandment", *said], "Question": question, "Rewrite": rewrite}


BAND = ("What group disbanded?", "Zappa and the Mothers of Invention")


@pytest.mark.parametrize(
    ("question", "rewrite", "words"),
    [
        ("When did they disband?", "When did the Mothers of Invention disband?", "Mothers of Invention"),
        ("Was he sad?", "Was Frank Zappa sad?", "Frank Zappa"),
        ("What came of its records?", "What came of Zappa's records?", "Zappa"),
        ("What came after?", "What came after of the Mothers of Invention?", "Mothers of Invention"),
    ],
)
def test_what_was_put_in_is_what_was_meant(question: str, rewrite: str, words: str) -> None:
    asked = turn(question, rewrite, *BAND)

    span = meant(asked)

    assert span
    assert text_of(asked)[slice(*span)] == words


def test_what_the_conversation_lacks_or_nobody_put_in_is_not_meant() -> None:
    assert meant(turn("When did they disband?", "When did the Beatles disband?", *BAND)) is None
    assert meant(turn("When was it?", "When was it?", *BAND)) is None


def test_a_title_is_on_one_side(tmp_path: Path) -> None:
    turns = [turn(f"{n}?", f"{n}?", *BAND, title=f"Title {n % 40}") for n in range(120)]
    (tmp_path / "canard").mkdir()
    (tmp_path / "canard" / "dev.json").write_text(json.dumps(turns), encoding="utf-8")

    sides = [{one["History"][0] for one in followups(tmp_path, TUNING, side)} for side in (True, False)]

    assert all(sides)
    assert sides[0].isdisjoint(sides[1])


def test_a_followup_is_learned_beside_what_it_becomes(tmp_path: Path) -> None:
    turns = [
        turn("When did they disband?", "When did the Mothers of Invention disband?", *BAND, title=t) for t in "abcdefgh"
    ]
    (tmp_path / "canard").mkdir()
    (tmp_path / "canard" / "dev.json").write_text(json.dumps(turns), encoding="utf-8")

    lessons = list(followup_lessons(tmp_path, TUNING))
    titled = {example.passage.split("\n")[0] for lesson in lessons for example in lesson}

    assert len(lessons) > 1
    assert titled > {BAND[0]}  # a title stands over the conversations of others
    for followup, alone, elsewhere in lessons:
        assert followup.span
        assert followup.passage[slice(*followup.span)] == "Mothers of Invention"
        assert (alone.answerable, elsewhere.answerable) == (False, False)
        assert followup.passage.split("\n")[0] != elsewhere.passage.split("\n")[0]


def test_a_missing_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="canard"):
        followups(tmp_path, TUNING, for_tuning=True)
