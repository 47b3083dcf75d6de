"""One run of some test files on a bench, in a process forked from this one, which has the slow imports behind it."""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from mutants.benches import Bench
from mutants.record import Record, Recorder, read_record


@dataclass(frozen=True)
class Order:
    """What is to be run."""

    tests: Sequence[str]
    """Test files, or tests by their ids."""
    left_out: Collection[str]
    """Ids of tests in them that are not run."""
    limit: float
    """Seconds that the whole run may take."""
    options: Sequence[str] = ()
    """Options of pytest."""


@dataclass(frozen=True, eq=False)
class Attempt:
    """A run that goes on in a process of its own, with a group of its own for whatever it starts."""

    pid: int
    bench: Bench
    deadline: float

    def poll(self) -> int | None:
        """Its exit status; negative where a signal ended it; None while it runs."""
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        return os.waitstatus_to_exitcode(status) if pid else None

    def is_late(self) -> bool:
        return time.monotonic() > self.deadline

    def kill(self) -> None:
        """End it, and wait until it has ended."""
        self.kill_group()
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)

    def kill_group(self) -> None:
        """End what it has started and left running."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)

    def record(self) -> Record | None:
        """What the run has left; None where it was ended early."""
        return read_record(_record_path(self.bench))


def begin(bench: Bench, order: Order) -> Attempt:
    """Begin a run; whoever begins it must wait for its end."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            code = _run(bench, order)
        finally:
            os._exit(code)  # nothing that is to be done at this process' own end is for the fork to do
    with suppress(PermissionError, ProcessLookupError):
        os.setpgid(pid, pid)  # the fork does so too: whichever comes first
    return Attempt(pid, bench, time.monotonic() + order.limit)


def _run(bench: Bench, order: Order) -> int:
    os.setpgid(0, 0)
    _settle(bench)
    recorder = Recorder(order.left_out)
    options = [*order.options, "-p", "no:cacheprovider", "--rootdir", "."]
    code = pytest.main([*order.tests, *options], plugins=[recorder])
    recorder.record.write(_record_path(bench))
    return int(code)


def _settle(bench: Bench) -> None:
    """Make the bench this process' folder: its modules are imported, and all that is written stays in it."""
    root = Path.cwd()
    sys.path[:] = [str(bench.folder), *(path for path in sys.path if Path(path or ".").resolve() != root)]
    os.chdir(bench.folder)
    tempfile.tempdir = None
    os.environ |= {
        "TMPDIR": str(bench.scratch),
        "HYPOTHESIS_STORAGE_DIRECTORY": str(bench.scratch / "hypothesis"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    sys.dont_write_bytecode = True
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    nothing, log = os.open(os.devnull, os.O_RDONLY), os.open(bench.scratch / "log", os.O_CREAT | os.O_WRONLY, 0o600)
    for opened, standard in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(opened, standard)


def _record_path(bench: Bench) -> Path:
    return bench.scratch / "record.json"
