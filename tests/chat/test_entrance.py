"""Which way people come in by, and that nobody does where others may come and nobody could sign in."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from chat.entrance import SignInError, is_loopback, secret_of, visitors_of
from chat.passwords import WithPassword
from chat.users import Users
from chat.visitors import Local, ThroughProxy
from chat_driver import environment_of
from settings import ROOT, Settings

ORIGIN = "https://ask.example"


def test_on_this_machine_nobody_signs_in(tmp_path: Path) -> None:
    Users(tmp_path).add("anna", "anna-s-secret")

    assert isinstance(visitors_of(Settings(data=tmp_path), "127.0.0.1", []), Local)


@pytest.mark.parametrize(
    ("host", "origins", "sign_in", "why"),
    [
        ("0.0.0.0", [], "auto", "the chat listens on 0.0.0.0, which others can reach"),  # noqa: S104 - nothing is bound
        ("127.0.0.1", [ORIGIN], "auto", f"allow_origins in .chainlit/config.toml has {ORIGIN}"),
        ("127.0.0.1", [], "on", "FOOTNOTE_SIGN_IN is on"),
    ],
)
def test_where_others_may_come_users_sign_in_and_there_must_be_some(
    tmp_path: Path, host: str, origins: list[str], sign_in: str, why: str
) -> None:
    settings = Settings.model_validate({"data": tmp_path, "sign_in": sign_in})
    with pytest.raises(SignInError) as error:
        visitors_of(settings, host, origins)
    assert why in str(error.value)
    assert "python -m chat user add NAME --owner" in str(error.value)

    Users(tmp_path).add("anna", "anna-s-secret")
    assert isinstance(visitors_of(settings, host, origins), WithPassword)


def test_where_a_proxy_says_who_asks_no_users_are_needed(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, proxy_header="X-Forwarded-User")

    assert isinstance(visitors_of(settings, "127.0.0.1", [ORIGIN]), ThroughProxy)


def test_a_shared_chat_without_users_does_not_start_and_says_what_to_do(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "chainlit", "run", "app.py", "--headless", "--host", "127.0.0.1", "--port", "1"]
    environment = environment_of(tmp_path, ROOT / "corpus", FOOTNOTE_SIGN_IN="on")

    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].startswith("Who asks must sign in here (FOOTNOTE_SIGN_IN is on), but")


def test_the_secret_is_made_once(tmp_path: Path) -> None:
    first = secret_of(tmp_path / "data")

    assert len(first) == 64
    assert secret_of(tmp_path / "data") == first
    assert stat.S_IMODE((tmp_path / "data" / "secret").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),  # noqa: S104 - nothing is bound to it
        ("192.168.1.5", False),
        ("a.b", False),
    ],
)
def test_others_come_where_the_address_is_not_this_machines_own(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected
