"""What a page may say over its socket: less than Chainlit listens to."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

HEARD = frozenset(
    {"connect", "disconnect", "connection_successful", "clear_session", "client_message", "stop", "window_message"}
)
"""What our page says. The rest (favourites, settings, sound) our settings switch off in the page alone: Chainlit would
still do what another program asks. An edited message has a listener of our own, for Chainlit's would remove a message
by its id, whoever's it is."""

Connect = Callable[[str, dict[str, Any], Any], Awaitable[Any]]


def narrow(server: Any) -> None:
    """Let a Socket.IO server hear no more than that, and connect as below."""
    handlers = server.handlers["/"]
    for event in handlers.keys() - HEARD:
        del handlers[event]
    handlers["connect"] = _with_care(handlers["connect"])


def _with_care(connect: Connect) -> Connect:
    async def connect_with_care(sid: str, environ: dict[str, Any], auth: Any) -> Any:
        # Chainlit keeps a session's files in a folder of the name that the page gives it, and removes that folder in
        # the end: "../corpus" would be the documents'.
        if not (isinstance(auth, dict) and is_id(auth.get("sessionId"))):
            raise ConnectionRefusedError("authorization failed")
        try:
            return await connect(sid, environ, auth)
        except ConnectionRefusedError:
            if not auth.get("threadId"):
                raise
            # Another's conversation, perhaps by a link that was passed on. Chainlit would leave the page without a
            # connection; asked for one that is not there, it says so, and the page goes on.
            return await connect(sid, environ, {**auth, "threadId": str(uuid4())})

    return connect_with_care


def is_id(value: object) -> bool:
    """Whether this is a UUID as pages write them."""
    try:
        return isinstance(value, str) and str(UUID(value)) == value.lower()
    except ValueError:
        return False
