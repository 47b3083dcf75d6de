"""A chat that is shared, and the people who come to it: over its real routes and its real socket."""

import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from aiohttp import ClientSession
from socketio import AsyncSimpleClient

from chat.users import Users
from chat_driver import ROOT, Chat, running_chat

PASSWORDS = {"anna": "anna-s-secret", "ben": "ben-s-secret"}
"""Anna is an owner, Ben is not."""


@contextmanager
def shared_chat(data: Path, folder: Path, **variables: str) -> Iterator[Chat]:
    """The chat on the article, with the model and the index of `data`, for Anna and Ben. It counts as shared, though
    it listens on this machine alone."""
    mine = folder / "data"
    mine.mkdir()
    for name in ("models", "stores"):
        (mine / name).symlink_to(data / name)
    for name, password in PASSWORDS.items():
        Users(mine).add(name, password, owner=name == "anna")
    with running_chat(mine, ROOT / "corpus", folder / "log", FOOTNOTE_SIGN_IN="on", **variables) as chat:
        yield chat


def data_of(chat: Chat) -> Path:
    """Where a chat keeps its users."""
    return Path(chat.environment["FOOTNOTE_DATA"])


@dataclass
class Person:
    """Somebody with a browser of their own, signed in or not."""

    chat: Chat
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        alone = httpx.Limits(max_keepalive_connections=0)  # nothing is left open
        self.web = httpx.Client(base_url=self.chat.url, headers=self.headers, limits=alone, trust_env=False, timeout=30)

    def signs_in(self, name: str, password: str = "") -> httpx.Response:
        """At the page's form; with the right password where none is given."""
        form = {"username": name, "password": password or PASSWORDS[name.lower()]}
        return self.web.post("/login", data=form)

    @asynccontextmanager
    async def socket(self, session_id: str = "", thread_id: str = "") -> AsyncIterator[AsyncSimpleClient]:
        """As the page opens it."""
        auth = {"clientType": "webapp", "sessionId": session_id or str(uuid.uuid4()), "threadId": thread_id}
        cookie = "; ".join(f"{name}={value}" for name, value in self.web.cookies.items())
        async with ClientSession() as web, AsyncSimpleClient(reconnection=False, http_session=web) as client:
            await client.connect(
                self.chat.url,
                headers={**self.headers, "Cookie": cookie},
                auth=auth,
                socketio_path="/ws/socket.io",
                transports=["websocket"],
            )
            await client.emit("connection_successful")
            yield client


async def ask(client: AsyncSimpleClient, question: str, **fields: Any) -> str:
    """Ask, wait until the whole answer is there, and return the conversation's id."""
    message = {"id": str(uuid.uuid4()), "name": "user", "type": "user_message", "output": question}
    message |= {"createdAt": datetime.now(UTC).isoformat(), **fields}
    await client.emit("client_message", {"message": message, "fileReferences": []})
    while True:
        event, *details = await client.receive(timeout=60)
        if event == "update_message" and details[0].get("name") == "on_message":
            return str(details[0]["threadId"])
