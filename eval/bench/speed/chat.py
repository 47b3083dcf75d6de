"""How long the chat takes from its start to its first answer: a real server, asked over its own socket."""

import asyncio
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from datetime import UTC, datetime
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

from socketio import AsyncSimpleClient
from socketio.exceptions import SocketIOError

from settings import ROOT, FootnoteError

CHAT_PATIENCE = 240  # seconds


class ChatError(FootnoteError):
    """The chat did not start, or did not answer."""


def seconds_to_first_answer(question: str) -> float:
    """Start the chat as a process of its own, ask it at once, and stop it: seconds from start to whole answer."""
    port = _free_port()
    command = [sys.executable, "-m", "chainlit", "run", "app.py", "--headless", "--host", "127.0.0.1"]
    started = time.perf_counter()
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen([*command, "--port", str(port)], cwd=ROOT, stdout=log, stderr=log) as chat,
    ):
        try:
            asyncio.run(asyncio.wait_for(_ask(port, question, chat), CHAT_PATIENCE))
            return time.perf_counter() - started
        except (ChatError, TimeoutError, SocketIOError) as error:
            log.seek(0)
            said = log.read().decode(errors="replace")[-2000:]
            raise ChatError(f"The chat gave no answer ({error or 'out of time'}). It said:\n{said}") from None
        finally:
            chat.kill()


async def _ask(port: int, question: str, chat: subprocess.Popen[bytes]) -> None:
    """Ask as the page does, and wait until the whole answer is there; ChatError where none comes."""
    await _listens(port, chat)
    auth = {"clientType": "webapp", "sessionId": str(uuid.uuid4()), "threadId": "", "userEnv": "{}", "chatProfile": ""}
    async with AsyncSimpleClient(reconnection=False) as client:
        await client.connect(
            f"http://127.0.0.1:{port}",
            headers={"Cookie": await asyncio.to_thread(_cookie, port)},
            auth=auth,
            socketio_path="/ws/socket.io",
            transports=["websocket"],
        )
        await client.emit("connection_successful")
        await client.emit("client_message", {"message": _message(question), "fileReferences": []})
        said: dict[str, dict[str, Any]] = {}
        while True:
            event, *details = await client.receive()
            if event not in ("new_message", "update_message"):
                continue
            step = details[0]
            said[step["id"]] = step
            if event == "update_message" and step.get("name") == "on_message":  # the run that handled the question
                return _check([s for s in said.values() if s.get("parentId") == step["id"]])


def _cookie(port: int) -> str:
    """What tells the chat who asks, as its page gets it; nothing where conversations are not kept."""
    direct = build_opener(ProxyHandler({}))  # a proxy in the environment is not for this machine
    try:
        with direct.open(Request(f"http://127.0.0.1:{port}/auth/header", method="POST")) as answer:
            return "; ".join(cookie.partition(";")[0] for cookie in answer.headers.get_all("Set-Cookie", []))
    except HTTPError:
        return ""


async def _listens(port: int, chat: subprocess.Popen[bytes]) -> None:
    """Wait until the chat takes connections; ChatError where it ends before."""
    while chat.poll() is None:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        except OSError:
            await asyncio.sleep(0.05)
    raise ChatError(f"it ended with {chat.returncode}")


def _check(steps: list[dict[str, Any]]) -> None:
    """Raise ChatError where there is no answer among the steps, or an error."""
    answers = [step for step in steps if step.get("type") == "assistant_message"]
    failed = [step["output"] for step in answers if step.get("isError")]
    if failed or not any(step.get("output") for step in answers):
        raise ChatError("; ".join(failed) or "it ended its turn without a word")


def _message(question: str) -> dict[str, Any]:
    """A user's message, in Chainlit's form."""
    now = datetime.now(UTC).isoformat()
    return {"id": str(uuid.uuid4()), "name": "user", "type": "user_message", "output": question, "createdAt": now}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
