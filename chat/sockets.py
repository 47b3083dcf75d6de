"""What a page may say over its socket: less than Chainlit listens to."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

HEARD = frozenset({"connect", "disconnect", "connection_successful", "clear_session", "client_message", "stop"})
"""What our page says. The rest (an edited message, favourites, settings, sound) our settings switch off in the page
alone: Chainlit would still do what another program asks, and remove a message by its id, whoever's it is."""

Connect = Callable[[str, dict[str, Any], Any], Awaitable[Any]]


def narrow(server: Any) -> None:
    """Let a Socket.IO server hear no more than that, and take no session whose name is none."""
    handlers = server.handlers["/"]
    for event in handlers.keys() - HEARD:
        del handlers[event]
    handlers["connect"] = _named_well(handlers["connect"])


def _named_well(connect: Connect) -> Connect:
    """Chainlit keeps a session's files in a folder of the name that the page gives it, and removes that folder in the
    end: "../corpus" would be the documents'."""

    async def connect_well(sid: str, environ: dict[str, Any], auth: Any) -> Any:
        if not (isinstance(auth, dict) and is_id(auth.get("sessionId"))):
            raise ConnectionRefusedError("authorization failed")
        return await connect(sid, environ, auth)

    return connect_well


def is_id(value: object) -> bool:
    """Whether this is a UUID as pages write them."""
    try:
        return isinstance(value, str) and str(UUID(value)) == value.lower()
    except ValueError:
        return False
