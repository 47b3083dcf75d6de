"""bench support on four statements, with the real check."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from eval.sets.supported import read_lines

Figures = Callable[..., dict[str, Any]]
Value = Callable[..., float | None]


def test_altered_statements_are_flagged_and_true_ones_pass(support: Path, figures: Figures, value: Value) -> None:
    found = figures("support", support)
    for metric in ("balanced accuracy", "F1, supported", "F1, unsupported"):
        assert value(found, "check", metric) == 1


def test_a_statement_passed_for_another_lowers_both(support: Path, figures: Figures, value: Value) -> None:
    text = support.read_text(encoding="utf-8")
    support.write_text(text.replace("1857", "1856"), encoding="utf-8")
    found = figures("support", support)
    assert value(found, "check", "balanced accuracy") == 0.75
    assert value(found, "check", "flagged, of unsupported") == 0.5


def test_halueval_gives_two_statements_a_line(write: Callable[[str, str], Path]) -> None:
    pair = {"knowledge": "K", "question": "Q", "right_answer": "R", "hallucinated_answer": "H"}
    lines = read_lines(write("qa_data.json", json.dumps(pair) + "\n"))
    assert [(line.statement, line.text, line.supported) for line in lines] == [
        ("R", "K", True),
        ("H", "K", False),
    ]
