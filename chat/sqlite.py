"""Conversations in one file on this machine, for its owner's eyes alone."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from chat.schema import MIGRATIONS, HistoryError, check_known

PATIENCE = 30  # seconds that another process may take to make the tables


class SQLite:
    """A file of conversations."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def open(self) -> AsyncEngine:
        """Makes the file, or brings it to today's version; HistoryError where it cannot."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=PATIENCE, isolation_level=None)) as rows:
                rows.execute("PRAGMA journal_mode = WAL")
                version = _migrate(rows)
            self._path.chmod(0o600)
        except (sqlite3.Error, OSError) as error:
            raise HistoryError(
                f"{self._path}, which holds the conversations, cannot be used ({error}). "
                "Move it away, or set FOOTNOTE_HISTORY=off."
            ) from error
        check_known(version, str(self._path))
        return create_async_engine(URL.create("sqlite+aiosqlite", database=str(self._path)), hide_parameters=True)


def _migrate(rows: sqlite3.Connection) -> int:
    """The version that the file had. It is asked for in the transaction: two processes may start at once."""
    rows.execute("BEGIN IMMEDIATE")
    version: int = rows.execute("PRAGMA user_version").fetchone()[0]
    for number, script in enumerate(MIGRATIONS[version:], version + 1):
        for statement in script.split(";"):
            rows.execute(statement)
        rows.execute(f"PRAGMA user_version = {number}")
    rows.execute("COMMIT")
    return version
