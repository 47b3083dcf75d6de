"""What is learned from yes-or-no questions."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from answer.errors import TrainingError
from training.lessons import yes_no
from training.lessons.contrast import CONTRAST, FOR_TEST, FOR_TUNING
from training.lessons.yes_no import read_yes_no, yes_no_lessons

POOLS = """=== pools.md
# Pools

The upper pool opens at 9, the lower pool at 10. Dogs wait outside.

--- questions
[bind]
+ When does the lower pool open? => 10
- When does the lower pool close?
"""
ASKED = """=== pools.md
y Does the lower pool open before noon? => The upper pool opens at 9, the lower pool at 10.
n Does the upper pool open at ten? => The upper pool opens at 9, the lower pool at 10.
? Is there a café? => Dogs wait outside.
"""


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the questions, beside that of its documents."""
    monkeypatch.setattr(yes_no, "CONTRAST", tmp_path / "contrast")
    for folder, text in (("contrast", POOLS), ("yes_no", ASKED)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "set.txt").write_text(text, encoding="utf-8")
    return tmp_path / "yes_no" / "set.txt"


def by_words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def test_each_question_is_asked_of_what_decides_it_or_comes_nearest(asked: Path) -> None:
    twins, alone = yes_no_lessons(read_yes_no(asked), by_words, 200)

    assert [(e.question, e.answerable) for e in twins] == [
        ("Does the lower pool open before noon?", True),
        ("Does the upper pool open at ten?", True),
    ]
    assert [(e.answerable, e.span) for e in alone] == [(False, None)]
    assert {e.passage[slice(*e.span)] for e in twins if e.span} == {"The upper pool opens at 9, the lower pool at 10."}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("y Is it open? => It never closes.", "set.txt:5"),
        ("x Is it open? => Dogs wait outside.", "set.txt:5"),
        ("y Is it open?", "set.txt:5"),
        ("=== other.md", "set.txt:5: other.md is no document"),
    ],
)
def test_a_faulty_line_is_named(asked: Path, line: str, fault: str) -> None:
    asked.write_text(ASKED + line + "\n", encoding="utf-8")

    with pytest.raises(TrainingError, match=fault):
        read_yes_no(asked)


def test_our_own_have_no_fault_and_every_file_has_its_documents() -> None:
    files = sorted(yes_no.FOLDER.glob("*.txt"))

    assert {file.name for file in files} == {file.name for file in CONTRAST.glob("*.txt")}
    assert {FOR_TEST, FOR_TUNING} < {file.name for file in files}
    verdicts = [one.verdict for file in files for one in read_yes_no(file)]
    assert len(verdicts) > 2500
    assert 0.9 < verdicts.count(True) / verdicts.count(False) < 1.1
