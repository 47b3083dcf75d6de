"""bench rewrites on two conversations, asked of the trained reader."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.bench.rewrites import RESOLVED, SpokenTurn, figures, read_topics
from eval.sets.files import BenchError

Figures = Callable[..., dict[str, Any]]
Value = Callable[..., float | None]
Write = Callable[[str, str], Path]

TOPICS = [
    {
        "number": 1,
        "turn": [
            {"number": 1, "raw_utterance": "When was the harbour of Lindau opened?", "passage": "It opened in 1856."},
            {"number": 2, "raw_utterance": "How deep is it?", "manual_rewritten_utterance": "How deep is the harbour?"},
        ],
    },
    {"number": 2, "turn": [{"number": 1, "raw_utterance": "Who is she?"}]},
]


def test_each_turn_but_the_first_is_compared(write: Write, figures: Figures, value: Value) -> None:
    found = figures("rewrites", write("topics.json", json.dumps(TOPICS)))
    assert found["about"] == "1 questions of 2 conversations"
    assert value(found, "last turn", "put in") == 0
    assert value(found, "our standalone question", "put in") == 1


def test_rewrites_may_stand_in_a_file_beside_the_topics(write: Write) -> None:
    write(RESOLVED, "2_1\tWho is Anna Bell?\n")
    talks = read_topics(write("topics.json", json.dumps(TOPICS)))
    assert [turn.rewrite for talk in talks for turn in talk][-1] == "Who is Anna Bell?"


@pytest.mark.parametrize("text", ["no JSON", "[1]", '[{"number": 1}]'])
def test_what_is_no_file_of_topics_is_told(write: Write, text: str) -> None:
    with pytest.raises(BenchError, match=r"topics\.json is no file of CAsT's topics"):
        read_topics(write("topics.json", text))


def test_what_is_counted() -> None:
    turn = SpokenTurn("How deep is it?", "How deep is the lower pool?", "")
    alone = SpokenTurn("Who built the mill?", "Who built the mill?", "")

    row = figures([(turn, "How deep is the upper pool?"), (alone, "Who built the mill?")])

    assert row["put in"].value == 0.5
    assert row["wrong"].value == 0.5
    assert row["left alone"].value == 1
