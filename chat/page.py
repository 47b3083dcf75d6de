"""The page that the browser is given: Chainlit's own, with nothing in it that leaves this machine."""

import re
import shutil
import tempfile
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Inline scripts and eval stay allowed: Chainlit writes the theme into the page and compiles elements there.
# Where a script may send something is what matters here, and that is nowhere but back to this server.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; connect-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)

REFUSED = b"The chat answers its own page only. Where it has another name: allow_origins in .chainlit/config.toml"

_SEALS = ("httponly", "samesite", "secure")
_OUTSIDE_LINK = re.compile(r'\s*<link\b[^>]*\bhref="(?:https?:)?//[^>]*>')
_CHIP_ELEMENT = re.compile(r"(.*/public/elements)/\[\d+\]\.jsx")


def offline_frontend(installed: Path, copy: Path) -> Path:
    """Make `copy`, once, of the installed frontend: without source maps and links to other hosts."""
    if not copy.is_dir():
        copy.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=copy.parent) as folder:
            fresh = Path(folder) / copy.name
            shutil.copytree(installed, fresh, ignore=shutil.ignore_patterns("*.map"))
            index = fresh / "index.html"
            index.write_text(without_outside_links(index.read_text(encoding="utf-8")), encoding="utf-8")
            _move_unless_there(fresh, copy)
    return copy


def without_outside_links(html: str) -> str:
    """A page's HTML without the fonts and style sheets that it would fetch from other hosts."""
    return _OUTSIDE_LINK.sub("", html)


def _move_unless_there(fresh: Path, copy: Path) -> None:
    try:
        fresh.rename(copy)
    except OSError:
        if not copy.is_dir():  # it is there: another chat that starts now was faster
            raise


class OwnPageOnly:
    """ASGI middleware: answers nobody's page but its own, and lets that page reach nobody else.

    Chainlit does not look at where a WebSocket comes from, so any site that the user visits could talk to
    a chat on 127.0.0.1, also by pointing a name of its own at that address (DNS rebinding). Refused here is
    what comes from another origin, or asks for a host by a name; except for the origins in `allowed`.
    """

    def __init__(self, app: ASGIApp, allowed: Sequence[str] = ()) -> None:
        self._app = app
        self._origins = frozenset(allowed)
        self._hosts = frozenset(urlsplit(origin).netloc for origin in allowed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
        elif self._is_foreign(Headers(scope=scope)):
            await _refuse(scope["type"], send)
        else:
            await self._app(_with_chip_element(scope), receive, _with_policy(send, self._is_private(scope)))

    def _is_private(self, scope: Scope) -> bool:
        """Whether the page came by TLS, to here or to the proxy."""
        return scope.get("scheme") == "https" or f"https://{Headers(scope=scope).get('host', '')}" in self._origins

    def _is_foreign(self, headers: Headers) -> bool:
        origin, host = headers.get("origin"), headers.get("host", "")
        if not _is_address(host) and host not in self._hosts:
            return True
        return origin is not None and origin not in self._origins and urlsplit(origin).netloc != host


def _is_address(host: str) -> bool:
    """True for localhost and for IP addresses, which no name server can redirect."""
    name = urlsplit(f"//{host}").hostname or ""
    try:
        return name == "localhost" or bool(ip_address(name))
    except ValueError:
        return False


async def _refuse(kind: str, send: Send) -> None:
    if kind == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await send({"type": "http.response.start", "status": 403, "headers": []})
        await send({"type": "http.response.body", "body": REFUSED})


def _with_chip_element(scope: Scope) -> Scope:
    """Chainlit looks for an element's code under the element's name, and ours are named [1], [2]…"""
    path = _CHIP_ELEMENT.sub(r"\1/Source.jsx", scope["path"])
    return scope if path == scope["path"] else {**scope, "path": path}


def sealed(cookie: str, by_tls: bool) -> str:
    """A cookie that no script reads, no other site's page makes the browser send, and only TLS carries where it can.

    Chainlit seals its own for TLS where it sets SameSite=None alone, which is to say: not for us.
    """
    fields = [field for field in cookie.split("; ") if field.partition("=")[0].lower() not in _SEALS]
    return "; ".join([*fields, "HttpOnly", "SameSite=lax", *(["Secure"] if by_tls else [])])


def _with_policy(send: Send, by_tls: bool) -> Send:
    async def send_with_policy(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
            headers["Referrer-Policy"] = "no-referrer"
            headers["X-Content-Type-Options"] = "nosniff"
            cookies = headers.getlist("set-cookie")
            del headers["set-cookie"]
            for cookie in cookies:
                headers.append("set-cookie", sealed(cookie, by_tls))
        await send(message)

    return send_with_policy
