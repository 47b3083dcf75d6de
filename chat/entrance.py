"""Which of the ways people come in by: without a word on this machine, with a password, or through a proxy."""

import secrets
from collections.abc import Sequence
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path

from chat.passwords import WithPassword
from chat.users import Users
from chat.visitors import Local, ThroughProxy, Visitors
from settings import FootnoteError, Settings


class SignInError(FootnoteError):
    """Others than this machine may reach the chat, and nothing tells who they are."""


def visitors_of(settings: Settings, host: str, origins: Sequence[str]) -> Visitors:
    """Who may come to a chat that listens on `host` and is reached under `origins`.

    SignInError where others may, and nobody could sign in; UsersError where the file of users cannot be used.
    """
    if settings.proxy_header:
        return ThroughProxy(settings.proxy_header, settings.owner_names)
    why = _why_shared(settings, host, origins)
    if not why:
        return Local()
    users = Users(settings.data)
    if not users.all:
        raise SignInError(
            f"Who asks must sign in here ({why}), but there are no users in {settings.data}. "
            "Add one: python -m chat user add NAME --owner. Or let a proxy say who asks: FOOTNOTE_PROXY_HEADER. "
            "docs/sharing.md says more."
        )
    return WithPassword(users)


def _why_shared(settings: Settings, host: str, origins: Sequence[str]) -> str:
    """Why others than this machine may come; "" where they cannot."""
    if settings.sign_in == "on":
        return "FOOTNOTE_SIGN_IN is on"
    if origins:
        return f"allow_origins in .chainlit/config.toml has {', '.join(origins)}"
    return "" if is_loopback(host) else f"the chat listens on {host}, which others can reach"


def is_loopback(host: str) -> bool:
    """Whether a server at this address answers nobody but its own machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def secret_of(folder: Path) -> str:
    """What signs the cookies of this installation: made once, and kept where only its owner can read it."""
    path = folder / "secret"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            path.touch(mode=0o600, exist_ok=False)
            path.write_text(secrets.token_hex(32), encoding="ascii")
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise SignInError(f"{path} cannot be used ({error}). Make {folder} writable.") from error
