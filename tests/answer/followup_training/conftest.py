"""A few conversations in the layout of CANARD and TREC CAsT."""

import json
from pathlib import Path
from typing import Any

import pytest

from answer.followup_training.dialogues import CANARD, CAST, CAST_2019, CAST_2019_REWRITES

SUBJECTS = ("Nina Simone", "Frank Zappa", "Kurt Warner", "Lea Salonga", "Joss Whedon", "Brian Wilson", "Andy Griffith")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of the sets, with a conversation on each of many subjects."""
    subjects = [f"{name} {number}" for number in range(6) for name in SUBJECTS]
    _write(tmp_path / CANARD, [line for number, subject in enumerate(subjects) for line in _canard(number, subject)])
    _write(tmp_path / CAST_2019, [{"number": n, "turn": _raw()} for n in range(31, 51)])
    rewrites = (f"{n}_1\tWhat is topic{n}?\n{n}_2\tWhere is topic{n} from?\n" for n in range(31, 51))
    (tmp_path / CAST_2019_REWRITES).write_text("".join(rewrites), encoding="utf-8")
    for number, name in enumerate(CAST):
        _write(tmp_path / name, [_cast(100 * number + n) for n in range(100, 120)])
    return tmp_path


def _write(path: Path, content: Any) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


def _canard(number: int, subject: str) -> list[dict[str, Any]]:
    """Who, then when by pronoun, then a whole question."""
    turns = [
        (f"Who is {subject}?", f"Who is {subject}?", f"{subject} was a singer from Ohio."),
        ("When was he born?", f"When was {subject} born?", "I don't know."),
        (f"Did {subject} sing?", f"Did {subject} sing?", ""),
    ]
    history = [subject, "Life"]
    lines = []
    for place, (asked, rewrite, said) in enumerate(turns, 1):
        lines.append(
            {
                "History": list(history),
                "QuAC_dialog_id": f"C_{number}",
                "Question": asked,
                "Question_no": place,
                "Rewrite": rewrite,
            }
        )
        history += [asked, said]
    return lines


def _raw() -> list[dict[str, Any]]:
    return [{"number": 1, "raw_utterance": "What is it?"}, {"number": 2, "raw_utterance": "Where is it from?"}]


def _cast(number: int) -> dict[str, Any]:
    turns = [
        {"utterance": "What is a bee?", "manual_rewritten_utterance": "What is a bee?", "response": "An insect."},
        {"raw_utterance": "Why do they die?", "manual_rewritten_utterance": "Why do bees die?", "passage": "Mites."},
    ]
    return {"number": number, "turn": turns}
