"""What the panel asks this server for: a document's blocks, the words of its pages, and pictures of these."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from answer.assistant import Assistant
from chat.brought import SHELF, Brought
from chat.desk import Desk
from chat.scope import Scope
from chat.source import Node, shown
from chat.whose import Whose
from chat.wording import coded, wording_for
from index.documents.document import Unreadable
from index.documents.pdf.picture import picture
from settings import FootnoteError, Settings

PICTURES_KEPT = 24
DRAWN_AT_ONCE = 2

Answering = Callable[[Request], Awaitable[Response]]


class SourceRoutes:
    """Answers the panel. What is not there is a sentence that the panel can show, with the status 404."""

    def __init__(self, desk: Desk, settings: Settings, brought: Brought, whose: Whose) -> None:
        self._desk, self._settings, self._brought, self._whose = desk, settings, brought, whose
        self._pictures: dict[tuple[str, int], bytes] = {}
        """By hash of the file and number of the page; the latest last."""
        self._drawing = asyncio.Semaphore(DRAWN_AT_ONCE)

    def routes(self) -> list[BaseRoute]:
        """To stand before Chainlit's own, of which the last takes every path."""
        return [
            Route("/footnote/document", told(self._document)),
            Route("/footnote/words", told(self._words)),
            Route("/footnote/page", told(self._page)),
        ]

    async def _document(self, request: Request) -> Response:
        document_id, scope = request.query_params.get("id", ""), await self._scope_of(request)

        def read(assistant: Assistant) -> Node:
            document = assistant.store.document(document_id)
            return {"version": document.version, **shown(document)}

        return JSONResponse(await self._desk.run(read, scope))

    async def _words(self, request: Request) -> Response:
        document_id, number = _page_of(request)
        scope = await self._scope_of(request)
        words = self._desk.run(lambda assistant: assistant.store.words_of(document_id, number), scope)
        return JSONResponse(await words)

    async def _page(self, request: Request) -> Response:
        document_id, number = _page_of(request)
        scope = await self._scope_of(request)
        wanted = await self._desk.run(lambda assistant: assistant.store.entry(document_id).file_sha256, scope)
        if (wanted, number) not in self._pictures:
            async with self._drawing:
                path = self._path_of(scope.thread_id, document_id)
                drawn = await asyncio.to_thread(_drawn, path, wanted, number)
            self._pictures[wanted, number] = drawn
            while len(self._pictures) > PICTURES_KEPT:
                self._pictures.pop(next(iter(self._pictures)))
        return Response(self._pictures[wanted, number], media_type="image/png")

    async def _scope_of(self, request: Request) -> Scope:
        """The library, and the files of the conversation in which it is asked."""
        thread_id = request.query_params.get("chat", "")
        await self._whose.check(request, thread_id)
        return Scope(thread_id)

    def _path_of(self, thread_id: str, document_id: str) -> Path:
        if document_id.startswith(f"{SHELF}/") and thread_id:
            return self._brought.path_of(thread_id, document_id)
        return self._settings.corpus / document_id


def _drawn(path: Path, wanted: str, number: int) -> bytes:
    try:
        changed = hashlib.sha256(path.read_bytes()).hexdigest() != wanted
    except OSError:
        raise Unreadable(coded("chat.is_gone")) from None
    if changed:
        raise Unreadable(coded("chat.has_changed"))
    return picture(path, number)


def _page_of(request: Request) -> tuple[str, int]:
    number = request.query_params.get("number", "")
    if not (number.isascii() and number.isdigit() and len(number) < 7):
        raise Unreadable(coded("chat.no_such_page"))
    return request.query_params.get("id", ""), int(number)


def told(answer: Answering) -> Answering:
    """What is wrong as a sentence, with the status 404."""

    async def answered(request: Request) -> Response:
        wording = wording_for(request)
        try:
            return await answer(request)
        except Unreadable as reason:
            file = request.query_params.get("id") or wording.say("chat.the_file")
            return _sentence(f"{file} {wording.error(reason)}")
        except FootnoteError as error:
            return _sentence(wording.error(error))
        except OSError as error:
            file = str(error.filename or wording.say("chat.a_file"))
            return _sentence(wording.say("chat.cannot_be_used", file=file, reason=str(error.strerror)))

    return answered


def _sentence(text: str) -> Response:
    content: dict[str, Any] = {"error": text}
    return JSONResponse(content, status_code=404)
