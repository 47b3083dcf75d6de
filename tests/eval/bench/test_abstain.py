"""bench abstain on four questions, with the real reader."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.bench.abstain import AbstainLine, metrics, read_lines
from eval.bench.reading import ReaderAnswer

Figures = Callable[..., dict[str, Any]]
Value = Callable[..., float | None]


def test_what_the_passages_answer_is_told_from_what_they_do_not(abstain: Path, figures: Figures, value: Value) -> None:
    found = figures("abstain", abstain)
    system = found["tables"][0]["rows"][0]["system"]
    assert value(found, system, "balanced accuracy") == 1
    assert value(found, system, "AUC") == 1


def test_the_curve_stands_between_the_oracle_and_guessing(abstain: Path, figures: Figures, value: Value) -> None:
    found = figures("abstain", abstain)
    oracle, reader, guessing = (value(found, name, "area", 1) for name in ("oracle", "reader", "guessing"))
    assert oracle == pytest.approx((0 + 0 + 1 / 3 + 1 / 2) / 4)
    assert guessing == 0.5
    assert oracle is not None
    assert reader is not None
    assert oracle <= reader < 0.5


def test_errors_of_both_kinds_are_counted() -> None:
    lines = [AbstainLine(id=n, question="?", passages=(), answerable=n < 3) for n in range(5)]
    shown = [True, True, False, True, False]  # one wrong abstention of three, one false answer of two
    found = metrics(lines, [ReaderAnswer("x", 0.5, s) for s in shown])
    assert {name: found[name].value for name in list(found)[:4]} == {
        "false answers": 1 / 2,
        "wrong abstentions": 1 / 3,
        "refused, of unanswerable": 1 / 2,
        "answered, of answerable": 2 / 3,
    }


def test_clapnqs_files_are_taken_as_they_are(clapnq: Path, figures: Figures) -> None:
    assert [(line.answerable, line.texts[0].title) for line in read_lines(clapnq)] == [
        (True, "Harbour"),
        (False, "Harbour"),
    ]
    found = figures("abstain", clapnq)
    assert [row["system"] for row in found["published"]] == ["GPT-3.5", "Llama-13b-chat", "Mistral-7B-instruct"]


def test_a_question_without_passages_is_refused(figures: Figures, value: Value, abstain: Path) -> None:
    text = abstain.read_text(encoding="utf-8")
    abstain.write_text(
        text + '{"id": 9, "question": "Why?", "passages": [" "], "answerable": false}\n', encoding="utf-8"
    )
    found = figures("abstain", abstain)
    assert value(found, found["tables"][0]["rows"][0]["system"], "false answers") == 0
