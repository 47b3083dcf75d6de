"""A chat to which a proxy says who asks: it is believed at every request, and only where it says one name."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from socketio.exceptions import SocketIOError

from chat_driver import Chat
from shared_chat import Person, ask, shared_chat

HEADER = "X-Forwarded-User"


@pytest.fixture(scope="module")
def chat(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    names = {"FOOTNOTE_PROXY_HEADER": HEADER, "FOOTNOTE_OWNERS": "Olga Owner"}
    with shared_chat(data_folder, tmp_path_factory.mktemp("proxied"), **names) as chat:
        yield chat


async def test_whom_it_names_asks_and_finds_it_again(chat: Chat) -> None:
    rita = Person(chat, {HEADER: "rita@example.org"})
    assert rita.web.get("/user").status_code == 401  # until the page has asked for its cookie
    assert rita.web.post("/auth/header").status_code == 200
    async with rita.socket() as socket:
        thread = await ask(socket, "What did Ukraine offer Tajikistan?")

    assert rita.web.get(f"/project/thread/{thread}").json()["userIdentifier"] == "rita@example.org"
    assert rita.web.post("/footnote/document").status_code == 403

    rita.web.headers[HEADER] = "sam@example.org"  # who signs in at the proxy in the same browser
    assert rita.web.get(f"/project/thread/{thread}").status_code == 401


async def test_whom_it_does_not_name_gets_nothing(chat: Chat) -> None:
    nobody = Person(chat)
    assert nobody.web.post("/auth/header").status_code == 401
    assert nobody.signs_in("anna").status_code == 400  # passwords are not asked for here
    assert nobody.web.get("/footnote/document").status_code == 401
    with pytest.raises(SocketIOError):
        async with nobody.socket(str(uuid.uuid4())):
            pass


def test_who_owns_the_library_is_set(chat: Chat) -> None:
    olga = Person(chat, {HEADER: "Olga Owner"})
    olga.web.post("/auth/header")

    assert olga.web.post("/footnote/document").status_code == 405  # allowed, had there been such a thing
