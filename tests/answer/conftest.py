"""Short ways to make answers and passages, and an OpenAI-compatible server that says what a test wants."""

import copy
import itertools
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from pydantic import SecretStr

from answer.answer import Answer, Citation, Statement
from answer.assistant import Assistant
from answer.writing.writer import Writer
from index.embed import OnnxEmbedding
from index.passages import Hit, Location, Passage
from index.store import Store

MakeAnswer = Callable[..., Answer]


@pytest.fixture
def make_answer() -> MakeAnswer:
    """make_answer("question", "said", mode=…) → an earlier answer of a conversation."""

    def make(question: str, said: str = "", **fields: Any) -> Answer:
        statements = (Statement(text=said, citations=(), support="quoted"),) if said else ()
        given: dict[str, Any] = {
            "question": question,
            "standalone_question": question,
            "statements": statements,
            "confidence": 0.9,
        }
        given |= {"verdict": "answered", "message": "", "note": "", "hits": (), "mode": "quotes", "timings": {}}
        return Answer.model_validate(given | fields)

    return make


@pytest.fixture
def cited(store: Store, article: str) -> Callable[..., Citation]:
    """cited("words") → a citation of these words of the article; `shift` moves its offsets."""

    def cite(quote: str, shift: int = 0) -> Citation:
        document_id = next(iter(store.manifest.documents))
        start = article.index(quote) + shift
        return Citation(
            number=1,
            document_id=document_id,
            passage_id="",
            start=start,
            end=start + len(quote),
            quote=quote,
            title="",
            location="",
            metadata={},
        )

    return cite


@pytest.fixture
def hits() -> tuple[Hit, ...]:
    """Two passages of a made-up document."""
    texts = ("Anna Bell signed the treaty in 1997. It holds still.", "Fifty guards were trained abroad by Bell.")
    passages = [Passage(f"p{n}", "d.txt", 0, len(t), t, Location(1, 1)) for n, t in enumerate(texts)]
    return tuple(Hit(p, 1.0, n, None) for n, p in enumerate(passages, 1))


@dataclass
class Failure:
    """An answer that is none."""

    status: int
    message: str = "no"
    headers: dict[str, str] = field(default_factory=dict)


@pytest.fixture
def make_failure() -> Callable[..., Failure]:
    """make_failure(429, headers=…) → what the scripted server may answer instead of an answer."""
    return Failure


class ScriptedServer(ThreadingHTTPServer):
    """An OpenAI-compatible server that says `pieces` to everybody, once it has failed as `failures` says."""

    daemon_threads = True
    request_queue_size = 32

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.begin_anew()

    def begin_anew(self) -> None:
        """Forget what was said and asked."""
        self.pieces: list[str] = []
        self.failures: list[Failure] = []
        self.failing: Failure | None = None
        """Fail so for ever."""
        self.ending = b"data: [DONE]\n\n"
        self.finish_reason: str | None = "stop"
        self.gap = 0.0
        """Seconds before each piece but the first."""
        self.stalls_at = -1
        """Three seconds pass before this piece."""
        self.endless = False
        """Say the pieces again and again."""
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.hung_up = threading.Event()
        """Set when somebody stopped listening in the middle."""
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.sent: list[float] = []
        """When each piece was sent, by time.monotonic()."""

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    @property
    def prompt(self) -> str:
        """What it was told last."""
        return str(self.requests[-1]["messages"][0]["content"])


class _Handler(BaseHTTPRequestHandler):
    server: ScriptedServer

    def do_POST(self) -> None:
        server = self.server
        server.requests.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        server.keys.append(self.headers.get("Authorization"))
        server.may_answer.wait(10)
        failure = server.failures.pop(0) if server.failures else server.failing
        try:
            if failure:
                self._fail(failure)
            else:
                self._answer()
        except OSError:
            server.hung_up.set()

    def _fail(self, failure: Failure) -> None:
        self.send_response(failure.status)
        self.send_header("Content-Type", "application/json")
        for name, value in failure.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(json.dumps({"error": {"message": failure.message}}).encode())

    def _answer(self) -> None:
        server = self.server
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        said = itertools.cycle(server.pieces) if server.endless else iter(server.pieces)
        for number, piece in enumerate(said):
            time.sleep(3.0 if number == server.stalls_at else server.gap if number else 0)
            server.sent.append(time.monotonic())
            self._send({"role": "assistant", "content": piece})
        if server.finish_reason:
            self._send({}, server.finish_reason)
        self.wfile.write(server.ending)

    def _send(self, delta: dict[str, str], finish_reason: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def _server() -> Iterator[ScriptedServer]:
    server = ScriptedServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def server(_server: ScriptedServer) -> Iterator[ScriptedServer]:
    """A scripted language model on a free port of the loopback."""
    _server.begin_anew()
    yield _server
    _server.may_answer.set()
    _server.endless = False


@pytest.fixture
def written_by(assistant: Assistant, server: ScriptedServer, embedder: OnnxEmbedding) -> Callable[..., Assistant]:
    """written_by(llm_timeout=…) → the assistant on the article whose answers the scripted server writes.

    Its writer is new; the reader, which takes a second to load, is the one that all tests share.
    """

    def open_(**settings: Any) -> Assistant:
        told = {"llm_url": server.base_url, "llm_model": "m", "llm_key": SecretStr("secret-key")}
        mine = copy.copy(assistant)
        mine.settings = assistant.settings.model_copy(update=told | settings)
        mine._writes = mine._writing_by(Writer(mine.settings))
        return mine

    return open_
