"""The tool on a small project of its own: what tests notice, what they do not, and what never ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mutants import run
from settings import ROOT

Project = Callable[..., Path]

COUNT = "LIMIT = 4\n\n\ndef count(upto):\n    return sum(range(upto + 1))\n"
TRIES = "from index.count import count\n\n\ndef test_it_counts():\n    assert count(3) == 6\n"
FILES = {"index/__init__.py": "", "index/count.py": COUNT, "tests/index/test_count.py": TRIES}


def mutants(folder: Path, *options: str, **variables: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "mutants", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests" / "helpers"), **variables}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=pipe, stderr=pipe, text=True)


def finished(folder: Path, *options: str) -> tuple[int, str, str]:
    process = mutants(folder, *options)
    out, error = process.communicate(timeout=150)
    return process.returncode, out, error


def test_what_no_test_notices_is_shown_with_its_line_and_too_little_fails(project: Project) -> None:
    code, out, _ = finished(project(**FILES))

    assert code == 1
    assert "index/count.py:1  number  (tests/index/test_count.py)\n  - LIMIT = 4\n  + LIMIT = " in out
    assert "index/count.py:5" not in out
    assert "\nall           2        1        0   0.50\n" in out


def test_what_is_listed_is_not_counted(project: Project) -> None:
    listed = (
        '[[equivalent]]\nmodule = "index/count.py"\nline = "LIMIT = 4"\noperator = "number"\nwhy = "Nobody reads it."'
    )

    code, out, _ = finished(project(**FILES, **{"tests/helpers/mutants/equivalent.toml": listed}), "--at-least", "1")

    assert code == 0
    assert "100% noticed, 1 drawn that are listed as equivalent" in out


def test_a_loop_that_never_ends_is_noticed_by_its_time(project: Project) -> None:
    endless = "def go(n):\n    while n < 3:\n        n += 1\n"
    tries = "from index.go import go\n\n\ndef test_it_ends():\n    go(0)\n"
    files = {"index/__init__.py": "", "index/go.py": endless, "tests/index/test_go.py": tries}

    started = time.monotonic()
    _, out, _ = finished(project(**files), "--places", "2")

    assert "index/go.py:3" not in out
    assert "\nall           2        1        1   0.50" in out
    assert run.PATIENCE[1] < time.monotonic() - started


def test_tests_that_fail_by_themselves_are_named(project: Project) -> None:
    files = FILES | {"tests/index/test_count.py": TRIES.replace("== 6", "== 7")}

    code, _, error = finished(project(**files))

    assert code == 2
    assert "tests/index/test_count.py::test_it_counts" in error
    assert "Traceback" not in error


def test_no_module_of_that_name_is_said(project: Project) -> None:
    code, _, error = finished(project(**FILES), "--only", "indx/*")

    assert code == 2
    assert error.startswith("No module of index or answer is named indx/*.")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_when_it_is_stopped_nothing_is_left_behind(project: Project, tmp_path: Path, how: signal.Signals) -> None:
    began, temporary = tmp_path / "began", tmp_path / "temporary"
    temporary.mkdir()
    slow = f"import time, os\ndef test():\n    open({str(began)!r}, 'w').write(str(os.getpid()))\n    time.sleep(60)\n"
    folder = project(**FILES, **{".gitignore": "began\ntemporary/\n", "tests/index/test_slow.py": f"{TRIES}{slow}"})
    before = {p: p.read_bytes() for p in folder.rglob("*.py")}

    process = mutants(folder, TMPDIR=str(temporary))
    while not began.exists() or not began.read_text():
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(how)
    _, error = process.communicate(timeout=30)

    assert process.returncode == 130
    assert error.endswith("Stopped. Nothing was changed.\n")
    assert {p: p.read_bytes() for p in folder.rglob("*.py")} == before
    assert not list(temporary.iterdir())
    with pytest.raises(ProcessLookupError):
        os.kill(int(began.read_text()), 0)
