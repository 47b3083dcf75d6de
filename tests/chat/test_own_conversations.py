"""Nobody sees another's conversations, or changes anything of them: every route of the server is tried, and the socket.

A route that is not listed here fails a test: say what it would be asked by somebody whose business it is not.
"""

import asyncio
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import httpx
import pytest
from socketio.exceptions import SocketIOError

from chat.doors import ANYBODY
from chat.users import Users
from chat_driver import Chat
from shared_chat import Person, ask, data_of, shared_chat

ARTICLE = "eurasia-daily-monitor-2-128.txt"
QUESTION = "What did Ukraine offer Tajikistan?"
REFUSED = (401, 403, 404)


class Annas(NamedTuple):
    """What is Anna's, by its names."""

    thread: str
    session: str
    step: str
    element: str


Body = Callable[[Annas], dict[str, Any]]

TRIES: dict[str, Body] = {
    "PUT /feedback": lambda its: {"json": {"feedback": {"forId": its.step, "value": 0}, "sessionId": its.session}},
    "DELETE /feedback": lambda its: {"json": {"feedbackId": its.step}},
    "POST /project/threads": lambda its: {"json": {"pagination": {"first": 20}, "filter": {"userId": "1"}}},
    "PUT /project/thread": lambda its: {"json": {"threadId": its.thread, "name": "Mine"}},
    "DELETE /project/thread": lambda its: {"json": {"threadId": its.thread}},
    "PUT /project/thread/share": lambda its: {"json": {"threadId": its.thread, "isShared": True}},
    "PUT /project/element": lambda its: {"json": {"sessionId": its.session, "element": element(its)}},
    "DELETE /project/element": lambda its: {"json": {"sessionId": its.session, "element": element(its)}},
    "POST /project/action": lambda its: {"json": {"sessionId": its.session, "action": action(its)}},
    "POST /project/file": lambda its: {
        "params": {"session_id": its.session},
        "files": {"file": ("a.txt", b"Bees.", "text/plain")},
    },
    "GET /project/file/{file_id}": lambda its: {"params": {"session_id": its.session}},
    "POST /mcp": lambda its: {"json": {"sessionId": its.session, "name": "a"}},
    "DELETE /mcp": lambda its: {"json": {"sessionId": its.session, "name": "a"}},
    "POST /set-session-cookie": lambda its: {"json": {"session_id": its.session}},
    "GET /footnote/library": lambda its: {"params": {"chat": its.thread}},
    "GET /footnote/export": lambda its: {"params": {"chat": its.thread, "as": "json"}},
    "POST /footnote/choose": lambda its: {"json": {"chat": its.thread, "only": [ARTICLE]}},
    "POST /footnote/drop": lambda its: {"json": {"chat": its.thread, "id": "Your files (this conversation)/a.txt"}},
    "POST /footnote/keep": lambda its: {"json": {"chat": its.thread, "id": "Your files (this conversation)/a.txt"}},
    "POST /footnote/remove": lambda its: {"json": {"chat": its.thread, "id": ARTICLE}},
    "POST /login": lambda its: {"data": {"username": "anna", "password": "a guess of mine"}},
}
"""What asks for something in its body or its query. All others are asked as they are, with Anna's ids in the path."""

PLAIN = {
    "GET /project/thread/{thread_id}",
    "GET /project/thread/{thread_id}/element/{element_id}",
    "GET /project/share/{thread_id}",
    "GET /project/settings",
    "GET /project/translations",
    "GET /user",
    "GET /auth/config",
    "POST /auth/jwt",
    "POST /auth/header",
    "GET /auth/oauth/{provider_id}",
    "GET /auth/oauth/{provider_id}/callback",
    "POST /auth/oauth/azure-ad-hybrid/callback",
    "POST /logout",
    "GET /public/{filename:path}",
    "GET /assets/{filename:path}",
    "GET /copilot/{filename:path}",
    "GET /favicon",
    "GET /logo",
    "GET /avatars/{avatar_id:str}",
    "GET /health",
    "HEAD /",
    "GET /openapi.json",
    "GET /docs",
    "GET /docs/oauth2-redirect",
    "GET /redoc",
    "GET /{full_path:path}",
    "GET /ws/socket.io",
    "GET /footnote/document",
    "GET /footnote/words",
    "GET /footnote/page",
    "GET /footnote/texts.js",
}


def element(its: Annas) -> dict[str, Any]:
    shown = {"type": "custom", "name": "[1]", "props": {"citations": []}, "display": "side"}
    return {"id": its.element, "threadId": its.thread, "forId": its.step, **shown}


