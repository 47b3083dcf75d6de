"""Training on a handful of conversations: it learns what they show, and does the same twice."""

from dataclasses import replace
from pathlib import Path

import pytest

from answer.carry import WEIGHTS, TermCarrier
from answer.conversation import Conversations, Turn
from answer.followup_training.__main__ import main
from answer.followup_training.dialogues import Dialogue
from answer.followup_training.measure import measure, ways
from answer.followup_training.recipe import Recipe
from answer.followup_training.rollout import roll_out
from answer.followup_training.score import Counts, carried_terms, left_as_asked
from answer.followup_training.train import train
from index.embed import OnnxEmbedding

SMALL = replace(Recipe(), networks=1, epochs=12, batch=16, projected=4, hidden=16)
ZAPPA = Dialogue(
    "canard",
    "Frank Zappa",
    (
        Turn("Who is Zappa?", "Who is Frank Zappa?", "A musician."),
        Turn("When was he born?", "When was Frank Zappa born?", "1940"),
        Turn("What is jazz?", "What is jazz?", ""),
    ),
)


@pytest.fixture(scope="module")
def conversations(embedder: OnnxEmbedding) -> Conversations:
    return Conversations(embedder, 10_000)


def test_it_learns_to_carry_and_the_same_data_gives_the_same_bytes(
    data: Path, tmp_path: Path, conversations: Conversations
) -> None:
    for name in ("a", "b"):
        train(data, tmp_path / name, conversations, SMALL)

    before = [Turn("Who is Ada Lovelace?", "Who is Ada Lovelace?", "Ada Lovelace was a mathematician from London.")]
    phrases = TermCarrier(conversations, tmp_path / "a").phrases("When was he born?", before)
    assert "Ada Lovelace" in [phrase.text for phrase in phrases]
    assert (tmp_path / "a" / WEIGHTS).read_bytes() == (tmp_path / "b" / WEIGHTS).read_bytes()


def test_a_roll_out_builds_on_our_own_understanding() -> None:
    first, second = roll_out([ZAPPA], lambda question, _: question.replace(" he ", " Zappa "))

    assert first.ours == "When was Zappa born?"
    assert second.before[-1].understood == "When was Zappa born?"


def test_terms_count_where_the_rewrite_has_them_too() -> None:
    understood = roll_out([ZAPPA], lambda question, _: question.replace(" he ", " Zappa the musician "))

    assert carried_terms(understood) == Counts(right=1, carried=2, wanted=2)
    assert left_as_asked(understood) == (1, 1)


def test_the_ways_are_measured_on_each_set(data: Path, embedder: OnnxEmbedding) -> None:
    figures = measure([ZAPPA], ways(embedder)["both"])

    assert figures["canard"]["questions"] == 2
    assert figures["canard"]["recall"] == 1.0


def test_a_missing_folder_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--data", str(tmp_path)]) == 2
    assert "cannot be read" in capsys.readouterr().err
