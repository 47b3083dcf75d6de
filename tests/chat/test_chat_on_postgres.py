"""The real chat with its conversations on a real PostgreSQL server: as with a file, and when the server is away."""

from pathlib import Path

import pytest

from chat_driver import ROOT, Chat, running_chat
from postgres_server import PostgresServer
from shared_chat import Person, ask

QUESTION, NEXT = "What did Ukraine offer Tajikistan?", "What did Russia offer Tajikistan?"
AWAY = "Which division arrived in the fall?"


@pytest.fixture
def home(data_folder: Path, tmp_path: Path) -> Path:
    """A data folder of its own, with the model and the index."""
    for name in ("models", "stores"):
        (tmp_path / name).symlink_to(data_folder / name)
    return tmp_path


def somebody(chat: Chat) -> Person:
    person = Person(chat)
    assert person.web.post("/auth/header").status_code == 200
    return person


def names(person: Person) -> list[str]:
    found = person.web.post("/project/threads", json={"pagination": {"first": 50}, "filter": {}}).json()
    return [thread["name"] for thread in found["data"]]


def said(person: Person, thread: str) -> str:
    return " ".join(step["output"] for step in person.web.get(f"/project/thread/{thread}").json()["steps"])


async def test_a_conversation_outlives_restarts_of_the_chat_and_of_the_server(
    postgres: PostgresServer, home: Path
) -> None:
    log = home / "log"
    with running_chat(home, ROOT / "corpus", log, FOOTNOTE_HISTORY=postgres.url) as chat:
        person = somebody(chat)
        async with person.socket() as socket:
            thread = await ask(socket, QUESTION)
            postgres.stop()
            await ask(socket, AWAY)  # is answered all the same
            postgres.start()
            await ask(socket, NEXT)
    before = log.read_text()
    with running_chat(home, ROOT / "corpus", log, FOOTNOTE_HISTORY=postgres.url) as chat:
        person = somebody(chat)
        assert names(person) == [QUESTION]
        async with person.socket(thread_id=thread) as socket:
            while (await socket.receive(timeout=10))[0] != "resume_thread":
                pass
            assert await ask(socket, "And Ukraine?") == thread
        assert all(question in said(person, thread) for question in (QUESTION, NEXT, "And Ukraine?"))
        assert person.web.request("DELETE", "/project/thread", json={"threadId": thread}).status_code == 200
        assert names(person) == []
    assert "secret" not in before + log.read_text()
    assert not (home / "conversations").exists()
