"""Where a conversation is to be had as a file."""

import re

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from chat.export import FORMATS, MEDIA, exported
from chat.history import History
from chat.routes import told
from chat.schema import HistoryError
from chat.whose import Whose
from chat.wording import coded, wording_for

ALL = 100_000  # answers of one conversation


class ExportRoutes:
    """Answers the page's links for a conversation that is kept."""

    def __init__(self, archive: History, whose: Whose) -> None:
        self._archive, self._whose = archive, whose

    def routes(self) -> list[BaseRoute]:
        """To stand before Chainlit's own, of which the last takes every path."""
        return [Route("/footnote/export", told(self._export))]

    async def _export(self, request: Request) -> Response:
        thread_id, wanted = request.query_params.get("chat", ""), request.query_params.get("as", "")
        await self._whose.check(request, thread_id)
        thread = await self._archive.get_thread(thread_id)
        chosen = next((one for one in FORMATS if one == wanted), None)
        if thread is None or chosen is None:
            raise HistoryError(coded("chat.no_conversation_as", id=repr(thread_id), format=repr(wanted)))
        wording = wording_for(request)
        content = exported(thread, await self._archive.answers(thread_id, ALL), chosen, wording)
        name = re.sub(r"[^\w -]+", "", thread.get("name") or "")[:60].strip()
        name = name.encode("ascii", "ignore").decode() or wording.say("chat.conversation").lower()
        headers = {"Content-Disposition": f'attachment; filename="{name}.{wanted}"'}
        return Response(content, media_type=f"{MEDIA[wanted]}; charset=utf-8", headers=headers)
