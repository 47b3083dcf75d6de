"""Whose conversation it is of which a request speaks."""

from starlette.requests import Request

from chat.history import History
from chat.schema import HistoryError
from chat.visitors import Visitors
from chat.wording import coded


class Whose:
    """Lets nobody at another's conversation, nor at the files that were brought to it."""

    def __init__(self, visitors: Visitors, archive: History | None) -> None:
        self._visitors, self._archive = visitors, archive

    async def check(self, request: Request, thread_id: str) -> None:
        """HistoryError where the conversation is another's. One that is not kept is known by its id alone."""
        author = await self._archive.get_thread_author(thread_id) if self._archive and thread_id else ""
        if author and ((user := self._visitors.asking(request)) is None or user.identifier != author):
            raise HistoryError(coded("chat.no_conversation", id=repr(thread_id)))

    def may_change(self, request: Request) -> bool:
        """Whether who asks may change the library."""
        return self._visitors.is_owner(self._visitors.asking(request))
