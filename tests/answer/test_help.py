"""Questions to begin with: hand-made ones, or made from the corpus' own names."""

from typing import Any

import pytest

from answer.assistant import Assistant
from index.sync import sync
from settings import FootnoteError

TEXT = "The treaty was signed by Anna Bell in Paris. In the end Anna Bell left, and Anna Bell returned."


def test_a_corpus_without_starters_offers_its_names(make_corpus: Any) -> None:
    settings = make_corpus(**{"a.txt": TEXT})
    sync(settings)

    assert "What is said about Anna Bell?" in Assistant.open(settings).starters()


def test_a_corpus_own_starters_come_first(make_corpus: Any) -> None:
    settings = make_corpus(**{"a.txt": TEXT, "starters.toml": 'questions = ["Who is Bell?"]'})
    sync(settings)

    assert Assistant.open(settings).starters() == ("Who is Bell?",)


def test_starters_that_cannot_be_read_say_how_they_should_look(make_corpus: Any) -> None:
    settings = make_corpus(**{"a.txt": TEXT, "starters.toml": "questions = 5 6"})
    sync(settings)

    with pytest.raises(FootnoteError, match=r"starters\.toml must read"):
        Assistant.open(settings).starters()
