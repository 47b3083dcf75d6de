"""Who may ask what: of whatever is not listed, somebody who has signed in. (test_own_conversations.py tries it all.)"""

import chainlit as cl
import pytest
from starlette.requests import HTTPConnection
from starlette.types import Message, Receive, Scope, Send

from chat.doors import ANYBODY, NOBODY, Doors
from chat.visitors import Local, Visitors

Sent = list[dict[str, object]]


class One(Visitors):
    """One who asks, or none, and is an owner or is not."""

    def __init__(self, name: str = "", owner: bool = False) -> None:
        self.name, self._owner = name, owner

    def asking(self, connection: HTTPConnection) -> cl.User | None:
        return cl.User(self.name) if self.name else None

    def is_owner(self, user: cl.User | None) -> bool:
        return self._owner

    def announce(self) -> None:
        """Nobody need be told."""


async def status_of(visitors: Visitors, asked: str, length: str = "") -> object:
    """With which status a request is answered, by an app that answers all."""
    sent: Sent = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message: Message) -> None:
        sent.append(dict(message))

    method, _, path = asked.partition(" ")
    scope: Scope = {"type": "http", "method": method, "path": path, "headers": [], "client": None}
    if length:
        scope["headers"] = [(b"content-length", length.encode())]

    async def receive() -> Message:
        return {"type": "http.request"}

    await Doors(app, visitors, 20)(scope, receive, send)
    return sent[0]["status"]


@pytest.mark.parametrize(
    ("asked", "nobody", "reader", "owner"),
    [
        ("GET /", 200, 200, 200),
        ("GET /thread/1", 200, 200, 200),
        ("GET /public/elements/Source.jsx", 200, 200, 200),
        ("POST /login", 200, 200, 200),
        ("GET /something/new", 401, 200, 200),
        ("POST /thread/1", 401, 200, 200),
        ("GET /project/thread/1", 401, 200, 200),
        ("GET /footnote/document", 401, 200, 200),
        ("HEAD /footnote/document", 401, 200, 200),
        ("POST /footnote/document", 401, 403, 200),
        ("DELETE /footnote/something/new", 401, 403, 200),
        ("PUT /feedback", 404, 404, 404),
        ("HEAD /project/share/1", 404, 404, 404),
    ],
)
async def test_each_may_ask_what_is_theirs_to_ask(asked: str, nobody: int, reader: int, owner: int) -> None:
    assert await status_of(One(), asked) == nobody
    assert await status_of(One("ben"), asked) == reader
    assert await status_of(One("anna", owner=True), asked) == owner
    assert await status_of(Local(), asked) == owner


async def test_who_is_gone_is_told_to_load_the_page_anew_and_heard_no_more() -> None:
    somebody, heard, sent = One("ben"), list[str](), Sent()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        heard.append((await receive())["type"])
        somebody.name = ""
        heard.append((await receive())["type"])

    async def receive() -> Message:
        return {"type": "websocket.receive", "text": "a question"}

    async def send(message: Message) -> None:
        sent.append(dict(message))

    await Doors(app, somebody, 20)({"type": "websocket", "path": "/ws/socket.io/", "headers": []}, receive, send)

    assert heard == ["websocket.receive", "websocket.disconnect"]
    assert sent == [{"type": "websocket.send", "text": '42["reload"]'}]


async def test_who_is_refused_is_told_so_in_the_browsers_language() -> None:
    sent = Sent()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        raise AssertionError("Nobody may come here.")

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(dict(message))

    headers = [(b"accept-language", b"de-DE,de;q=0.9")]
    scope: Scope = {"type": "http", "method": "POST", "path": "/footnote/remove", "headers": headers, "client": None}
    await Doors(app, One("ben"), 20)(scope, receive, send)
    assert "ben darf fragen, aber die Bibliothek nicht ändern." in str(sent[1]["body"], "utf-8")  # type: ignore[call-overload]


def test_no_door_is_both_open_and_closed() -> None:
    assert not set(ANYBODY) & set(NOBODY)


@pytest.mark.parametrize(
    ("length", "status"), [("20000000", 200), ("20100001", 413), ("", 413), ("many", 413), ("-5", 413), ("٣", 413)]
)
async def test_a_file_that_is_too_large_is_not_even_received(length: str, status: int) -> None:
    assert await status_of(One("anna"), "POST /project/file", length.encode("utf-8").decode("latin-1")) == status
