"""A language model that says what it is told, on a free port of this machine: for tests, and to look at the chat."""

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from typing import Any


class ScriptedModel(ThreadingHTTPServer):
    """An OpenAI-compatible server; whoever asks it is served by its `script`, which may be another one each time."""

    daemon_threads = True
    request_queue_size = 32

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Wire)
        self.begin_anew()

    def begin_anew(self) -> None:
        """Forget what was asked, and what to say."""
        self.script: Script = saying()
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.hung_up = threading.Event()
        """Set when somebody stopped listening in the middle of an answer."""

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    @property
    def prompt(self) -> str:
        """What it was told last."""
        return _prompt_of(self.requests[-1])


class Wire(BaseHTTPRequestHandler):
    """One request, and what a script may do with it."""

    server: ScriptedModel
    protocol_version = "HTTP/1.1"  # chunked, as real servers are: a connection that is cut can be told from an end
    asked: dict[str, Any]

    def say(self, pieces: Iterable[str]) -> None:
        """Stream these pieces of an answer, without an end: the connection is cut after them."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for piece in pieces:
            self.send(_event({"role": "assistant", "content": piece}))

    def end(self, reason: str = "stop") -> None:
        """End an answer as servers do."""
        self.send(_event({}, reason))
        self.send(b"data: [DONE]\n\n")
        self.close()

    def send(self, data: bytes) -> None:
        """A chunk of the body as it is."""
        self.wfile.write(b"%x\r\n%b\r\n" % (len(data), data))

    def close(self) -> None:
        """Say that the body is whole, whatever was in it."""
        self.wfile.write(b"0\r\n\r\n")

    def hold(self) -> None:
        """Say nothing for as long as somebody listens."""
        self.rfile.read(1)

    def whole(self, body: dict[str, Any], status: int = 200, **headers: str) -> None:
        """A body that is not streamed."""
        data = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self) -> None:
        self.asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append(self.asked)
        self.server.keys.append(self.headers.get("Authorization"))
        hung_up = self.server.hung_up  # by the time that it is noticed, the server may have begun anew
        try:
            self.server.script(self)
        except OSError:
            hung_up.set()
        self.close_connection = True

    @property
    def prompt(self) -> str:
        """What this request tells the model."""
        return _prompt_of(self.asked)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


Script = Callable[[Wire], None]
"""What is done with one request."""


def saying(*pieces: str) -> Script:
    """These pieces, one after the other, to everybody."""
    return answering(lambda prompt: pieces)


def answering(answer: Callable[[str], Iterable[str]]) -> Script:
    """What `answer` makes of each prompt, streamed where that is asked for."""

    def script(wire: Wire) -> None:
        pieces = answer(wire.prompt)
        if wire.asked.get("stream"):
            wire.say(pieces)
            wire.end()
        else:
            message = {"role": "assistant", "content": "".join(pieces)}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            wire.whole({"id": "1", "object": "chat.completion", "created": 0, "model": "scripted", "choices": [choice]})

    return script


class Held:
    """A script that cites a sentence, and holds it back until that is to be said."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence
        self.asked, self.said = threading.Event(), threading.Event()

    def __call__(self, wire: Wire) -> None:
        self.asked.set()
        self.said.wait(30)
        wire.say([f"{self._sentence} [{number_of(self._sentence, wire.prompt)}]."])
        wire.end()


def endlessly(*pieces: str, gap: float = 0.0) -> Script:
    """These pieces again and again, `gap` seconds after one another, for as long as somebody listens."""

    def again() -> Iterator[str]:
        for piece in cycle(pieces):
            yield piece
            time.sleep(gap)

    return lambda wire: wire.say(again())


def failing(status: int, message: str = "no", **headers: str) -> Script:
    """An error as servers put it."""
    return lambda wire: wire.whole({"error": {"message": message}}, status, **headers)


def in_turn(*scripts: Script) -> Script:
    """The first script for the first request, and so on; the last for all others."""
    left = list(scripts)

    def script(wire: Wire) -> None:
        turn = left.pop(0) if len(left) > 1 else left[0]
        turn(wire)

    return script


def number_of(words: str, prompt: str) -> str:
    """The number under which a prompt offers the passage that holds these words."""
    return prompt[: prompt.index(words)].rpartition("<<<passage ")[2].partition(">>>")[0]


@contextmanager
def running_model() -> Iterator[ScriptedModel]:
    """The model, until the block ends."""
    with ScriptedModel() as model:
        thread = threading.Thread(target=model.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield model
        finally:
            model.shutdown()
            thread.join()


def _prompt_of(request: dict[str, Any]) -> str:
    return str(request["messages"][-1]["content"])


def _event(delta: dict[str, str], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "scripted", "choices": [choice]}
    return f"data: {json.dumps(chunk)}\n\n".encode()
