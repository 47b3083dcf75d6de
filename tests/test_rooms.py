"""The rooms and the direction of imports between them: settings ← index ← answer ← chat ← app, answer ← eval."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from settings import ROOT, Settings

MAY_IMPORT = {
    "settings": set(),
    "index": {"settings"},
    "answer": {"settings", "index"},
    "chat": {"settings", "index", "answer"},
    "eval": {"settings", "index", "answer"},
    "training": {"settings", "index", "answer", "eval"},
    "app": {"settings", "index", "answer", "chat"},
}
"""What each room may import of the others, itself aside."""

EVAL_MAY_IMPORT = {
    "sets": set(),
    "score": {"sets"},
    "run": {"sets", "score"},
    "mutate": {"sets", "score", "run"},
    "selftest": {"sets", "score", "run"},
    "bench": {"sets", "score", "run"},
    "report": {"sets", "score", "run", "mutate"},
    "commands": {"sets", "score", "run", "mutate", "selftest", "bench", "report"},
}
"""Within eval: what each folder may import of the others, itself aside."""

ASK_AS_THE_CHAT_DOES = """
import sys
from answer.assistant import Assistant
from settings import load_settings

answer = Assistant.open(load_settings()).ask("What did Ukraine offer Tajikistan?", [])
print(answer.verdict, *sorted({"torch", "sentence_transformers", "transformers"} & sys.modules.keys()))
"""


def modules(room: str) -> list[Path]:
    return [ROOT / f"{room}.py"] if (ROOT / f"{room}.py").exists() else sorted((ROOT / room).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """Every name that a module imports, wherever in it: "a.b.C" for `from a.b import C`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports are written in full here"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imported(room: str) -> set[tuple[str, str]]:
    """(module of the room, top-level package that it imports)."""
    return {(path.name, name.split(".")[0]) for path in modules(room) for name in imports(path)}


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_the_rooms_below_it(room: str) -> None:
    others = MAY_IMPORT.keys() - {room} - MAY_IMPORT[room]

    assert modules(room)
    assert not {(name, package) for name, package in imported(room) if package in others}


@pytest.mark.parametrize("folder", EVAL_MAY_IMPORT)
def test_within_eval_a_folder_imports_only_those_below_it(folder: str) -> None:
    allowed = EVAL_MAY_IMPORT[folder] | {folder}
    paths = sorted((ROOT / "eval" / folder).rglob("*.py"))

    found = {(path.name, name.split(".")[1]) for path in paths for name in imports(path) if name.startswith("eval.")}

    assert found
    assert not {(path, other) for path, other in found if other not in allowed}


def test_every_folder_of_eval_has_its_place() -> None:
    folders = {path.parent.name for path in (ROOT / "eval").glob("*/__init__.py")}

    assert folders == EVAL_MAY_IMPORT.keys()


def test_the_training_takes_of_the_evals_their_sets_alone() -> None:
    taken = {name for path in modules("training") for name in imports(path) if name.startswith("eval.")}

    assert taken
    assert {".".join(name.split(".")[:2]) for name in taken} == {"eval.sets"}


@pytest.mark.parametrize("room", ["settings", "index", "answer", "eval", "training"])
def test_only_the_chat_window_imports_chainlit(room: str) -> None:
    assert not [name for name, package in imported(room) if package == "chainlit"]


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_no_module_imports_the_global_settings_of_llama_index(room: str) -> None:
    names = [name for path in modules(room) for name in imports(path)]

    assert not [name for name in names if name.startswith("llama_index") and name.endswith((".Settings", ".settings"))]


def test_torch_is_imported_by_the_training_the_export_and_the_comparison_alone() -> None:
    heavy = {"torch", "sentence_transformers", "transformers"}
    paths = [path for room in MAY_IMPORT if room != "training" for path in modules(room)]

    importing = {p.relative_to(ROOT).as_posix() for p in paths for name in imports(p) if name.split(".")[0] in heavy}

    assert importing <= {
        "index/export.py",
        "eval/bench/speed/embedding.py",
    }


def test_a_process_that_answers_never_loads_torch(article_settings: Settings) -> None:
    command = [sys.executable, "-c", ASK_AS_THE_CHAT_DOES]
    environment = {**os.environ, "FOOTNOTE_DATA": str(article_settings.data)}

    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["answered"]
