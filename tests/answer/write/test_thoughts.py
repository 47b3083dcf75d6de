"""What a model thinks aloud before it answers is no part of the answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.write.thoughts import without_thoughts


def said(*pieces: str) -> str:
    return "".join(without_thoughts(pieces))


@pytest.mark.parametrize("tag", ["think", "thinking", "thought", "reasoning", "THINK"])
def test_thoughts_are_left_out(tag: str) -> None:
    text = f"\n<{tag}>It is 4.\n\nOr 5?</{tag}>\n\nIt is 5."

    assert said(text).lstrip() == said(*text).lstrip() == "It is 5."


@pytest.mark.parametrize(
    "text",
    [
        "It is 5.",
        " It is 5.",
        "<b>5</b> it is.",
        "<thinker> is the word.",
        "It is <think>5</think>.",
        "<a long tag that never",
        "<th",
        "<",
        " ",
    ],
)
def test_what_is_no_thought_is_kept_to_the_letter(text: str) -> None:
    assert said(text) == said(*text) == text


@given(st.lists(st.text("<think>/ a\n", max_size=8), max_size=8))
def test_how_it_comes_in_pieces_makes_no_difference(pieces: list[str]) -> None:
    assert said(*pieces).lstrip() == said("".join(pieces)).lstrip()


def test_a_second_thought_is_none() -> None:
    assert said("<think>4</think>It is <think>5</think>.") == "It is <think>5</think>."


@pytest.mark.parametrize("text", ["<think>It is 4", "<think>It is 4</thinking>", "<think></thin"])
def test_a_thought_that_never_ends_is_all_thought(text: str) -> None:
    assert said(text) == said(*text) == ""


def test_what_cannot_begin_a_thought_is_passed_on_at_once() -> None:
    assert list(without_thoughts(["It", " is", " 5."])) == ["It", " is", " 5."]
    assert list(without_thoughts(["<t", "r>", "5"])) == ["<tr>", "5"]


@pytest.mark.parametrize(("begun", "held"), [("<reasoning", True), ("<reasonings", False)])
def test_what_is_longer_than_any_tag_is_not_waited_for(begun: str, held: bool) -> None:
    pieces = without_thoughts(iter([begun, "", "x"]))

    assert (next(pieces) == "") == held


def test_a_silence_is_passed_on_even_within_a_thought() -> None:
    assert list(without_thoughts(["", "<think>", "", "4</think>", "5", ""])) == ["", "", "", "5", ""]
