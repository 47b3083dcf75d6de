"""Conversations on a PostgreSQL server: each corpus has a schema of its own in one database."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from chat.schema import MIGRATIONS, HistoryError, check_known, for_postgres
from settings import POSTGRES

PATIENCE = 5.0  # seconds until a server that is silent counts as away
LONGEST = 20.0  # seconds that one statement may take
LOCK = 0x466F6F746E6F7465  # whoever makes tables holds it
OTHERWISE = "Or keep conversations in a file: FOOTNOTE_HISTORY=on."


class Postgres:
    """The conversations about one corpus, on a server. Its address, which may hold a password, is told to nobody."""

    def __init__(self, url: SecretStr, schema: str) -> None:
        self._url, self._schema = url, schema
        parts = POSTGRES.fullmatch(url.get_secret_value())
        self._host, self._database = (parts["hosts"] or "", parts["database"] or "") if parts else ("", "")

    def open(self) -> AsyncEngine:
        """Makes the tables, or brings them to today's version; HistoryError where it cannot."""
        try:
            import asyncpg
        except ImportError:
            raise HistoryError(
                "Conversations on a PostgreSQL server need asyncpg. Install it: make install, or "
                f"pip install 'asyncpg>=0.31'. {OTHERWISE}"
            ) from None
        failures = (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
        try:
            with ThreadPoolExecutor(1) as aside:  # where the file is loaded again, this thread has a loop that runs
                aside.submit(asyncio.run, self._migrate()).result()
        except failures as error:
            raise HistoryError(f"{self._what_is_wrong(error)} {OTHERWISE}") from None  # the error may hold the address
        return create_async_engine(
            "postgresql+asyncpg://", async_creator=self._connect, pool_pre_ping=True, hide_parameters=True
        )

    async def _connect(self, longest: float | None = LONGEST) -> Any:
        """As psql reads the address: PGPASSWORD, ~/.pgpass, sslmode and several hosts count."""
        import asyncpg

        return await asyncpg.connect(
            self._url.get_secret_value(),
            timeout=PATIENCE,
            command_timeout=longest,
            server_settings={"search_path": f'"{self._schema}"', "application_name": "footnote"},
        )

    async def _migrate(self) -> None:
        connection = await self._connect(longest=None)  # another chat may be at it, and much may be kept
        try:
            async with connection.transaction():
                await connection.execute("SELECT pg_advisory_xact_lock($1)", LOCK)
                version = await self._version(connection)
                check_known(version, f"The database {self._database}")
                for number, script in enumerate(MIGRATIONS[version:], version + 1):
                    await connection.execute(for_postgres(script))
                    await connection.execute('UPDATE schema_version SET "version" = $1', number)
        finally:
            await connection.close(timeout=PATIENCE)

    async def _version(self, connection: Any) -> int:
        """Of the tables that there are. A schema that somebody else has made, and owns, serves as well."""
        if not await connection.fetchval("SELECT 1 FROM pg_namespace WHERE nspname = $1", self._schema):
            await connection.execute(f'CREATE SCHEMA "{self._schema}"')
        if not await connection.fetchval("SELECT to_regclass('schema_version')"):
            await connection.execute(
                'CREATE TABLE schema_version ("version" INTEGER NOT NULL); INSERT INTO schema_version VALUES (0);'
            )
        return int(await connection.fetchval('SELECT "version" FROM schema_version'))

    def _what_is_wrong(self, error: Exception) -> str:
        """In a sentence, and what to do. Only what the server or the network says is repeated."""
        import asyncpg

        server = f"The PostgreSQL server {self._host or 'of this machine'}"
        match error:
            case asyncpg.InvalidAuthorizationSpecificationError():
                return f"{server} lets nobody in by this name and password. Give the right ones in FOOTNOTE_HISTORY."
            case asyncpg.InvalidCatalogNameError():
                return f"{server} has no such database ({error}). Make it with createdb, or set FOOTNOTE_HISTORY right."
            case asyncpg.InsufficientPrivilegeError():
                return f"{server} lets this user make no tables ({error}). Let it: GRANT CREATE ON DATABASE."
            case OSError() | asyncpg.CannotConnectNowError():
                reason = str(error) or f"no answer within {PATIENCE:.0f} seconds"
                return f"{server} cannot be reached ({reason}). Start it, or set FOOTNOTE_HISTORY right."
            case asyncpg.PostgresError():
                return f"{server} cannot keep conversations ({error}). Mend that."
        return f"{server} cannot be asked as FOOTNOTE_HISTORY says. Set it to postgresql://user:password@host/database."
