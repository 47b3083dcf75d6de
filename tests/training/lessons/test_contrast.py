"""Contrast sets as people write them."""

from pathlib import Path

import pytest

from answer.errors import TrainingError
from training.lessons.contrast import CONTRAST, read_contrast

POOL = """=== pool.md
# Opening hours
The upper pool opens at 9, the lower pool opens at 10.

Bring coins. The lockers take one euro.

--- questions
[bind]
+ When does the lower pool open? => 10
- When does the lower pool close?

[outsider]
+ What is first? => The upper pool ... at 9
+ Who opens late? => opens in <lower pool opens at>
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "set.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_question_has_its_answer_where_the_document_says_it(tmp_path: Path) -> None:
    [document] = read_contrast(written(tmp_path, POOL))

    assert document.name == "pool.md"
    assert document.text.endswith("The lockers take one euro.\n")
    assert [(t.kind, t.group, t.answer and document.text[slice(*t.answer)]) for t in document.twins] == [
        ("bind", 1, "10"),
        ("bind", 1, None),
        ("outsider", 2, "The upper pool opens at 9"),
        ("outsider", 2, "opens"),
    ]
    assert document.twins[3].answer == (document.text.index("opens at 10"), document.text.index("opens at 10") + 5)


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        ("=> opens", "9: the document has 'opens' more than once"),
        ("=> noon", "9: the document does not have 'noon'"),
        ("", "9: '+ When does the lower pool open?' is neither"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, instead: str, said: str) -> None:
    text = POOL.replace("open? => 10", f"open? {instead}".rstrip())

    with pytest.raises(TrainingError, match=f"set.txt:{said}".replace("?", r"\?").replace("+", r"\+")):
        read_contrast(written(tmp_path, text))


def test_a_question_without_an_answer_must_have_none(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="has an answer: begin it with"):
        read_contrast(written(tmp_path, POOL.replace("pool close?", "pool close? => 10")))


def test_twins_differ_in_whether_they_are_answered(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="'When does the lower pool open\\?' has no twin without an answer"):
        read_contrast(written(tmp_path, POOL.replace("- When does the lower pool close?\n", "")))


def test_our_own_sets_have_no_fault() -> None:
    files = sorted(CONTRAST.glob("*.txt"))

    assert files
    assert all(read_contrast(path) for path in files)
