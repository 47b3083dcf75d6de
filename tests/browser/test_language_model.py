"""With a language model: the answer streams, can be stopped, and shows what no source supports."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import expect

from docs.drive import ROOT, Chat, ChatPage, chips, running_chat

OpenPage = Callable[..., ChatPage]
UKRAINE = "What did Ukraine offer Tajikistan?"
FIRST = "Ukraine offered enlarged support for bilateral military cooperation [1]."


class ScriptedModel(ThreadingHTTPServer):
    """An OpenAI-compatible server that says the same pieces to everybody, the last one when it may."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pieces: list[str] = []
        self.may_end = threading.Event()
        self.may_end.set()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(BaseHTTPRequestHandler):
    server: ScriptedModel

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        *pieces, last = self.server.pieces
        for piece in pieces:
            self._send(piece)
        self.server.may_end.wait(20)
        self._send(last)
        self.wfile.write(b"data: [DONE]\n\n")

    def _send(self, piece: str) -> None:
        choice = {"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "scripted", "choices": [choice]}
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def model() -> Iterator[ScriptedModel]:
    with ScriptedModel() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def writing_chat(data_folder: Path, model: ScriptedModel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    variables = {"FOOTNOTE_LLM_URL": model.base_url, "FOOTNOTE_LLM_MODEL": "scripted"}
    with running_chat(data_folder, ROOT / "corpus", tmp_path_factory.mktemp("writing") / "log", **variables) as chat:
        yield chat


def test_an_unsupported_sentence_is_marked_as_such(
    writing_chat: Chat, model: ScriptedModel, open_page: OpenPage
) -> None:
    model.pieces = [FIRST, " It also sent four hundred tanks [99]."]
    window = open_page(writing_chat)
    supported, unsupported = window.ask(UKRAINE).locator("[role=article]").all()
    assert chips(supported).all_inner_texts() == ["[1]"]
    assert unsupported.inner_text().startswith("⚠ Not in the sources")
    assert chips(unsupported).count() == 0


def test_stop_keeps_what_there_is_and_the_next_question_is_answered(
    writing_chat: Chat, model: ScriptedModel, open_page: OpenPage
) -> None:
    model.pieces = [FIRST, " And this", " comes too late [1]."]
    model.may_end.clear()
    window = open_page(writing_chat)
    window.type(UKRAINE)
    expect(window.answers.first).to_contain_text("bilateral military cooperation")
    window.page.click("#stop-button")
    window.page.locator("#chat-submit").wait_for()
    model.may_end.set()
    model.pieces = [FIRST]
    assert "enlarged support" in window.ask(UKRAINE).inner_text()
    assert "enlarged support" in window.answers.first.inner_text()
    assert "too late" not in window.page.locator("body").inner_text()
