"""Short ways to make answers and passages, and an OpenAI-compatible server that says what a test wants."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from answer.answer import Answer, Citation, Statement
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


class ScriptedServer(ThreadingHTTPServer):
    """Says `pieces` to everybody, or answers with `status`; `cut` ends the connection after the pieces."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pieces: list[str] = []
        self.status = 200
        self.cut = False
        self.silence = threading.Event()
        self.silence.set()
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: ScriptedServer

    def do_POST(self) -> None:
        self.server.requests.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.server.keys.append(self.headers.get("Authorization"))
        self.server.silence.wait(10)
        self.send_response(self.server.status)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        if self.server.status != 200:
            return
        for piece in self.server.pieces:
            choice = {"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}
            chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        if self.server.cut:
            self.wfile.write(b"data: {not json\n\n")
        else:
            self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    """A scripted language model on a free port of the loopback."""
    server = ScriptedServer()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.silence.set()
    server.shutdown()
    server.server_close()
    thread.join()
