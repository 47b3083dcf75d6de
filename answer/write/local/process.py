"""A language model's file → an address that answers for it: the process behind it is started, watched and stopped."""

import atexit
import contextlib
import json
import os
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
from functools import cache
from http.client import HTTPException
from pathlib import Path
from typing import IO, NamedTuple, cast
from urllib.request import ProxyHandler, Request, build_opener

import psutil

from answer.errors import LLMError
from answer.prompts import fill
from answer.saying import Said, Saying

MEASURED = 120.0  # seconds that its first answer may take
LEAVES = 1.0  # seconds that an end waits for a model that is being loaded
STOPS = 5.0  # seconds that the process has to end by itself
MEGABYTE = 1 << 20
TOO_LARGE = Saying(
    "local_large",
    "its file has {size} MB, and {free} MB of memory are free; close something, or set FOOTNOTE_LLM to a smaller one.",
)
NOT_READ = Saying(
    "local_unread",
    "{file} could not be read ({why}); is it a whole GGUF file, of a kind that llama.cpp knows?",
)
KILLED = Saying(
    "local_killed",
    "the system ended it, which it does where memory runs out; ask again, or set FOOTNOTE_LLM to a smaller one.",
)
NO_INSTRUCTION = Saying(
    "local_processor",
    "this processor lacks an instruction that llama.cpp was built with (AVX2); set FOOTNOTE_LLM_URL to a server.",
)
ENDED = Saying("local_ended", "its process ended by itself ({why}); ask again.")
_LINE = re.compile(r"^[\d.]+ E .*?: +(?P<said>.+)$")
"""How llama.cpp logs an error: the time, a letter, where it was, what it was."""


class Endpoint(NamedTuple):
    """Where an OpenAI-compatible server answers."""

    url: str
    key: str


class LocalModel:
    """A model's file, and the process that runs it. Thread-safe."""

    def __init__(self, file: Path, context: int, threads: int = 0) -> None:
        """`context` in tokens; `threads`: 0 is one for each core."""
        self.file, self._context, self._threads = file, context, threads
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._endpoint, self.reads = Endpoint("", ""), 0.0
        self._log: IO[str] | None = None  # what the process said of its errors

    @property
    def name(self) -> str:
        """The file's, without its ending."""
        return self.file.stem

    def endpoint(self) -> Endpoint:
        """Where it answers; started where it does not run. Raises LLMError where it cannot be loaded."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._start()
            return self._endpoint

    def ended(self, within: float = 0.0) -> Said | None:
        """Why it runs no more, where it ends within so many seconds; None while it runs, or was never wanted."""
        process = self._process
        if process is None:
            return None
        try:
            process.wait(within)
        except subprocess.TimeoutExpired:
            return None
        return self._why(process)

    def stop(self) -> None:
        """End the process; the next question starts it anew. One that is just being loaded ends with this program."""
        if self._lock.acquire(timeout=LEAVES):
            try:
                self._let_go()
            finally:
                self._lock.release()

    def _let_go(self) -> None:
        process, self._process, log, self._log = self._process, None, self._log, None
        if log:
            log.close()
        if process is None:
            return
        with contextlib.suppress(OSError):  # it is gone already
            _input(process).close()
        try:
            process.wait(STOPS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        cast(IO[str], process.stdout).close()

    def _start(self) -> None:
        self._let_go()
        self._fits()
        self._log = tempfile.TemporaryFile("w+", errors="replace")  # noqa: SIM115  closed with the process
        key = secrets.token_hex(16)
        wanted = {
            "file": str(self.file),
            "context": self._context,
            "threads": self._threads or os.cpu_count() or 1,
            "key": key,
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "answer.write.local.server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            errors="replace",
            cwd=Path(__file__).parents[3],
        )
        self._process = process
        with contextlib.suppress(BrokenPipeError):  # it ended at once: the empty line below tells
            _input(process).write(json.dumps(wanted) + "\n")
            _input(process).flush()
        loaded = cast(IO[str], process.stdout).readline()
        if not loaded:
            process.wait()
            why = self._why(process)
            self._let_go()
            raise LLMError(why)
        self._endpoint = Endpoint(f"{json.loads(loaded)['url']}/v1", key)
        self.reads = _speed(self._endpoint)

    def _fits(self) -> None:
        """Raises LLMError where the file is larger than the memory that is left."""
        try:
            size = self.file.stat().st_size
        except OSError as error:
            raise LLMError(NOT_READ(file=str(self.file), why=str(error.strerror))) from None
        free = psutil.virtual_memory().available
        if size > free:
            raise LLMError(TOO_LARGE(size=size // MEGABYTE, free=free // MEGABYTE))

    def _why(self, process: "subprocess.Popen[str]") -> Said:
        code = process.returncode
        if code in (-signal.SIGKILL, 128 + signal.SIGKILL):
            return KILLED()
        if code in (-signal.SIGILL, 128 + signal.SIGILL):
            return NO_INSTRUCTION()
        lines = self._said()
        errors = [found["said"] for line in lines if (found := _LINE.match(line))]
        if errors:
            return NOT_READ(file=str(self.file), why=errors[0])
        return ENDED(why=lines[-1] if lines else f"status {code}")

    def _said(self) -> list[str]:
        if self._log is None:
            return []
        self._log.seek(0)
        return self._log.read().split("\n")[:-1]


def _speed(endpoint: Endpoint) -> float:
    """Tokens a second that it reads, by its own clock; 0 where it does not tell.

    What it reads are the rules that every question begins with.
    """
    asked = {"messages": [{"role": "user", "content": fill("answer-json", passages="", question="")}], "max_tokens": 1}
    head = {"Authorization": f"Bearer {endpoint.key}", "Content-Type": "application/json"}
    request = Request(f"{endpoint.url}/chat/completions", json.dumps(asked).encode(), head)  # noqa: S310  our own server
    try:
        with build_opener(ProxyHandler({})).open(request, timeout=MEASURED) as reply:
            return float(json.load(reply)["timings"]["prompt_per_second"])
    except (
        OSError,
        HTTPException,
        ValueError,
        KeyError,
        TypeError,
    ):  # what is wrong, the question meets again, and tells
        return 0.0


def _input(process: "subprocess.Popen[str]") -> IO[str]:
    return cast(IO[str], process.stdin)


@cache
def running(file: Path, context: int, threads: int) -> LocalModel:
    """The one that all of this program share: two of a kind would only take each other's memory."""
    model = LocalModel(file, context, threads)
    atexit.register(model.stop)
    return model
