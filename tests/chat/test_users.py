"""The file of users: who is in it, what may be, and who may read it."""

import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from chat.users import FILE, Users, UsersError

SECRET = "anna-s-secret"


@pytest.fixture
def users(tmp_path: Path) -> Users:
    return Users(tmp_path / "data")


def test_who_was_added_is_known_by_name_and_password(users: Users) -> None:
    users.add("anna", SECRET, owner=True)
    users.add("ben", "ben-s-secret")

    assert {name: account.owner for name, account in users.all.items()} == {"anna": True, "ben": False}
    assert users.verified("anna", SECRET) == users.all["anna"]
    assert users.verified("anna", "ben-s-secret") is None
    assert users.verified("cleo", SECRET) is None
    assert users.verified("anna", "x" * 100_000) is None


def test_another_process_sees_a_change_at_once(users: Users, tmp_path: Path) -> None:
    other = Users(tmp_path / "data")
    assert other.all == {}
    users.add("anna", SECRET)
    assert other.verified("anna", SECRET)

    users.remove("anna")

    assert other.verified("anna", SECRET) is None


def test_another_password_makes_another_account_of_the_same_rights(users: Users) -> None:
    users.add("anna", SECRET, owner=True)
    before = users.all["anna"]

    users.set_password("anna", "anna-s-other-secret")

    assert users.verified("anna", SECRET) is None
    assert users.verified("anna", "anna-s-other-secret") == users.all["anna"]
    assert users.all["anna"].owner
    assert users.all["anna"].since != before.since


def test_the_file_holds_no_password_and_is_for_its_owners_eyes_alone(users: Users, tmp_path: Path) -> None:
    users.add("anna", SECRET)

    [path] = [path for path in (tmp_path / "data").iterdir() if path.suffix != ".lock"]
    assert path.name == FILE
    assert SECRET not in path.read_text()
    assert "$argon2id$" in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_name_that_nobody_has_takes_as_long_as_one_that_somebody_has(users: Users) -> None:
    users.add("anna", SECRET)
    users.verified("cleo", SECRET)  # what it is compared with is made once

    def seconds(name: str) -> float:
        start = time.process_time()
        users.verified(name, "a guess of mine")
        return time.process_time() - start

    known, unknown = (min(seconds(name) for _ in range(5)) for name in ("anna", "cleo"))
    assert 0.5 < known / unknown < 2


@pytest.mark.parametrize("name", ["", "Anna", "a b", "../a", "-a", "you", "a" * 65, "ann\u00e4"])
def test_a_name_that_cannot_be_one_is_said_to_be_none(users: Users, name: str) -> None:
    with pytest.raises(UsersError, match="cannot be a user's name"):
        users.add(name, SECRET)
    assert users.all == {}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda users: users.add("anna", SECRET), "There is a user anna already"),
        (lambda users: users.add("ben", "short"), "That password has 5 characters; it needs 8 to 1024"),
        (lambda users: users.set_password("anna", "x" * 1025), "has 1025 characters"),
        (lambda users: users.remove("ben"), "There is no user 'ben'. There is: anna"),
        (lambda users: users.set_password("ben", SECRET), "There is no user 'ben'"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    users: Users, change: Callable[[Users], None], says: str
) -> None:
    users.add("anna", SECRET)
    before = dict(users.all)

    with pytest.raises(UsersError, match=says):
        change(users)

    assert users.all == before


def test_a_file_that_is_not_one_lets_nobody_in_and_is_not_overwritten(users: Users, tmp_path: Path) -> None:
    path = tmp_path / "data" / FILE
    path.parent.mkdir()
    path.write_text("[]")

    for attempt in (lambda: users.all, lambda: users.add("anna", SECRET), lambda: users.verified("anna", SECRET)):
        with pytest.raises(UsersError, match=f"{FILE}, which holds the users, cannot be used"):
            attempt()
    assert path.read_text() == "[]"
