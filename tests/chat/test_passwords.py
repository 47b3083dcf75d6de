"""Signing in with a name and a password: in a thread, and not as often as one likes."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.exceptions import HTTPException

from chat.passwords import FOR_A_NAME, FOR_AN_ADDRESS, WithPassword, address
from chat.users import Account, Users

WRONG = "a guess of mine"


class Watched(Users):
    """Users of whom it is seen in which thread each password is verified."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.threads: list[str] = []

    def verified(self, name: str, password: str) -> Account | None:
        self.threads.append(threading.current_thread().name)
        return super().verified(name, password)


@pytest.fixture
def users(tmp_path: Path) -> Watched:
    users = Watched(tmp_path)
    users.add("anna", "anna-s-secret")
    return users


@pytest.fixture(autouse=True)
def _somewhere() -> Iterator[None]:
    token = address.set("192.0.2.7")
    yield
    address.reset(token)


async def status_of(visitors: WithPassword, name: str, password: str = WRONG) -> int:
    try:
        return 200 if await visitors.sign_in(name, password) else 401
    except HTTPException as error:
        return error.status_code


async def test_a_password_is_verified_in_a_thread_and_a_name_is_read_as_phones_write_it(users: Watched) -> None:
    user = await WithPassword(users).sign_in(" Anna ", "anna-s-secret")

    assert user is not None
    assert (user.identifier, user.metadata) == ("anna", {"since": users.all["anna"].since})
    assert [name.split("_")[0] for name in users.threads] == ["password"]


async def test_many_attempts_at_once_are_no_way_around_the_limit(users: Watched) -> None:
    visitors = WithPassword(users)

    statuses = await asyncio.gather(*(status_of(visitors, "anna") for _ in range(FOR_A_NAME + 3)))

    assert sorted(statuses) == [401] * FOR_A_NAME + [429] * 3
    assert len(users.threads) == FOR_A_NAME


async def test_an_address_that_tries_many_names_waits_and_others_do_not(users: Watched) -> None:
    visitors = WithPassword(users)
    for number in range(FOR_AN_ADDRESS):
        assert await status_of(visitors, f"name{number}") == 401
    assert await status_of(visitors, "anna", "anna-s-secret") == 429

    address.set("192.0.2.8")
    assert await status_of(visitors, "anna", "anna-s-secret") == 200


async def test_who_comes_in_has_all_attempts_again(users: Watched) -> None:
    visitors = WithPassword(users)
    for _ in range(2):
        for _ in range(FOR_A_NAME - 1):
            assert await status_of(visitors, "anna") == 401
        assert await status_of(visitors, "anna", "anna-s-secret") == 200
