"""Somebody at the chat: asks over its own socket, as its page does."""

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

from aiohttp import ClientSession, FormData
from socketio import AsyncSimpleClient

from settings import FootnoteError


class ChatError(FootnoteError):
    """The chat did not start, or did not answer."""


class Visitor:
    """One conversation. Questions are asked one after the other."""

    def __init__(self, client: AsyncSimpleClient, port: int, session: str, cookie: str) -> None:
        self._client, self._url, self._cookie = client, f"http://127.0.0.1:{port}", cookie
        self._session = session

    async def ask(self, question: str, files: Sequence[str] = ()) -> float:
        """Ask, and wait until the whole answer is there: seconds to its first words. ChatError where none comes.

        `files` are the ids of such as were brought before.
        """
        asked, first = time.perf_counter(), float("inf")
        sent = {"message": _message(question), "fileReferences": [{"id": file} for file in files]}
        await self._client.emit("client_message", sent)
        said: dict[str, dict[str, Any]] = {}
        while True:
            event, *details = await self._client.receive()
            if event in ("stream_start", "new_message") and _says(details[0]):
                first = min(first, time.perf_counter() - asked)
            if event not in ("new_message", "update_message"):
                continue
            step = details[0]
            said[step["id"]] = step
            if event == "update_message" and step.get("name") == "on_message":  # the run that handled the question
                _check([s for s in said.values() if s.get("parentId") == step["id"]])
                return first

    async def bring(self, name: str, text: str) -> str:
        """Upload a file of text, and return its id: it is read with the next question that names it."""
        form = FormData()
        form.add_field("file", text.encode(), filename=name, content_type="text/plain")
        place = f"{self._url}/project/file?session_id={self._session}"
        async with ClientSession(headers={"Cookie": self._cookie}) as web, web.post(place, data=form) as answer:
            if answer.status != HTTPStatus.OK:
                raise ChatError(f"it did not take {name}: {answer.status} {await answer.text()}")
            return str((await answer.json())["id"])


@asynccontextmanager
async def visiting(port: int) -> AsyncIterator[Visitor]:
    """A new conversation with the chat on this machine's `port`."""
    session, cookie = str(uuid.uuid4()), await asyncio.to_thread(_cookie, port)
    auth = {"clientType": "webapp", "sessionId": session, "threadId": "", "userEnv": "{}", "chatProfile": ""}
    async with AsyncSimpleClient(reconnection=False) as client:
        await client.connect(
            f"http://127.0.0.1:{port}",
            headers={"Cookie": cookie},
            auth=auth,
            socketio_path="/ws/socket.io",
            transports=["websocket"],
        )
        await client.emit("connection_successful")
        yield Visitor(client, port, session, cookie)


def _cookie(port: int) -> str:
    """What tells the chat who asks, as its page gets it; nothing where conversations are not kept."""
    direct = build_opener(ProxyHandler({}))  # a proxy in the environment is not for this machine
    try:
        with direct.open(Request(f"http://127.0.0.1:{port}/auth/header", method="POST")) as answer:
            return "; ".join(cookie.partition(";")[0] for cookie in answer.headers.get_all("Set-Cookie", []))
    except HTTPError:
        return ""


def _message(question: str) -> dict[str, Any]:
    """A user's message, in Chainlit's form."""
    now = datetime.now(UTC).isoformat()
    return {"id": str(uuid.uuid4()), "name": "user", "type": "user_message", "output": question, "createdAt": now}


def _says(step: dict[str, Any]) -> bool:
    return step.get("type") == "assistant_message" and bool(step.get("output"))


def _check(steps: list[dict[str, Any]]) -> None:
    """Raise ChatError where there is no answer among the steps, or an error."""
    failed = [step["output"] for step in steps if step.get("type") == "assistant_message" and step.get("isError")]
    if failed or not any(map(_says, steps)):
        raise ChatError("; ".join(failed) or "it ended its turn without a word")
