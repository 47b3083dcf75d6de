"""Who may come in where a chat is shared: names, hashed passwords, and who owns the library. One file, for its owner's
eyes alone."""

import os
import re
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from filelock import FileLock
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from settings import FootnoteError

FILE = "users.json"
LOCAL = "you"  # whoever sits at the machine itself, where nobody else comes: another's name it cannot be
SHORTEST, LONGEST = 8, 1024  # characters of a password
PATIENCE = 10  # seconds that another command may take to write the file

_NAME = re.compile(r"[a-z0-9][a-z0-9._@+-]{0,63}")


class UsersError(FootnoteError):
    """A user cannot be added or changed, or the file of users cannot be used."""


class Account(BaseModel):
    """What is known of one user."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    password: str
    """Its hash, by argon2."""
    owner: bool = False
    """May change the library."""
    since: str
    """Drawn anew with each password: a cookie that names another was given for one that is gone."""


_FILE_FORM = TypeAdapter(dict[str, Account])


class Users:
    """The users of one installation. Whoever holds this sees at once what another process has changed."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._hasher = PasswordHasher()
        self._seen: tuple[tuple[int, int, int] | None, dict[str, Account]] = (None, {})

    @property
    def all(self) -> Mapping[str, Account]:
        """By name; UsersError where the file cannot be read. It is read again when it has changed."""
        if (state := self._state()) != self._seen[0]:
            self._seen = (state, self._read())
        return self._seen[1]

    def check_new(self, name: str) -> None:
        """UsersError where this cannot be the name of another user."""
        if name == LOCAL or not _NAME.fullmatch(name):
            raise UsersError(
                f"{name!r} cannot be a user's name. A name has up to 64 of a-z, 0-9 and . _ @ + -, begins with a "
                f"letter or a digit, and is not {LOCAL!r}, which is whoever sits at this machine. Choose another."
            )
        if name in self.all:
            raise UsersError(
                f"There is a user {name} already. Choose another name, or: python -m chat user password {name}"
            )

    def check_known(self, name: str) -> None:
        """UsersError where nobody has this name."""
        _of(name, self.all)

    def add(self, name: str, password: str, owner: bool = False) -> None:
        """Let somebody in; UsersError where the name or the password cannot be used."""
        account = self._account(password, owner)
        with self._changing() as accounts:
            self.check_new(name)
            accounts[name] = account

    def set_password(self, name: str, password: str) -> None:
        """Another password, for a user who is out until it is given."""
        with self._changing() as accounts:
            accounts[name] = self._account(password, _of(name, accounts).owner)

    def remove(self, name: str) -> None:
        """Nobody comes in by that name any more."""
        with self._changing() as accounts:
            _of(name, accounts)
            del accounts[name]

    def verified(self, name: str, password: str) -> Account | None:
        """Who has this name and this password. A name that nobody has takes as long. Slow: not on an event loop."""
        account, nobodys = self.all.get(name), self._nobodys  # made at the first attempt, whoever's that is
        try:
            self._hasher.verify(account.password if account else nobodys, password[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return None
        return account

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash(secrets.token_hex())

    def _account(self, password: str, owner: bool) -> Account:
        if not SHORTEST <= len(password) <= LONGEST:
            raise UsersError(
                f"That password has {len(password)} characters; it needs {SHORTEST} to {LONGEST}. Choose another."
            )
        return Account(password=self._hasher.hash(password), owner=owner, since=secrets.token_hex(8))

    def _state(self) -> tuple[int, int, int] | None:
        try:
            about = self._path.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unusable(error) from error
        return about.st_ino, about.st_mtime_ns, about.st_size

    def _read(self) -> dict[str, Account]:
        try:
            return _FILE_FORM.validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValidationError) as error:
            raise self._unusable(error) from error

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Account]]:
        """What is changed within takes the file's place in one step, unless an error ends it."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self._path}.lock", timeout=PATIENCE):
                accounts = self._read()
                yield accounts
                self._write(accounts)
        except OSError as error:  # a lock that is not given up in time is one, too
            raise self._unusable(error) from error

    def _write(self, accounts: dict[str, Account]) -> None:
        descriptor, name = tempfile.mkstemp(dir=self._path.parent, prefix=FILE)  # of mode 0600
        fresh = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(_FILE_FORM.dump_json(accounts, indent=1))
                file.flush()
                os.fsync(descriptor)
            fresh.replace(self._path)
        finally:
            fresh.unlink(missing_ok=True)

    def _unusable(self, error: Exception) -> UsersError:
        reason = "it is not what Footnote wrote" if isinstance(error, ValidationError) else error
        return UsersError(
            f"{self._path}, which holds the users, cannot be used ({reason}). "
            "Mend it, or move it away and add the users anew: python -m chat user add NAME"
        )


def _of(name: str, accounts: Mapping[str, Account]) -> Account:
    if name not in accounts:
        known = ", ".join(sorted(accounts)) or "nobody yet"
        raise UsersError(f"There is no user {name!r}. There is: {known}. Add one: python -m chat user add NAME")
    return accounts[name]