def action(its: Annas) -> dict[str, Any]:
    shown = {"name": "rate", "label": "", "tooltip": "", "icon": None}
    return {"id": "a", "forId": its.step, "payload": {"of": its.step, "rating": "down"}, **shown}


@pytest.fixture(scope="module")
def chat(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    with shared_chat(data_folder, tmp_path_factory.mktemp("shared")) as chat:
        yield chat


@pytest.fixture
def anna(chat: Chat) -> Person:
    person = Person(chat)
    assert person.signs_in("anna").status_code == 200
    return person


@pytest.fixture
def ben(chat: Chat) -> Person:
    person = Person(chat)
    assert person.signs_in("Ben").status_code == 200  # as a phone writes it
    return person


def conversation(anna: Person, thread: str) -> Any:
    found = anna.web.get(f"/project/thread/{thread}").json()
    return {**found, "metadata": None}  # it changes when a page is left


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    monkeypatch.setenv("FOOTNOTE_DATA", str(tmp_path))
    import app

    return app


def routes_of(routes: list[Any]) -> Iterator[str]:
    for route in routes:
        if hasattr(route, "original_router"):
            yield from routes_of(route.original_router.routes)
        else:
            methods = set(getattr(route, "methods", None) or {"GET"})  # a mount has none
            yield from (f"{method} {route.path}" for method in methods - ({"HEAD"} if "GET" in methods else set()))


def test_every_route_of_the_server_is_tried_here(app: ModuleType) -> None:
    assert set(routes_of(app.chainlit.server.app.routes)) == TRIES.keys() | PLAIN


def test_every_event_that_the_socket_hears_is_known(app: ModuleType) -> None:
    ours = {"client_message", "stop", "window_message", "edit_message"}

    assert set(app.chainlit.server.sio.handlers["/"]) == ours | {
        "connect", "disconnect", "connection_successful", "clear_session"
    }  # fmt: skip


async def test_nobody_is_told_anything_and_another_user_nothing_of_hers(anna: Person, ben: Person, chat: Chat) -> None:
    session, his = str(uuid.uuid4()), str(uuid.uuid4())
    async with anna.socket(session) as socket, ben.socket(his):
        thread = await ask(socket, QUESTION)
        before = await settled(anna, thread)
        its = Annas(thread, session, before["steps"][0]["id"], before["elements"][0]["id"])
        for route in sorted(TRIES.keys() | PLAIN):
            refused = tried(Person(chat), route, its)
            assert refused.status_code in REFUSED or is_open(route), f"{route}: {refused.status_code}"
            for answer in (refused, tried(ben, route, its), tried(ben, route, its._replace(session=his))):
                assert answer.status_code < 500, f"{route}: {answer.status_code}"
                assert answer.status_code in REFUSED or "Ukraine offered" not in answer.text, route
                assert answer.status_code in REFUSED or its.thread not in answer.text, route
            if route == "POST /logout":
                ben.signs_in("ben")
        assert await settled(anna, thread) == before


async def settled(anna: Person, thread: str) -> Any:
    """A conversation when all of it is written."""
    seen: list[Any] = []
    while len(seen) < 2 or seen[-1] != seen[-2]:
        await asyncio.sleep(0.5)
        seen.append(conversation(anna, thread))
    return seen[-1]


def is_open(route: str) -> bool:
    """Whether it is of what the page is made of; the last route is, where the page has such an address."""
    return route.replace(":str", "") in ANYBODY or route in ("HEAD /", "GET /{full_path:path}")


def tried(person: Person, route: str, its: Annas) -> httpx.Response:
    method, _, path = route.partition(" ")
    names = {"thread_id": its.thread, "element_id": its.element, "full_path:path": f"thread/{its.thread}"}
    for name in [part.partition("}")[0] for part in path.split("{")[1:]]:
        path = path.replace(f"{{{name}}}", names.get(name, its.element))
    body = TRIES[route](its) if route in TRIES else {}
    return person.web.request(method, path, **body)


def own_threads(person: Person) -> list[str]:
    found = person.web.post("/project/threads", json={"pagination": {"first": 50}, "filter": {}}).json()
    return [thread["id"] for thread in found["data"]]


async def test_a_list_holds_ones_own_conversations_alone(anna: Person, ben: Person) -> None:
    async with anna.socket() as socket:
        hers = await ask(socket, "Which division arrived in the fall?")
    async with ben.socket() as socket:
        his = await ask(socket, "What did Russia offer Tajikistan?")

    assert hers in own_threads(anna)
    assert his not in own_threads(anna)
    assert his in own_threads(ben)
    assert hers not in own_threads(ben)


async def test_another_ones_conversation_is_resumed_as_if_there_were_none(anna: Person, ben: Person) -> None:
    async with anna.socket() as socket:
        thread = await ask(socket, QUESTION)
    for asked in (thread, str(uuid.uuid4())):
        async with ben.socket(thread_id=asked) as socket:
            events = [await socket.receive(timeout=10) for _ in range(4)]
            assert ["resume_thread_error", "Thread not found."] in events
            assert "Ukraine" not in str(events)
            assert await ask(socket, "What did Russia offer Tajikistan?") != thread  # and he can go on


async def test_another_ones_session_is_closed_to_him(anna: Person, ben: Person) -> None:
    session = str(uuid.uuid4())
    async with anna.socket(session):
        with pytest.raises(SocketIOError):
            async with ben.socket(session):
                pass


async def test_who_has_not_signed_in_has_no_socket(chat: Chat) -> None:
    with pytest.raises(SocketIOError):
        async with Person(chat).socket():
            pass


@pytest.mark.parametrize("session", ["../corpus", "/etc", "a", "{0}/.."])
async def test_a_session_is_no_path(ben: Person, session: str) -> None:
    """Chainlit removes a folder of its name when it ends."""
    with pytest.raises(SocketIOError):
        async with ben.socket(session.format(uuid.uuid4())):
            pass


async def test_a_message_by_the_name_of_hers_does_not_take_its_place(anna: Person, ben: Person) -> None:
    async with anna.socket() as socket:
        thread = await ask(socket, QUESTION)
        before = await settled(anna, thread)
    async with ben.socket() as socket:
        for step in before["steps"]:
            await ask(socket, "What did Russia offer Tajikistan?", id=step["id"], threadId=thread)
        await socket.emit("edit_message", {"message": {"id": before["steps"][0]["id"], "output": "Mine"}})
        await ask(socket, "What did Russia offer Tajikistan?")

    assert conversation(anna, thread) == before


async def test_who_is_taken_out_is_out_at_the_next_word(chat: Chat) -> None:
    users, cleo = Users(data_of(chat)), Person(chat)
    users.add("cleo", "cleo-s-secret")
    cleo.signs_in("cleo", "cleo-s-secret")
    async with cleo.socket() as socket:
        await ask(socket, QUESTION)
        users.remove("cleo")
        await socket.emit("stop")
        await asyncio.wait_for(socket.client.wait(), 10)  # until it has been closed
    assert cleo.web.get("/user").status_code == 401
    users.add("cleo", "cleo-s-secret")  # another Cleo
    assert cleo.web.get("/user").status_code == 401
    with pytest.raises(SocketIOError):
        async with cleo.socket():
            pass


def test_another_password_ends_what_was_begun_with_the_old_one(chat: Chat) -> None:
    users, dora = Users(data_of(chat)), Person(chat)
    users.add("dora", "dora-s-secret")
    dora.signs_in("dora", "dora-s-secret")
    assert dora.web.get("/user").json()["identifier"] == "dora"

    users.set_password("dora", "dora-s-other-secret")

    assert dora.web.get("/user").status_code == 401
    assert dora.signs_in("dora", "dora-s-secret").status_code == 401
    assert dora.signs_in("dora", "dora-s-other-secret").status_code == 200


def test_owners_change_the_library_and_readers_read_it(anna: Person, ben: Person, chat: Chat) -> None:
    for person, reads, changes in ((anna, 200, 405), (ben, 200, 403), (Person(chat), 401, 401)):
        answer = person.web.get("/footnote/document", params={"id": ARTICLE})
        assert (answer.status_code, person.web.post("/footnote/document").status_code) == (reads, changes)
    assert Person(chat).web.get("/footnote/document").json()["error"] == "Sign in to ask this."


def test_who_has_signed_out_is_out(anna: Person) -> None:
    anna.web.post("/logout")

    assert anna.web.get("/user").status_code == 401


def test_the_cookie_is_for_the_page_alone(chat: Chat) -> None:
    [cookie] = Person(chat).signs_in("anna").headers.get_list("set-cookie")

    assert cookie.startswith("access_token=")
    assert cookie.endswith("; HttpOnly; SameSite=lax")


def test_who_guesses_is_told_to_wait_and_others_are_let_in(chat: Chat) -> None:
    Users(data_of(chat)).add("emil", "emil-s-secret")
    guesser = Person(chat)
    assert [guesser.signs_in("emil", f"a guess {n}").status_code for n in range(6)] == [401] * 5 + [429]

    told = guesser.signs_in("emil", "emil-s-secret")

    assert (told.status_code, told.json()["detail"]) == (429, "Too many attempts. Try again in 5 minutes.")
    assert 0 < int(told.headers["Retry-After"]) <= 300
    assert guesser.signs_in("anna").status_code == 200
