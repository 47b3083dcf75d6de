"""What the list of documents asks this server for: what there is, which of it to ask, what to keep and to take out."""

import json
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from answer.assistant import Assistant
from chat.brought import Brought
from chat.desk import Desk
from chat.library import Library, LibraryError, chosen_of, listed
from chat.routes import told
from chat.scope import Scope, Scopes
from chat.whose import Whose
from chat.wording import coded

LARGEST = 32_000_000  # bytes of a request

Asked = dict[str, Any]
"""What a request asks for."""


class LibraryRoutes:
    """Answers the list of documents. Each change answers with the list as it is then."""

    def __init__(self, desk: Desk, library: Library, scopes: Scopes, brought: Brought, whose: Whose) -> None:
        self._desk, self._library, self._scopes, self._brought, self._whose = desk, library, scopes, brought, whose

    def routes(self) -> list[BaseRoute]:
        """To stand before Chainlit's own, of which the last takes every path."""
        return [
            Route("/footnote/library", told(self._list)),
            Route("/footnote/choose", told(self._choose), methods=["POST"]),
            Route("/footnote/drop", told(self._drop), methods=["POST"]),
            Route("/footnote/keep", told(self._keep), methods=["POST"]),
            Route("/footnote/remove", told(self._remove), methods=["POST"]),
        ]

    async def _list(self, request: Request) -> Response:
        thread_id = request.query_params.get("chat", "")
        await self._whose.check(request, thread_id)
        return await self._listed(request, thread_id)

    async def _listed(self, request: Request, thread_id: str) -> Response:
        scope, owner = await self._scopes.of(thread_id), self._whose.may_change(request)

        def read(assistant: Assistant) -> dict[str, Any]:
            assistant.store.refresh()
            only = chosen_of(assistant.store.manifest, scope.only)
            chosen = None if only is None else sorted(only)
            return {**listed(assistant.store, assistant.settings), "only": chosen, "owner": owner}

        return JSONResponse(await self._desk.run(read, Scope(thread_id)))

    async def _choose(self, request: Request) -> Response:
        """`only` these, or all `without` those (whichever the page finds shorter); null for all."""
        asked = await self._asked(request)
        chat, only, without = asked["chat"], asked.get("only"), asked.get("without")
        if not _are_ids(only) or not _are_ids(without):
            raise LibraryError(coded("chat.not_a_list"))
        ids = await self._desk.run(lambda assistant: list(assistant.store.manifest.documents), Scope(chat))
        if without is not None:
            only = list(set(ids) - set(without))
        await self._scopes.choose(chat, only)
        chosen = len(set(ids) & set(only)) if only is not None else len(ids)
        return JSONResponse({"asked": chosen or len(ids), "documents": len(ids)})

    async def _drop(self, request: Request) -> Response:
        asked = await self._asked(request)
        return await self._changed(
            request, asked, lambda a: self._brought.remove(asked["chat"], asked["id"], a.embedder)
        )

    async def _keep(self, request: Request) -> Response:
        asked = await self._asked(request)
        kept = await self._desk.run(lambda a: self._library.keep(asked["chat"], asked["id"], a))
        await self._scopes.replace(asked["chat"], asked["id"], kept)
        return await self._listed(request, asked["chat"])

    async def _remove(self, request: Request) -> Response:
        asked = await self._asked(request)
        return await self._changed(request, asked, lambda a: self._library.take_out(asked["id"], a))

    async def _changed(self, request: Request, asked: Asked, change: Callable[[Assistant], object]) -> Response:
        await self._desk.run(change)
        return await self._listed(request, asked["chat"])

    async def _asked(self, request: Request) -> Asked:
        asked = await _asked(request)
        await self._whose.check(request, asked["chat"])
        return asked


def _are_ids(given: object) -> bool:
    return given is None or (isinstance(given, list) and all(isinstance(one, str) for one in given))


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise LibraryError(coded("chat.choice_too_long", megabytes=LARGEST // 1_000_000))
    return bytes(body)


async def _asked(request: Request) -> Asked:
    """What a request asks for: a conversation and a document, both text; LibraryError where it is something else."""
    try:
        asked = json.loads(await _body(request))
        if not all(isinstance(asked.setdefault(key, ""), str) for key in ("chat", "id")):
            raise TypeError
    except (ValueError, TypeError, AttributeError):
        raise LibraryError(coded("chat.unknown_request")) from None
    return dict(asked)
