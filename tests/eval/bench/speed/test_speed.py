"""What is compared is the same on both sides, and measured in turn."""

from collections.abc import Sequence
from typing import cast

import pytest

from eval.bench.speed.__main__ import SpeedRow, _in_turn, _table
from eval.bench.speed.embedding import TEXT_COUNT, TEXT_TOKENS, passage_sized
from index.documents import Document
from index.embed import OnnxEmbedding


class CountsWords:
    """Stands in for the embedder where only lengths matter: a word is a token."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]


@pytest.fixture
def sized() -> list[str]:
    text = " ".join(f"Sentence number {n} of this long document has ten words." for n in range(60))
    embedder = cast(OnnxEmbedding, CountsWords())
    return passage_sized([Document("a.txt", "A", text, "a.txt", {})], embedder)


def test_the_texts_are_as_long_as_passages(sized: list[str]) -> None:
    assert {len(text.split()) for text in sized} == {TEXT_TOKENS}
    assert len(set(sized)) == TEXT_COUNT


def test_both_sides_are_measured_in_turn() -> None:
    called = []
    seconds = iter([1.0, 10.0, 3.0, 30.0, 2.0, 20.0])

    def side(name: str) -> float:
        called.append(name)
        return next(seconds)

    medians = _in_turn([(lambda: side("ours"), lambda: side("theirs"))] * 3, "Measuring")
    assert called == ["ours", "theirs"] * 3
    assert medians == (2.0, 20.0)


def test_a_missed_target_is_said() -> None:
    row = SpeedRow("one answer", "400 ms", "", "", "≤ 300 ms", met=False)
    assert _table([row]).splitlines()[2].endswith("≤ 300 ms  MISSED")
