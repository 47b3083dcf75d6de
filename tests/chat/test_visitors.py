"""Who asks: by the cookie, and by what the proxy says, as both stand now."""

from pathlib import Path

import chainlit as cl
import pytest
from chainlit.auth import create_jwt
from chainlit.config import config
from starlette.requests import HTTPConnection

from chat.passwords import WithPassword
from chat.users import Users
from chat.visitors import Local, ThroughProxy, Visitors

HEADER = "X-Forwarded-User"


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAINLIT_AUTH_SECRET", "s" * 64)
    for callback in ("header_auth_callback", "password_auth_callback"):
        monkeypatch.setattr(config.code, callback, None)


def request(user: cl.User | str | None = None, *named: str) -> HTTPConnection:
    """What asks: with the cookie of a user, and with what a proxy adds."""
    token = create_jwt(user) if isinstance(user, cl.User) else user
    headers = [(b"cookie", f"access_token={token}".encode())] if token else []
    headers += [(HEADER.lower().encode(), name.encode()) for name in named]
    return HTTPConnection({"type": "http", "headers": headers})


def name_of(visitors: Visitors, asking: HTTPConnection) -> str | None:
    user = visitors.asking(asking)
    return user.identifier if user else None


def test_at_this_machine_everybody_is_the_owner() -> None:
    assert name_of(Local(), request()) == "you"
    assert Local().is_owner(Local().asking(request()))


def test_who_signs_in_is_known_until_the_password_changes(tmp_path: Path) -> None:
    users = Users(tmp_path)
    users.add("anna", "anna-s-secret", owner=True)
    visitors = WithPassword(users)
    anna = cl.User("anna", metadata={"since": users.all["anna"].since})

    assert name_of(visitors, request(anna)) == "anna"
    assert visitors.is_owner(anna)
    assert not visitors.is_owner(None)
    assert name_of(visitors, request()) is None
    assert name_of(visitors, request("no token")) is None
    assert name_of(visitors, request(cl.User("anna"))) is None
    assert name_of(visitors, request(cl.User("you"))) is None  # of a time when nobody had to sign in

    users.set_password("anna", "anna-s-other-secret")
    assert name_of(visitors, request(anna)) is None


def test_a_file_of_users_that_cannot_be_read_lets_nobody_in(tmp_path: Path) -> None:
    users = Users(tmp_path)
    users.add("anna", "anna-s-secret", owner=True)
    anna = cl.User("anna", metadata={"since": users.all["anna"].since})
    (tmp_path / "users.json").write_text("{")

    assert name_of(WithPassword(users), request(anna)) is None
    assert not WithPassword(users).is_owner(anna)


@pytest.mark.parametrize(
    ("cookie", "named", "asks"),
    [
        ("anna", ("anna",), "anna"),
        ("anna", (), None),
        ("anna", ("ben",), None),  # at the proxy another has signed in since
        ("anna", ("anna", "anna"), None),  # one of the two is not the proxy's
        ("you", ("you",), None),  # whoever sits at this machine
        (None, ("anna",), None),
    ],
)
def test_behind_a_proxy_the_cookie_must_be_whose_the_header_says(
    cookie: str | None, named: tuple[str, ...], asks: str | None
) -> None:
    visitors = ThroughProxy(HEADER, {"ben"})

    assert name_of(visitors, request(cl.User(cookie) if cookie else None, *named)) == asks


@pytest.mark.parametrize(
    ("named", "comes_in"),
    [((), None), (("anna",), "anna"), (("",), None), (("anna", "ben"), None), (("a" * 129,), None), (("you",), None)],
)
async def test_whom_the_proxy_names_comes_in(named: tuple[str, ...], comes_in: str | None) -> None:
    ThroughProxy(HEADER, {"ben"}).announce()
    assert config.code.header_auth_callback

    user = await config.code.header_auth_callback(request(None, *named).headers)

    assert (user.identifier if user else None) == comes_in


def test_behind_a_proxy_owners_are_those_of_the_setting() -> None:
    visitors = ThroughProxy(HEADER, {"ben"})

    assert visitors.is_owner(cl.User("ben"))
    assert not visitors.is_owner(cl.User("anna"))
    assert not visitors.is_owner(None)
