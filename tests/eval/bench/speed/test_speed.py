"""Both sides of a comparison are measured in turn, and what cannot be measured is no figure."""

from collections.abc import Callable
from typing import Any

import pytest

from eval.bench.speed.__main__ import in_turn
from eval.bench.speed.chat import seconds_to_first_words
from eval.bench.speed.embedding import embedding_process
from eval.bench.speed.visitor import ChatError, _check
from settings import FootnoteError, Settings


def test_both_sides_are_measured_in_turn() -> None:
    called = []
    seconds = iter([1.0, 10.0, 3.0, 30.0, 2.0, 20.0])

    def side(name: str) -> Callable[[list[str]], float]:
        def timed(texts: list[str]) -> float:
            called.append(name)
            return next(seconds)

        return timed

    medians = in_turn(side("ours"), side("theirs"), [["a"], ["b"], ["c"]])
    assert called == ["ours", "theirs"] * 3
    assert medians == (2.0, 20.0)


def test_a_side_that_cannot_load_says_what_to_do() -> None:
    with pytest.raises(FootnoteError, match="Run: python -m index check"), embedding_process(exit, ["a text"]):
        pass


@pytest.mark.parametrize(
    ("step", "why"),
    [
        ({"type": "assistant_message", "output": "It broke.", "isError": True}, "It broke."),
        ({"type": "tool", "output": "no answer"}, "without a word"),
    ],
)
def test_a_chat_that_does_not_answer_is_no_figure(step: dict[str, Any], why: str) -> None:
    with pytest.raises(ChatError, match=why):
        _check([step])


def test_a_crowd_s_first_words_are_waited_for_one_by_one(
    article_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOOTNOTE_DATA", str(article_settings.data))
    crowds = [["Who is Russia's defence minister?", "Hello!"], ["What is Nurek?", "Where is the base?"]]

    seconds = seconds_to_first_words("Is it warm there?", crowds)

    assert len(seconds) == 4
    assert all(0 < waited < 60 for waited in seconds)
