"""The answer in a few words, where there are few."""

import pytest

from answer.answer import Statement
from answer.read.brief import brief_of


def said(text: str, *words: str) -> Statement:
    emphasis = tuple((text.index(w), text.index(w) + len(w)) for w in words)
    return Statement(text=text, citations=(), support="quoted", emphasis=emphasis)


def test_a_few_words_in_one_piece_are_the_answer() -> None:
    assert brief_of(said("The rent of the mill is 312 francs a month.", "312 francs")) == "312 francs"


@pytest.mark.parametrize(
    "statement",
    [
        said("The rent of the mill is 312 francs a month."),
        said("The rent is 312 francs, due on the third.", "312 francs", "the third"),
        said("It is 312 francs a month.", "312 francs a month"),
        said("The reason " + "is that it was so " * 9, "is that it was so " * 5),
        said("What it costs:\n- The mill 312 francs", "312 francs"),
    ],
)
def test_several_or_many_words_are_none(statement: Statement) -> None:
    assert brief_of(statement) == ""
