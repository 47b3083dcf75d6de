"""A question's way through `answer/` can be followed: few modules, each of which does its part."""

import sys
import threading
from pathlib import Path
from types import FrameType

import pytest

from answer.assistant import Assistant
from settings import ROOT

MOST_MODULES = 16


def modules_run(assistant: Assistant, question: str) -> set[str]:
    """The modules of answer/ of which any function runs while a question is answered."""
    run: set[str] = set()

    def see(frame: FrameType, event: str, _: object) -> None:
        path = Path(frame.f_code.co_filename)
        if event == "call" and path.is_relative_to(ROOT / "answer"):
            run.add(path.relative_to(ROOT / "answer").as_posix())

    threading.setprofile(see)
    sys.setprofile(see)
    try:
        answer = assistant.ask(question)
    finally:
        sys.setprofile(None)
        threading.setprofile(None)  # None ends it
    assert answer.verdict == "answered"
    return run


@pytest.fixture(scope="module")
def run(assistant: Assistant) -> set[str]:
    return modules_run(assistant, "What did Ukraine offer Tajikistan?")


def test_a_quoted_question_takes_at_most_so_many_modules(run: set[str]) -> None:
    assert len(run) <= MOST_MODULES, " ".join(sorted(run))


def test_nothing_of_the_writing_runs_for_a_quoted_question(run: set[str]) -> None:
    assert not [path for path in run if path.startswith("write/")]


def test_it_passes_through_the_rooms_of_the_plan(run: set[str]) -> None:
    assert {path.split("/")[0] for path in run if "/" in path} == {"understand", "read", "check"}
