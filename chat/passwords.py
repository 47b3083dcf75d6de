"""Those who sign in with a name and a password."""

# mypy: allow-untyped-calls
# (Chainlit's own functions are typed in part)

import asyncio
import logging
import math
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from functools import partial

import chainlit as cl
from chainlit.config import config
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection

from chat.attempts import Attempts, neighbourhood
from chat.users import Account, Users, UsersError
from chat.visitors import Visitors, user_of_cookie

logger = logging.getLogger("footnote.chat")

FOR_A_NAME, FOR_AN_ADDRESS = 5, 20  # attempts; an address may be a whole office's
AT_ONCE = 2  # passwords that are verified: each takes 64 MB of memory

address: ContextVar[str] = ContextVar("address", default="")
"""Where the request comes from that is being answered. Chainlit does not hand it on."""


class WithPassword(Visitors):
    """The users of the file, as it is now: who was removed, or has another password since, is out."""

    def __init__(self, users: Users) -> None:
        self._users = users
        self._names, self._addresses = Attempts(FOR_A_NAME), Attempts(FOR_AN_ADDRESS)
        self._threads = ThreadPoolExecutor(AT_ONCE, "password")

    def asking(self, connection: HTTPConnection) -> cl.User | None:
        user = user_of_cookie(connection)
        account = self._account(user)
        return user if user and account and user.metadata.get("since") == account.since else None

    def is_owner(self, user: cl.User | None) -> bool:
        account = self._account(user)
        return account is not None and account.owner

    def announce(self) -> None:
        config.code.password_auth_callback = self.sign_in  # Chainlit's decorator would keep back who must wait

    async def sign_in(self, name: str, password: str) -> cl.User | None:
        """Whose name and password these are. Who has tried too often is told to wait (429), right or wrong."""
        name, place = name.strip().lower()[:64], neighbourhood(address.get())  # phones begin with a capital
        _let_try(max(self._names.wait(name), self._addresses.wait(place)))
        self._names.count(name)
        self._addresses.count(place)
        if (account := await self._verified(name, password)) is None:
            return None
        self._names.forgive(name)
        self._addresses.take_back(place)
        return cl.User(name, metadata={"since": account.since})

    async def _verified(self, name: str, password: str) -> Account | None:
        verifying = partial(self._users.verified, name, password)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, verifying)
        except UsersError as error:  # nobody is let in by a file that cannot be read
            logger.error("%s", error)
            return None

    def _account(self, user: cl.User | None) -> Account | None:
        try:
            return self._users.all.get(user.identifier) if user else None
        except UsersError as error:
            logger.error("%s", error)
            return None


def _let_try(wait: float) -> None:
    if wait:
        minutes = math.ceil(wait / 60)
        about = "a minute" if minutes == 1 else f"{minutes} minutes"
        raise HTTPException(429, f"Too many attempts. Try again in {about}.", {"Retry-After": str(math.ceil(wait))})
