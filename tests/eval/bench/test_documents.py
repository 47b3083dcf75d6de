"""bench documents on three documents, asked as the chat is asked."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.eval.bench.conftest import BAKERY, HARBOUR, RAILWAY, Bench, Write

Figures = Callable[..., dict[str, Any]]
Value = Callable[..., float | None]

ASKED = {
    "The harbour": (HARBOUR, [("When was the harbour of Lindau opened?", "1856", "plain")]),
    "The railway": (
        RAILWAY,
        [("Who built the railway?", "Karl Weiss", "plain"), ("Who plays the violin on Sunday evenings?", "", "beyond")],
    ),
    "The bakery": (BAKERY, [("On which day does the bakery close?", "Sundays", "reworded")]),
}


@pytest.fixture
def documents(write: Write) -> Path:
    """Three articles in two files; one gold answer is not what the article says."""
    articles = []
    for title, (text, asked) in ASKED.items():
        qas = [{"question": q, "kind": k, "answers": [{"text": a}] if a else []} for q, a, k in asked]
        articles.append({"title": title, "paragraphs": [{"context": text, "qas": qas}]})
    write("towns/b.json", json.dumps({"data": articles[2:]}))
    return write("towns/a.json", json.dumps({"data": articles[:2]})).parent


def test_every_document_is_searched_for_every_question(documents: Path, figures: Figures, value: Value) -> None:
    found = figures("documents", documents)
    assert found["about"] == "4 questions of 3 documents"
    assert value(found, "the chat", "right") == pytest.approx(2 / 3)
    assert value(found, "the chat", "refused") == 1


def test_each_kind_has_a_row(documents: Path, figures: Figures, value: Value) -> None:
    found = figures("documents", documents)
    assert [row["system"] for row in found["tables"][1]["rows"]] == ["plain", "reworded", "beyond"]
    assert value(found, "plain", "right", table=1) == 1
    assert value(found, "reworded", "right", table=1) == 0


def test_a_set_that_names_no_kinds_has_one_table(squad: Path, figures: Figures) -> None:
    assert len(figures("documents", squad)["tables"]) == 1


def test_a_folder_without_a_file_is_named(tmp_path: Path, bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench("documents", tmp_path) == 2
    assert f"{tmp_path} holds no .json file" in capsys.readouterr().err
