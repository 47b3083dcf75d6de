"""What is learned from twins."""

from collections.abc import Sequence
from pathlib import Path

from training.lessons.contrast import read_contrast
from training.lessons.twins import lessons_of

TARIFFS = """=== tariffs.csv
tariff,price,data
Nest S,7 euros,4 GB
Nest M,12 euros,15 GB
Nest L,21 euros,60 GB

--- questions
[bind]
+ How much data has Nest M? => 15 GB
- How much data has Nest XL?

[request]
+ price of the smallest tariff => 7 euros
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "set.txt"
    path.write_text(text, encoding="utf-8")
    return path


def by_words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def test_both_twins_are_asked_of_the_text_that_answers_one(tmp_path: Path) -> None:
    [document] = read_contrast(written(tmp_path, TARIFFS))
    lesson, _ = lessons_of(document, by_words, 200)

    [answered] = [e for e in lesson if e.answerable]
    assert answered.question == "How much data has Nest M?"
    assert answered.span
    assert answered.passage[slice(*answered.span)] == "15 GB"
    assert answered.passage.startswith("tariffs: Nest M")
    assert ("How much data has Nest XL?", answered.passage) in [(e.question, e.passage) for e in lesson]


def test_other_texts_of_the_document_do_not_answer(tmp_path: Path) -> None:
    [document] = read_contrast(written(tmp_path, TARIFFS))
    lesson, _ = lessons_of(document, by_words, 200)

    others = [e for e in lesson if e.kind == "near"]
    assert [e.question for e in others] == ["How much data has Nest M?"]
    assert not any("15 GB" in e.passage for e in others)


def test_a_group_is_a_lesson(tmp_path: Path) -> None:
    [document] = read_contrast(written(tmp_path, TARIFFS))

    assert [len({e.question for e in lesson}) for lesson in lessons_of(document, by_words, 200)] == [2, 1]
