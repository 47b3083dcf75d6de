"""Readers in processes of their own: a file that hangs, eats memory or crashes its reader takes nothing else along."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Any, BinaryIO, cast

from index.documents.document import Unreadable
from index.documents.source import MB, Loaded
from index.documents.wire import receive, unpacked

ROOT = Path(__file__).resolve().parents[2]
MEMORY = 4_000_000_000  # bytes of address space; a reader of any format, with its libraries, takes a fraction of one
LEAST_SECONDS, SECONDS_PER_MB = 60, 60
"""How long a file may take. A PDF of 1,000 pages has 2 MB or more and takes 50 s on 2 cores; of scans, where their
characters are recognized, a MB is up to 20 pages of 3 s."""
AT_ONCE = min(2, os.cpu_count() or 1)

LATE = "took longer than {} s to read. Split it, or remove it."
HUNGRY = f"needs more than {MEMORY // 1_000_000_000} GB of memory to read. Split it, or remove it."
CRASHED = "made its reader crash. Save it anew with another program, or remove it."
AGAIN = "It is tried again when it changes, and by a rebuild."


class Harmful(Unreadable):
    """A file that costs much each time that it is tried: time, memory, or its reader's life."""


class _DiedError(Exception):
    """A reader has died of a file, or must be ended: the reason."""


class _LateError(_DiedError):
    """It had to be ended as its time was over."""


class Reader:
    """One process that reads a file after the other; started when first needed, and anew where it has died."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def read(self, path: Path, module: str, max_file: int) -> Loaded:
        """What the loader in this module finds in the file; Unreadable where it does not, Harmful where it died of it.

        A process that has read other files before may suffer from those, so a new one tries again.
        """
        while True:
            is_new = self._process is None
            try:
                return self._ask(path, module, max_file)
            except _DiedError as death:
                self._end()
                if is_new or isinstance(death, _LateError):
                    raise Harmful(f"{death} {AGAIN}") from None

    def close(self) -> None:
        """End the process, whatever it is doing."""
        with self._lock:
            self._closed = True
        self._end()

    def _ask(self, path: Path, module: str, max_file: int) -> Loaded:
        seconds = _seconds(path)
        request = {"path": str(path.absolute()), "module": module, "max_file": max_file, "seconds": seconds}
        answer = self._answer(request, seconds)
        if "unreadable" in answer:
            raise Unreadable(str(answer["unreadable"])[:1000])
        if "memory" in answer:
            raise _DiedError(HUNGRY)
        try:
            return unpacked(answer)
        except (KeyError, TypeError, ValueError, OverflowError, AttributeError):
            raise _DiedError(CRASHED) from None

    def _answer(self, request: dict[str, object], seconds: int) -> dict[str, Any]:
        process, is_late = self._running(), threading.Event()

        def end() -> None:
            is_late.set()
            process.kill()

        timer = threading.Timer(seconds, end)
        timer.start()
        try:
            asked, answers = cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout)
            asked.write(json.dumps(request).encode() + b"\n")
            asked.flush()
            return receive(answers)
        except (OSError, EOFError, ValueError, RecursionError):
            timer.cancel()
            timer.join()  # from here on, nobody ends it but the system
            raise _LateError(LATE.format(seconds)) if is_late.is_set() else _DiedError(_cause(process)) from None
        finally:
            timer.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._closed:
                raise RuntimeError("This reader was closed.")
            if self._process is None:
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "index.documents.worker", str(MEMORY)],
                    cwd=ROOT,
                    env={**os.environ, "MALLOC_ARENA_MAX": "2"},  # else each thread reserves address space
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,  # Ctrl-C is for the sync, which ends it
                )
            return self._process

    def _end(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    cast(BinaryIO, pipe).close()


class Readers:
    """A few readers, of which each is busy with one file."""

    def __init__(self, number: int = AT_ONCE) -> None:
        self._all = [Reader() for _ in range(number)]
        self._free: SimpleQueue[Reader] = SimpleQueue()
        for reader in self._all:
            self._free.put(reader)

    @contextmanager
    def one(self) -> Iterator[Reader]:
        """One that is free; waits for it."""
        reader = self._free.get()
        try:
            yield reader
        finally:
            self._free.put(reader)

    def close(self) -> None:
        """End them all, whatever they are doing."""
        for reader in self._all:
            reader.close()


def _seconds(path: Path) -> int:
    """How long this file may take."""
    with suppress(OSError):
        return LEAST_SECONDS + SECONDS_PER_MB * path.stat().st_size // MB
    return LEAST_SECONDS


def _cause(process: subprocess.Popen[bytes]) -> str:
    """Why it stopped answering: nobody but the system kills it, for want of memory."""
    with suppress(subprocess.TimeoutExpired):
        return HUNGRY if process.wait(1) == -getattr(signal, "SIGKILL", 9) else CRASHED
    return CRASHED
