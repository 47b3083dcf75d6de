"""Conversations on a real PostgreSQL server: what a start says that cannot use it, and what becomes of one that is cut
off."""

import logging
import socket
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import SecretStr

from chat.history import History
from chat.postgres import Postgres
from chat.schema import MIGRATIONS, HistoryError
from chat.scope import Scopes
from postgres_server import PostgresServer
from settings import load_settings

Wrong = Callable[[PostgresServer], str]

NOT_TO_BE_USED: dict[str, tuple[Wrong, str]] = {
    "a wrong password": (
        lambda server: server.url.replace("secret", "guess"),
        r"lets nobody in by this name and password",
    ),
    "no password": (lambda server: server.url.replace(":a%2Fsecret%40home", ""), "lets nobody in by this name"),
    "nobody of that name": (lambda server: server.url.replace("footnote:", "other:"), "lets nobody in by this name"),
    "no such database": (lambda server: f"{server.url}s", r'no such database \(database "footnotes" does not exist\)'),
    "no server there": (lambda server: server.url.replace(f":{server.port}", ":1"), "cannot be reached"),
    "no such machine": (lambda server: server.url.replace("127.0.0.1", "nowhere.invalid"), "cannot be reached"),
    "no TLS there": (lambda server: f"{server.url}?sslmode=require", "cannot be reached .*rejected SSL"),
    "what psql would not read": (lambda server: f"{server.url}?sslmode=a%2Fsecret%40home", "Set it to postgresql://"),
}


@pytest.mark.parametrize("case", NOT_TO_BE_USED)
def test_a_server_that_cannot_be_used_says_why_and_no_password(postgres: PostgresServer, case: str) -> None:
    wrong, says = NOT_TO_BE_USED[case]

    with pytest.raises(HistoryError, match=says) as error:
        Postgres(SecretStr(wrong(postgres)), "corpus").open()

    assert "secret" not in str(error.value)
    assert "\n" not in str(error.value)


def test_a_server_that_is_silent_is_not_waited_for(postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chat.postgres.PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = postgres.url.replace(str(postgres.port), str(silent.getsockname()[1]))
        with pytest.raises(HistoryError, match=r"cannot be reached \(no answer within"):
            Postgres(SecretStr(url), "corpus").open()


def test_who_may_make_no_tables_is_told_so(postgres: PostgresServer) -> None:
    postgres.rows("CREATE ROLE reader LOGIN PASSWORD 'of-little'")
    url = SecretStr(f"postgresql://reader:of-little@127.0.0.1:{postgres.port}/footnote")

    with pytest.raises(HistoryError, match="GRANT CREATE ON DATABASE"):
        Postgres(url, "theirs").open()
    postgres.rows("CREATE SCHEMA theirs AUTHORIZATION reader")  # which somebody else may do for them
    Postgres(url, "theirs").open()


def test_without_the_driver_it_says_what_to_install(postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)

    with pytest.raises(HistoryError, match=r"need asyncpg\. Install it: make install"):
        Postgres(SecretStr(postgres.url), "corpus").open()


def test_chats_that_start_at_once_make_the_tables_once(postgres: PostgresServer) -> None:
    with ThreadPoolExecutor(8) as starts:
        for start in [starts.submit(Postgres(SecretStr(postgres.url), "at once").open) for _ in range(8)]:
            start.result()

    [row] = postgres.rows('SELECT "version" FROM "at once".schema_version')
    assert row["version"] == len(MIGRATIONS)


def test_a_migration_that_breaks_off_leaves_nothing(postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("chat.postgres.MIGRATIONS", (*MIGRATIONS, "CREATE TABLE more (); CREATE TABLE threads ();"))
        with pytest.raises(HistoryError, match='relation "threads" already exists'):
            Postgres(SecretStr(postgres.url), "broken").open()

    assert postgres.rows("SELECT FROM pg_namespace WHERE nspname = 'broken'") == []
    Postgres(SecretStr(postgres.url), "broken").open()


def test_a_chat_does_not_start_without_its_server(
    postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FOOTNOTE_DATA", str(tmp_path))
    import app

    monkeypatch.setenv("FOOTNOTE_HISTORY", postgres.url.replace("home", "hom"))
    monkeypatch.setattr(app, "settings", load_settings())

    with pytest.raises(SystemExit, match="lets nobody in by this name and password") as ended:
        app.open_up()

    assert "secret" not in str(ended.value) + repr(app.settings)


async def test_each_corpus_has_its_own_conversations(postgres: PostgresServer) -> None:
    bees, wasps = (History(Postgres(SecretStr(postgres.url), name)) for name in ("of bees", "of wasps"))
    await bees.update_thread("t", name="Bees")

    assert await bees.thread_ids() == {"t"}
    assert await wasps.thread_ids() == set()

    await bees.close()
    await wasps.close()


async def test_a_server_that_goes_away_costs_what_was_to_be_kept_then_and_no_more(
    postgres: PostgresServer, caplog: pytest.LogCaptureFixture
) -> None:
    history = History(Postgres(SecretStr(postgres.url), "away"))
    scopes = Scopes(history)
    await history.update_thread("t", name="Bees")
    await history.keep_choice("t", frozenset({"a.txt"}))

    postgres.stop()
    try:
        with caplog.at_level(logging.WARNING):
            await history.update_thread("t", name="Wasps")
            assert await history.answers("t", 5) == []
            assert (await scopes.of("t")).only is None
        with pytest.raises(HistoryError, match="cannot be read just now"):
            await history.get_thread_author("t")  # nobody is let in because it is not known whose it is
    finally:
        postgres.start()

    assert await history.name_of("t") == "Bees"
    assert (await scopes.of("t")).only == frozenset({"a.txt"})  # and what was not known then is asked again
    assert "Connect call failed" in caplog.text
    assert "secret" not in caplog.text
    assert "Wasps" not in caplog.text
    await history.close()
