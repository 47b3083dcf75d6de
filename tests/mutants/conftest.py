"""Short ways to break a few lines, and to make a small project."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from mutants.places import edits
from mutants.source import Source

Broken = Callable[..., set[str]]
Project = Callable[..., Path]


@pytest.fixture
def broken() -> Broken:
    """broken(code, "comparison") → the code after each edit of that operator; of all where none is named."""

    def break_(code: str, operator: str = "") -> set[str]:
        source = Source("a.py", code.encode())
        found = [edit for edit in edits(source) if operator in ("", edit.operator)]
        return {source.edited(edit).decode() for edit in found if source.is_changed_by(edit)}

    return break_


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """project(**{"index/a.py": "code"}) → the folder of a git repository with these files."""

    def make(**files: str) -> Path:
        for name, content in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8")
        subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
        return tmp_path

    return make
