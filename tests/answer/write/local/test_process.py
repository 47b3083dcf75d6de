"""A real language model in a process of its own: started, watched, stopped, and gone with who started it."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

import psutil
import pytest

from answer.errors import LLMError
from answer.write.local.files import small_model
from answer.write.local.process import Endpoint, LocalModel
from settings import ROOT

SMALL = small_model()
pytestmark = pytest.mark.skipif(SMALL is None, reason="no language model is installed: make install WITH=llm")


@pytest.fixture(scope="module")
def model() -> Iterator[LocalModel]:
    assert SMALL is not None
    loaded = LocalModel(SMALL, context=1024, threads=1)
    yield loaded
    loaded.stop()


def asked(endpoint: Endpoint, key: str) -> str:
    body = {"messages": [{"role": "user", "content": "Say hello."}], "max_tokens": 8, "temperature": 0}
    head = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    request = Request(  # noqa: S310  our own server
        f"{endpoint.url}/chat/completions", json.dumps(body).encode(), head
    )
    with build_opener(ProxyHandler({})).open(request, timeout=60) as reply:
        said: str = json.load(reply)["choices"][0]["message"]["content"]
    return said


def the_process(model: LocalModel) -> psutil.Process:
    model.endpoint()
    mine = [p for p in psutil.Process().children() if "answer.write.local.server" in p.cmdline()]
    return mine[-1]


def test_it_answers_whoever_has_its_key_and_nobody_else(model: LocalModel) -> None:
    endpoint = model.endpoint()

    assert endpoint.url.startswith("http://127.0.0.1:")
    assert asked(endpoint, endpoint.key)
    with pytest.raises(HTTPError, match="401"):
        asked(endpoint, "another")
    assert model.reads > 1
    assert model.ended() is None
    assert model.endpoint() == endpoint


def test_one_that_the_system_has_ended_says_so_and_is_started_anew(model: LocalModel) -> None:
    first = model.endpoint()
    the_process(model).send_signal(signal.SIGKILL)

    assert "memory" in str(model.ended(within=10))
    again = model.endpoint()
    assert again != first
    assert asked(again, again.key)
    assert model.ended() is None


def test_an_instruction_that_the_processor_lacks_is_told(model: LocalModel) -> None:
    the_process(model).send_signal(signal.SIGILL)
    assert "processor" in str(model.ended(within=10))


def test_one_whose_speed_is_not_told_answers_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    assert SMALL is not None
    monkeypatch.setattr("answer.write.local.process.MEASURED", 0.001)
    slow = LocalModel(SMALL, context=1024, threads=1)
    endpoint = slow.endpoint()

    assert slow.reads == 0
    assert asked(endpoint, endpoint.key)
    slow.stop()


def test_an_end_does_not_wait_for_one_that_is_being_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert SMALL is not None
    loads, may_end = threading.Event(), threading.Event()

    def for_long(endpoint: Endpoint) -> float:
        del endpoint
        loads.set()
        may_end.wait(30)
        return 0.0

    monkeypatch.setattr("answer.write.local.process._speed", for_long)
    model = LocalModel(SMALL, context=512, threads=1)
    loading = threading.Thread(target=model.endpoint)
    loading.start()
    assert loads.wait(60)
    began = time.monotonic()
    model.stop()
    assert time.monotonic() - began < 5
    may_end.set()
    loading.join()
    model.stop()
    assert model.ended() is None  # it was let go


def test_a_stopped_one_is_gone(model: LocalModel) -> None:
    running = the_process(model)
    model.stop()
    assert not running.is_running()
    model.stop()  # there is nothing left to stop


@pytest.mark.parametrize(
    ("content", "why"), [(b"hello, I am no model", "invalid magic"), (None, "No such file"), (b"", "failed to read")]
)
def test_a_file_that_is_no_model_says_why(tmp_path: Path, content: bytes | None, why: str) -> None:
    file = tmp_path / "broken.gguf"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(LLMError, match=why) as failure:
        LocalModel(file, 1024).endpoint()
    assert "broken.gguf could not be read" in str(failure.value)


def test_half_a_file_is_none(tmp_path: Path) -> None:
    assert SMALL is not None
    (tmp_path / "half.gguf").write_bytes(SMALL.read_bytes()[:40_000_000])
    with pytest.raises(LLMError, match=r"half\.gguf could not be read"):
        LocalModel(tmp_path / "half.gguf", 1024).endpoint()


def test_one_that_is_larger_than_the_memory_left_is_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    assert SMALL is not None
    monkeypatch.setattr("psutil.virtual_memory", lambda: SimpleNamespace(available=20 << 20))
    with pytest.raises(LLMError, match=r"its file has 93 MB, and 20 MB of memory are free"):
        LocalModel(SMALL, 1024).endpoint()


def test_it_does_not_outlive_who_started_it() -> None:
    assert SMALL is not None
    starts = (
        "import sys, time; from pathlib import Path; from answer.write.local.process import LocalModel\n"
        "model = LocalModel(Path(sys.argv[1]), 512, 1); model.endpoint()\n"
        "import psutil; print(psutil.Process().children()[0].pid, flush=True); time.sleep(60)"
    )
    owner = subprocess.Popen(
        [sys.executable, "-c", starts, str(SMALL)], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=dict(os.environ)
    )
    with owner:
        assert owner.stdout is not None
        pid = int(owner.stdout.readline())
        assert psutil.pid_exists(pid)
        owner.kill()
    end = time.monotonic() + 20
    while psutil.pid_exists(pid) and time.monotonic() < end:
        time.sleep(0.1)
    assert not psutil.pid_exists(pid)
