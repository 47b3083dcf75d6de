"""Who may ask what of the server: the one place where every request is looked at, Chainlit's and ours."""

import re
from collections.abc import Iterable

from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chat.passwords import address
from chat.visitors import Visitors
from chat.wording import wording_for

ANYBODY = (
    "GET /",
    "GET /login",
    "GET /login/callback",
    "GET /thread",
    "GET /thread/{id}",
    "GET /element/{id}",
    "GET /assets/{filename:path}",
    "GET /public/{filename:path}",
    "GET /avatars/{avatar_id}",
    "GET /favicon",
    "GET /logo",
    "GET /health",
    "GET /auth/config",
    "GET /project/translations",
    "GET /footnote/texts.js",
    "POST /auth/header",
    "POST /login",
    "POST /logout",
)
"""What the page is made of before anybody has signed in, and how they do. There is nothing of anybody's in it."""

NOBODY = (
    # These look at who asks, and not at whose it is: by its id, any user could judge what another was answered, take
    # such a judgement back, and write or delete what another's chips open. Our page rates in its own way.
    "PUT /feedback",
    "DELETE /feedback",
    "PUT /project/element",
    "DELETE /project/element",
    # A conversation that its author shares is shown to every user, and this can be asked for even though our settings
    # switch it off.
    "GET /share/{id}",
    "GET /project/share/{thread_id}",
    "PUT /project/thread/share",
    # A new cookie for an old one, even of a user who is out.
    "POST /auth/jwt",
    # What Footnote has no use for: other ways to sign in, tools, an embedded chat, pages about the server.
    "GET /auth/oauth/{provider_id}",
    "GET /auth/oauth/{provider_id}/callback",
    "POST /auth/oauth/azure-ad-hybrid/callback",
    "POST /mcp",
    "DELETE /mcp",
    "GET /copilot/{filename:path}",
    "GET /openapi.json",
    "GET /docs",
    "GET /docs/oauth2-redirect",
    "GET /redoc",
)
"""What of Chainlit's is closed, because it would leak or because nothing of ours asks for it."""

RELOAD = '42["reload"]'
"""What lets Chainlit's page load anew, as Socket.IO writes it: then it asks to sign in. Told nothing, it would say that
the server does not answer."""

OWN = ("/footnote/choose", "/footnote/drop")
"""What changes no more than a conversation of one's own: which documents it asks, which files were brought to it."""

ENVELOPE = 100_000  # bytes around a file that is sent
READS = ("GET", "HEAD", "OPTIONS")


class Doors:
    """ASGI middleware. Whatever is in neither list asks for somebody who has signed in, also what Chainlit may add."""

    def __init__(self, app: ASGIApp, visitors: Visitors, largest_file: int) -> None:
        """`largest_file`: what may be brought, in MB."""
        self._app, self._visitors, self._largest_file = app, visitors, largest_file

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        address.set(connection.client.host if connection.client else "")
        if refused := self._refusal(connection):
            await _refuse(*refused, scope, receive, send)
        elif scope["type"] == "websocket":
            await self._app(scope, self._while_known(connection, receive, send), send)
        else:
            await self._app(scope, receive, send)

    def _refusal(self, connection: HTTPConnection) -> tuple[int, str] | None:
        """The status and the sentence with which a request is refused; None where it is not."""
        method, path = connection.scope.get("method", "GET"), connection.scope["path"]
        say = wording_for(connection).say
        if _is_of(_NOBODY, method, path):
            return 404, say("chat.nothing_here")
        if _is_of(_ANYBODY, method, path):
            return None
        user = self._visitors.asking(connection)
        if user is None:
            return 401, say("chat.sign_in")
        if method == "POST" and path == "/project/file" and not self._is_small(connection):
            return 413, say("chat.file_too_large", megabytes=self._largest_file)
        changes = path.startswith("/footnote/") and method not in READS and path not in OWN
        if changes and not self._visitors.is_owner(user):
            return 403, say("chat.may_not_change", name=user.identifier)
        return None

    def _is_small(self, connection: HTTPConnection) -> bool:
        """Whether a file may be taken in: Chainlit looks at its size when all of it is in memory."""
        length = connection.headers.get("content-length", "")
        return length.isascii() and length.isdigit() and int(length) <= self._largest_file * 1_000_000 + ENVELOPE

    def _while_known(self, connection: HTTPConnection, receive: Receive, send: Send) -> Receive:
        """A socket stays open for days: each message is looked at as if it were a request."""

        async def receive_while_known() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive" and self._visitors.asking(connection) is None:
                await send({"type": "websocket.send", "text": RELOAD})
                return {"type": "websocket.disconnect", "code": 1008}
            return message

        return receive_while_known


def _compiled(doors: Iterable[str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((method, compile_path(path)[0]) for method, _, path in (door.partition(" ") for door in doors))


_ANYBODY, _NOBODY = _compiled(ANYBODY), _compiled(NOBODY)


def _is_of(doors: Iterable[tuple[str, re.Pattern[str]]], method: str, path: str) -> bool:
    asked = "GET" if method == "HEAD" else method
    return any(asked == of and pattern.match(path) for of, pattern in doors)


async def _refuse(status: int, sentence: str, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await JSONResponse({"error": sentence, "detail": sentence}, status)(scope, receive, send)
