"""What is learned from our own conversations."""

from pathlib import Path

import pytest

from answer.errors import TrainingError
from answer.understand.meant import asked_of
from training.lessons.contrast import CONTRAST
from training.lessons.conversations import FOLDER, conversation_lessons, read_conversations

POOLS = """=== pools.md
Q When does the lower pool open?
A The lower pool opens at 10.
F and how deep is it?
M the lower pool
S How deep is the lower pool?

Q Is there a café?
A There is one by the gate.
F What does a ticket cost?
M -
S What does a ticket cost?
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "set.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_followup_is_asked_of_its_conversation_as_it_stands_alone_and_of_another(tmp_path: Path) -> None:
    first, second = conversation_lessons(read_conversations(written(tmp_path, POOLS)), seed=1)

    followup, alone, elsewhere = first
    assert followup.question == asked_of("and how deep is it?")
    assert followup.span
    assert followup.passage[slice(*followup.span)] == "the lower pool"
    assert (alone.question, alone.answerable, alone.passage) == (
        asked_of("How deep is the lower pool?"),
        False,
        followup.passage,
    )
    assert not elsewhere.answerable
    assert not any(example.answerable for example in second)


@pytest.mark.parametrize("meant", ["the upper pool", "The Lower Pool"])
def test_what_is_meant_must_stand_in_the_conversation(tmp_path: Path, meant: str) -> None:
    with pytest.raises(TrainingError, match=r"pools\.md"):
        read_conversations(written(tmp_path, POOLS.replace("M the lower pool", f"M {meant}")))


def test_our_own_have_no_fault() -> None:
    files = sorted(FOLDER.glob("*.txt"))
    conversations = [one for file in files for one in read_conversations(file)]

    assert {file.name for file in files} <= {file.name for file in CONTRAST.glob("*.txt")}
    assert len(conversations) > 2500
    assert 0.1 < sum(not one.meant for one in conversations) / len(conversations) < 0.3
