"""The page that the browser is given, and who is answered."""

from pathlib import Path

import pytest

from chat.page import OwnPageOnly, offline_frontend, sealed, without_outside_links


def test_the_copied_page_names_no_other_host(tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    (installed / "assets").mkdir(parents=True)
    (installed / "assets" / "a.js.map").touch()
    (installed / "index.html").write_text(
        '<link\n  href="https://fonts.example/css2"\n  rel="stylesheet"\n/>\n'
        '<link rel="stylesheet" href="/assets/a.css">'
    )
    copy = offline_frontend(installed, tmp_path / "data" / "copy")
    assert (copy / "index.html").read_text() == '\n<link rel="stylesheet" href="/assets/a.css">'
    assert list((copy / "assets").iterdir()) == []
    assert offline_frontend(installed, copy) == copy
    assert [p.name for p in copy.parent.iterdir()] == ["copy"]


def test_links_to_this_server_stay() -> None:
    page = '<link rel="icon" href="/favicon" /><link rel="preconnect" href="//cdn.example" crossorigin />'
    assert without_outside_links(page) == '<link rel="icon" href="/favicon" />'


Sent = list[dict[str, object]]


async def respond(
    path: str = "/", kind: str = "http", allowed: tuple[str, ...] = (), **headers: str
) -> tuple[str, Sent]:
    """The path that reaches the app (empty: none), and what was sent back."""
    seen: list[str] = []
    sent: Sent = []

    async def app(scope: dict, receive: object, send) -> None:  # type: ignore[no-untyped-def, type-arg]
        seen.append(scope["path"])
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message) -> None:  # type: ignore[no-untyped-def]
        sent.append(message)

    raw = [(name.encode(), value.encode()) for name, value in {"host": "127.0.0.1:8000", **headers}.items()]
    await OwnPageOnly(app, allowed)({"type": kind, "path": path, "headers": raw}, None, send)  # type: ignore[arg-type]
    return "".join(seen), sent


async def test_every_response_forbids_the_page_to_reach_other_hosts() -> None:
    _, sent = await respond()
    assert b"connect-src 'self'" in dict(sent[0]["headers"])[b"content-security-policy"]  # type: ignore[call-overload]


async def test_another_sites_page_may_not_open_a_socket() -> None:
    path, sent = await respond("/ws/socket.io/", "websocket", origin="http://evil.example")
    assert (path, sent[0]["type"]) == ("", "websocket.close")


async def test_another_sites_page_is_refused() -> None:
    assert (await respond(origin="http://evil.example"))[1][0]["status"] == 403
    assert (await respond(origin="null"))[1][0]["status"] == 403


async def test_a_name_that_somebody_points_at_this_machine_is_refused() -> None:
    assert (await respond(host="evil.example", origin="http://evil.example"))[1][0]["status"] == 403
    assert (await respond(host="ask.example", origin="https://ask.example", allowed=("https://ask.example",)))[0] == "/"
    assert (await respond(host="localhost:8000"))[0] == (await respond(host="[::1]:8000"))[0] == "/"


async def test_its_own_page_and_origins_that_are_allowed_are_answered() -> None:
    assert (await respond(origin="http://127.0.0.1:8000"))[0] == "/"
    assert (await respond(origin="https://ask.example", allowed=("https://ask.example",)))[0] == "/"


async def test_every_chip_shows_the_same_element() -> None:
    assert (await respond("/public/elements/[12].jsx"))[0] == "/public/elements/Source.jsx"
    assert (await respond("/public/elements/Other.jsx"))[0] == "/public/elements/Other.jsx"


CHAINLITS = "a=1; HttpOnly; Path=/; SameSite=none; Secure"


@pytest.mark.parametrize(
    ("cookie", "by_tls", "expected"),
    [
        (CHAINLITS, True, "a=1; Path=/; HttpOnly; SameSite=lax; Secure"),
        (CHAINLITS, False, "a=1; Path=/; HttpOnly; SameSite=lax"),
        ("a=secure", True, "a=secure; HttpOnly; SameSite=lax; Secure"),
    ],
)
def test_cookies_are_for_this_page_alone_and_for_tls_where_there_is_one(
    cookie: str, by_tls: bool, expected: str
) -> None:
    assert sealed(cookie, by_tls) == expected


@pytest.mark.parametrize(
    ("scheme", "host", "allowed", "by_tls"),
    [
        ("http", "127.0.0.1:8000", (), False),
        ("https", "192.0.2.7:8000", (), True),
        ("http", "ask.example", ("https://ask.example",), True),  # behind a proxy that speaks TLS
        ("http", "ask.example", ("http://ask.example",), False),
    ],
)
async def test_every_cookie_that_is_set_is_sealed(
    scheme: str, host: str, allowed: tuple[str, ...], by_tls: bool
) -> None:
    async def app(scope: dict, receive: object, send) -> None:  # type: ignore[no-untyped-def, type-arg]
        cookies = [(b"set-cookie", b"a=1"), (b"set-cookie", b"b=2; Secure")]
        await send({"type": "http.response.start", "status": 200, "headers": cookies})

    sent: Sent = []

    async def send(message) -> None:  # type: ignore[no-untyped-def]
        sent.append(message)

    scope = {"type": "http", "scheme": scheme, "path": "/", "headers": [(b"host", host.encode())]}
    await OwnPageOnly(app, allowed)(scope, None, send)  # type: ignore[arg-type]

    headers: list[tuple[bytes, bytes]] = sent[0]["headers"]  # type: ignore[assignment]
    ends = "; HttpOnly; SameSite=lax" + "; Secure" * by_tls
    assert [value.decode() for name, value in headers if name == b"set-cookie"] == [f"a=1{ends}", f"b=2{ends}"]
