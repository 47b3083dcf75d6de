"""The public conversations as they are read."""

from pathlib import Path

import pytest

from answer.conversation import Turn
from answer.followup_training.dialogues import CANARD, CAST, DialogueError, read_dialogues


def test_an_answer_is_found_in_the_history_of_the_next_question(data: Path) -> None:
    first = read_dialogues(data)[0]

    assert first.turns == (
        Turn("Who is Nina Simone 0?", "Who is Nina Simone 0?", "Nina Simone 0 was a singer from Ohio."),
        Turn("When was he born?", "When was Nina Simone 0 born?", ""),
        Turn("Did Nina Simone 0 sing?", "Did Nina Simone 0 sing?", ""),
    )


def test_both_layouts_of_cast_are_read(data: Path) -> None:
    cast = [d for d in read_dialogues(data) if d.source == "cast"]

    assert cast[0].turns[1] == Turn("Where is it from?", "Where is topic31 from?", "")
    assert cast[-1].turns == (
        Turn("What is a bee?", "What is a bee?", "An insect."),
        Turn("Why do they die?", "Why do bees die?", "Mites."),
    )


def test_a_topic_stands_on_one_side_and_every_side_has_some(data: Path) -> None:
    dialogues = read_dialogues(data)
    sides = {topic: {d.part for d in dialogues if d.topic == topic} for topic in {d.topic for d in dialogues}}

    assert all(len(parts) == 1 for parts in sides.values())
    assert set().union(*sides.values()) == {"train", "dev", "test"}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [(CANARD, None, "cannot be read"), (CANARD, "[1]", "laid out"), (CAST[1], "{", "laid out"), (CAST[0], "3", "laid")],
)
def test_a_missing_or_foreign_file_is_said(data: Path, name: str, content: str | None, said: str) -> None:
    (data / name).unlink() if content is None else (data / name).write_text(content, encoding="utf-8")

    with pytest.raises(DialogueError, match=said):
        read_dialogues(data)
