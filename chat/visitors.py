"""Who asks, and what they may: owners change the library, readers ask. One of three ways tells them apart."""

# mypy: allow-untyped-calls
# (Chainlit's own functions are typed in part)

from abc import ABC, abstractmethod
from collections.abc import Collection

import chainlit as cl
from chainlit.auth import get_token_from_cookies
from chainlit.auth.jwt import decode_jwt
from jwt import InvalidTokenError
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection

from chat.users import LOCAL

LONGEST = 128  # characters of a name that a proxy gives


class Visitors(ABC):
    """Whoever comes. What asks may be a request or a socket; each is looked at anew, for people are taken out."""

    @abstractmethod
    def asking(self, connection: HTTPConnection) -> cl.User | None:
        """Who asks this; None where nobody does who may."""

    @abstractmethod
    def is_owner(self, user: cl.User | None) -> bool:
        """Whether this user may change the library."""

    @abstractmethod
    def announce(self) -> None:
        """Tell Chainlit how they sign in."""


class Local(Visitors):
    """Whoever sits at this machine, where nobody else comes: always the same one, and the owner of all."""

    def asking(self, connection: HTTPConnection) -> cl.User | None:
        return cl.User(LOCAL)

    def is_owner(self, user: cl.User | None) -> bool:
        return True

    def announce(self) -> None:
        @cl.header_auth_callback
        async def somebody(_: Headers) -> cl.User:
            return cl.User(LOCAL)


class ThroughProxy(Visitors):
    """Those of whom a proxy says in a header who they are. It is believed: nobody else may reach the port."""

    def __init__(self, header: str, owners: Collection[str]) -> None:
        self._header, self._owners = header, owners

    def asking(self, connection: HTTPConnection) -> cl.User | None:
        """The cookie's user while the proxy says the same: at the proxy somebody else may have signed in since."""
        user = user_of_cookie(connection)
        return user if user and user.identifier == self._named(connection.headers) else None

    def is_owner(self, user: cl.User | None) -> bool:
        return user is not None and user.identifier in self._owners

    def announce(self) -> None:
        @cl.header_auth_callback
        async def named(headers: Headers) -> cl.User | None:
            name = self._named(headers)
            return cl.User(name) if name else None

    def _named(self, headers: Headers) -> str | None:
        """The header's name; None where it stands there twice, for then one of the two is not the proxy's."""
        names = [name.strip() for name in headers.getlist(self._header)]
        usable = len(names) == 1 and 0 < len(names[0]) <= LONGEST and names[0].isprintable() and names[0] != LOCAL
        return names[0] if usable else None


def user_of_cookie(connection: HTTPConnection) -> cl.User | None:
    """Whom a cookie of ours was given to; None where there is none that is still good."""
    token = get_token_from_cookies(connection.cookies)
    try:
        return decode_jwt(token) if token else None
    except (InvalidTokenError, KeyError, TypeError, ValueError):  # the latter three: of another version
        return None
