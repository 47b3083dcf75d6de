"""A prompt says exactly what it asks for."""

from pathlib import Path

import pytest

from answer.assistant import Assistant
from answer.errors import PromptError
from answer.prompts import fill
from settings import Settings


def test_placeholders_are_filled_in(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text("Ask $question for $$5", encoding="utf-8")

    assert fill("p", tmp_path, question="$why") == "Ask $why for $5"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("no placeholder", r"mend \$question\."), ("$question $other", r"mend \$other\."), ("$question for $ 5", "lone")],
)
def test_a_wrong_placeholder_is_named(tmp_path: Path, text: str, wrong: str) -> None:
    (tmp_path / "p.md").write_text(text, encoding="utf-8")

    with pytest.raises(PromptError, match=wrong):
        fill("p", tmp_path, question="?")


def test_a_missing_prompt_is_named(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match="nowhere"):
        fill("nowhere", tmp_path)


def test_the_prompt_we_ship_is_whole() -> None:
    assert "PASSAGES HERE" in fill("answer", passages="PASSAGES HERE", question="Why?")


def test_a_spoilt_prompt_is_an_error_at_the_start(
    article_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("answer", "answer-json"):
        (tmp_path / f"{name}.md").write_text("$passages $question", encoding="utf-8")
    (tmp_path / "rewrite.md").write_text("$question", encoding="utf-8")
    monkeypatch.setattr("answer.prompts.FOLDER", tmp_path)
    told = {"llm_url": "http://127.0.0.1:9/v1", "llm_model": "m"}

    with pytest.raises(PromptError, match=r"rewrite\.md must hold exactly \$history"):
        Assistant.open(article_settings.model_copy(update=told))
