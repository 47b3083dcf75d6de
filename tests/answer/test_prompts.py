"""A prompt says exactly what it asks for."""

from pathlib import Path

import pytest

from answer.errors import PromptError
from answer.prompts import fill


def test_placeholders_are_filled_in(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text("Ask $question for $$5", encoding="utf-8")

    assert fill("p", tmp_path, question="$why") == "Ask $why for $5"


@pytest.mark.parametrize(("text", "wrong"), [("no placeholder", "question"), ("$question $other", "other")])
def test_a_wrong_placeholder_is_named(tmp_path: Path, text: str, wrong: str) -> None:
    (tmp_path / "p.md").write_text(text, encoding="utf-8")

    with pytest.raises(PromptError, match=wrong):
        fill("p", tmp_path, question="?")


def test_a_missing_prompt_is_named(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match="nowhere"):
        fill("nowhere", tmp_path)


def test_the_prompt_we_ship_is_whole() -> None:
    assert "PASSAGES HERE" in fill("answer", passages="PASSAGES HERE", question="Why?")
