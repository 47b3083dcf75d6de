"""python -m chat user …, as one types it, and as a script does."""

import getpass
import io
import sys
from pathlib import Path

import pytest

from chat.__main__ import main
from chat.users import Users


@pytest.fixture(autouse=True)
def users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Users:
    monkeypatch.setenv("FOOTNOTE_DATA", str(tmp_path))
    return Users(tmp_path)


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What comes in where nobody types."""
    lines = io.StringIO("anna-s-secret\nanna-s-secret\n")
    monkeypatch.setattr(sys, "stdin", lines)
    return lines


def test_a_script_adds_lists_and_removes(users: Users, piped: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["user", "add", "anna", "--owner"]) == 0
    assert users.verified("anna", "anna-s-secret")
    assert main(["user", "list"]) == 0
    assert main(["user", "remove", "anna"]) == 0

    said = capsys.readouterr().out.splitlines()
    assert said[:2] == ["anna may come in and change the library.", "anna (owner)"]
    assert said[2].startswith("anna is out.")
    assert users.all == {}


def test_who_types_is_asked_twice_and_shows_nothing(users: Users, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = {"Password: ": "ben-s-secret", "Once more: ": "ben-s-secret"}
    monkeypatch.setattr(sys, "stdin", type("Terminal", (io.StringIO,), {"isatty": lambda _: True})())
    monkeypatch.setattr(getpass, "getpass", typed.pop)

    assert main(["user", "add", "ben"]) == 0

    assert typed == {}
    assert users.verified("ben", "ben-s-secret")


def test_another_password_is_set(users: Users, piped: io.StringIO) -> None:
    users.add("anna", "anna-s-old-secret")

    assert main(["user", "password", "anna"]) == 0

    assert users.verified("anna", "anna-s-secret")


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("anna-s-secret\nanna-s-secre\n", "The two passwords differ (13 and 12 characters). Try again."),
        ("anna-s-secret\n", "The password is missing: it is read as two lines, the same twice."),
        ("short\nshort\n", "That password has 5 characters; it needs 8 to 1024. Choose another."),
    ],
)
def test_what_is_wrong_is_said(
    users: Users, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lines: str, says: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))

    assert main(["user", "add", "anna"]) == 2

    assert capsys.readouterr().err.strip() == says
    assert users.all == {}


def test_a_wrong_name_is_said_before_a_password_is_asked_for(
    piped: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["user", "add", "Anna"]) == 2
    assert main(["user", "password", "ben"]) == 2

    assert piped.tell() == 0
    assert "There is no user 'ben'. There is: nobody yet." in capsys.readouterr().err


def test_the_help_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["user", "--help"])

    assert {"add", "list", "remove", "password"} <= set(capsys.readouterr().out.split())
