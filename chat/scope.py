"""Which documents each conversation asks: all, or those that were chosen; and the files that were brought to it."""

from collections import OrderedDict
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass

from chat.history import History
from chat.schema import HistoryError

KEPT = 200  # conversations whose choice is in memory


@dataclass(frozen=True)
class Scope:
    """What a question is asked of."""

    thread_id: str = ""
    """The conversation whose own files are asked, too; "" for none."""
    only: frozenset[str] | None = None
    """The ids of the documents that are asked; None: all."""


class Scopes:
    """What was chosen, kept with the conversations where these are kept."""

    def __init__(self, archive: History | None) -> None:
        self._archive = archive
        self._chosen: OrderedDict[str, frozenset[str] | None] = OrderedDict()

    async def of(self, thread_id: str) -> Scope:
        """A conversation's scope."""
        if thread_id not in self._chosen and self._archive:
            with suppress(HistoryError):  # it is looked up again for the next question
                chosen = await self._archive.choice(thread_id)
                if thread_id not in self._chosen:  # nothing was chosen meanwhile
                    self._remember(thread_id, chosen)
        return Scope(thread_id, self._chosen.get(thread_id))

    async def choose(self, thread_id: str, only: Collection[str] | None) -> None:
        """From the next question on these documents are asked; None: all."""
        chosen = None if only is None else frozenset(only)
        self._remember(thread_id, chosen)
        if self._archive:
            await self._archive.keep_choice(thread_id, chosen)

    async def add(self, thread_id: str, documents: Collection[str]) -> None:
        """Ask these, too, where not all are asked: what is brought is to be asked."""
        only = (await self.of(thread_id)).only
        if only is not None and documents:
            await self.choose(thread_id, only | set(documents))

    async def replace(self, thread_id: str, document: str, other: str) -> None:
        """A document has another id now: where it was chosen, it stays so."""
        only = (await self.of(thread_id)).only
        if only is not None and document in only:
            await self.choose(thread_id, (only - {document}) | {other})

    def _remember(self, thread_id: str, only: frozenset[str] | None) -> None:
        self._chosen[thread_id] = only
        self._chosen.move_to_end(thread_id)
        while len(self._chosen) > KEPT:
            self._chosen.popitem(last=False)
