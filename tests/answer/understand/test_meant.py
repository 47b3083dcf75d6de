"""The conversation as the reader reads it."""

from answer.understand.meant import LONGEST_ANSWER, TURNS, Turn, conversation


def test_the_last_turns_are_read_under_the_title() -> None:
    turns = [Turn(f"Question {n}?", f"Answer {n}.") for n in range(TURNS + 2)]

    lines = conversation("Pools", turns).split("\n")

    assert lines[0] == "Pools"
    assert lines[1:] == [line for turn in turns[2:] for line in turn]


def test_a_long_answer_is_cut_and_what_is_missing_leaves_no_line() -> None:
    text = conversation("", [Turn("What?", "word " * 100), Turn("Why?", "")])

    assert text.split("\n") == ["What?", " ".join(["word"] * LONGEST_ANSWER), "Why?"]
