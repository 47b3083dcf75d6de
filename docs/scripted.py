"""A language model that says what it is told, on a free port of this machine: for tests, and to look at the chat."""

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class ScriptedModel(ThreadingHTTPServer):
    """An OpenAI-compatible server; whoever asks it is served by its `script`, which may be another one each time."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Wire)
        self.script: Script = saying()
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Wire(BaseHTTPRequestHandler):
    """One request, and what a script may do with it."""

    server: ScriptedModel
    protocol_version = "HTTP/1.1"  # chunked, as real servers are: a connection that is cut can be told from an end

    @property
    def prompt(self) -> str:
        """The last message of the request."""
        return str(self.server.requests[-1]["messages"][-1]["content"])

    def say(self, pieces: Iterable[str]) -> None:
        """Stream these pieces of an answer, without an end."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for piece in pieces:
            self.send(_event({"role": "assistant", "content": piece}))

    def end(self) -> None:
        """End an answer as servers do."""
        self.send(_event({}, "stop"))
        self.send("data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")

    def send(self, text: str) -> None:
        """A chunk of the body as it is."""
        data = text.encode("utf-8", "surrogatepass")
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    def whole(self, body: dict[str, Any], status: int = 200, **headers: str) -> None:
        """A body that is not streamed."""
        data = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self) -> None:
        self.server.requests.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.server.keys.append(self.headers.get("Authorization"))
        with suppress(OSError):  # who asked is gone
            self.server.script(self)
        self.close_connection = True

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
        if wire.server.requests[-1].get("stream"):
            wire.say(pieces)
            wire.end()
        else:
            message = {"role": "assistant", "content": "".join(pieces)}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            wire.whole({"id": "1", "object": "chat.completion", "created": 0, "model": "scripted", "choices": [choice]})

    return script


def failing(status: int, message: str = "", **headers: str) -> Script:
    """An error as servers put it."""
    return lambda wire: wire.whole({"error": {"message": message or f"error {status}"}}, status, **headers)


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


def _event(delta: dict[str, str], finish: str | None = None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "scripted", "choices": [choice]}
    return f"data: {json.dumps(chunk)}\n\n"
