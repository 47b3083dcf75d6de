"""Where conversations are kept: a file, and a schema on a real PostgreSQL server."""

import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from chat.history import History
from chat.postgres import Postgres
from chat.schema import Store
from chat.sqlite import SQLite
from postgres_server import PostgresServer, running_postgres

Opens = Callable[[], History]
"""Opens the same conversations each time, as a start of the chat does."""


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with running_postgres() as server:
        yield server


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Nothing is in it yet."""
    if request.param == "SQLite":
        return SQLite(tmp_path / "new" / "conversations.sqlite")
    server: PostgresServer = request.getfixturevalue("postgres")
    return Postgres(SecretStr(server.url), f"{request.node.originalname}-{uuid.uuid4()}"[-60:])


@pytest.fixture
async def opens(store: Store) -> AsyncIterator[Opens]:
    opened: list[History] = []

    def opens() -> History:
        opened.append(History(store))
        return opened[-1]

    yield opens
    for history in opened:
        await history.close()
