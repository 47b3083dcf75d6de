"""How long the chat takes from its start to its first answer: a real server, asked over its own socket."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import socketio

from settings import ROOT, FootnoteError

OUR_CHAT = ("-m", "chainlit")
TORCH_CHAT = ("-m", "eval.bench.speed.torch_chat")
CHAT_PATIENCE = 240  # seconds


class ChatError(FootnoteError):
    """The chat did not start, or did not answer."""


def seconds_to_first_answer(command: Sequence[str], question: str) -> float:
    """Start the chat as a process of its own, ask it at once, and stop it: seconds from start to whole answer."""
    started = time.perf_counter()
    with _server(command) as url:
        asyncio.run(_ask(url, question))
        return time.perf_counter() - started


@contextmanager
def _server(command: Sequence[str]) -> Iterator[str]:
    """The chat's URL, once it serves its page; the process is ended on leaving."""
    port = _free_port()
    arguments = ["run", "app.py", "--headless", "--host", "127.0.0.1", "--port", str(port)]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [sys.executable, *command, *arguments], cwd=ROOT, stdout=log, stderr=log, start_new_session=True
        )
        try:
            yield _when_ready(process, f"http://127.0.0.1:{port}")
        except ChatError as error:
            log.seek(0)
            raise ChatError(f"{error}\n{log.read().decode(errors='replace')[-2000:]}") from None
        finally:
            _end(process)


def _when_ready(process: subprocess.Popen[bytes], url: str) -> str:
    browser = build_opener(ProxyHandler({}))  # loopback is never asked for through a proxy
    until = time.monotonic() + CHAT_PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise ChatError(f"The chat ended with {process.returncode} before it served its page.")
        try:
            browser.open(url, timeout=5).close()
            return url
        except (URLError, OSError):
            time.sleep(0.05)
    raise ChatError(f"The chat served no page within {CHAT_PATIENCE} seconds.")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop the server and whatever it started."""
    try:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    except ProcessLookupError:
        process.wait()


async def _ask(url: str, question: str) -> None:
    """Ask as the page does, and wait until the whole answer is there; ChatError where none comes."""
    client = socketio.AsyncClient(reconnection=False)
    turn = _ChatTurn()
    client.on("*", turn.on_event)
    auth = {"clientType": "webapp", "sessionId": str(uuid.uuid4()), "threadId": "", "userEnv": "{}", "chatProfile": ""}
    await client.connect(
        url, auth=auth, socketio_path="/ws/socket.io", transports=["websocket"], wait_timeout=CHAT_PATIENCE
    )
    try:
        await client.emit("connection_successful")
        await client.emit("client_message", {"message": _message(question), "fileReferences": []})
        await asyncio.wait_for(turn.ended.wait(), CHAT_PATIENCE)
    except TimeoutError:
        raise ChatError(f"The chat gave no answer within {CHAT_PATIENCE} seconds.") from None
    finally:
        await client.disconnect()
    if turn.error or not any(turn.words.values()):
        raise ChatError(f"The chat did not answer: {turn.error or 'it ended its turn without a word'}")


class _ChatTurn:
    """What the chat says within its handling of the message, which Chainlit sends as a run named on_message."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self.error = ""
        self.ended = asyncio.Event()
        self._run = ""

    async def on_event(self, event: str, data: Any = None) -> None:
        if event not in ("new_message", "update_message"):
            return
        if data.get("name") == "on_message":
            self._run = data["id"]
        if data.get("type") == "assistant_message" and data.get("parentId") == self._run:
            self.words[data["id"]] = data.get("output", "")
            self.error = self.error or (self.words[data["id"]] if data.get("isError") else "")
        if event == "update_message" and data["id"] == self._run:
            self.ended.set()


def _message(question: str) -> dict[str, Any]:
    """A user's message, in Chainlit's form."""
    now = datetime.now(UTC).isoformat()
    return {"id": str(uuid.uuid4()), "name": "user", "type": "user_message", "output": question, "createdAt": now}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
