"""A greeting, thanks and orders on how to answer are no part of what is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.understand.asides import without_asides


@pytest.mark.parametrize(
    "message",
    [
        "Hello! Who signed it?",
        "Hi there, Who signed it?",
        "Q: Who signed it?",
        "Who signed it, please?",
        "Who signed it?? pls",
        "Who signed it? Thanks a lot!",
        "Who signed it? Be brief.",
        "Who signed it? Answer in one sentence.",
        "Who signed it, in a few words?",
        "Who signed it? Cite your sources. Thank you very much.",
        "Good morning! So who signed it? Please give me all the details.",
    ],
)
def test_what_stands_around_a_question_is_left_out(message: str) -> None:
    assert without_asides(message).rstrip("?").lower() == "who signed it"


@pytest.mark.parametrize(
    "message",
    [
        "Who signed it?",
        "Ukraine offered help. What kind?",
        "Did she answer in writing?",
        "How did he reply with force?",
        "What did he say in his own words?",
        "Whom did they thank?",
        "What did he quote?",
        "Who said hello?",
        "Who said thanks?",
        "Who wrote the song Thank You?",
        "So Young Kim was who?",
        "Now that he left, who leads?",
        "Thanks!",
        "hello",
        "please",
        "?",
        "",
    ],
)
def test_whatever_else_is_said_stays(message: str) -> None:
    assert without_asides(message) == message


@given(st.text())
def test_something_is_always_left(message: str) -> None:
    assert without_asides(message).strip() or not message.strip()
