"""Conversations, kept: Chainlit's own layer over SQL, with our schema, elements and answers."""

import asyncio
import json
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple

from chainlit.data.sql_alchemy import SQLAlchemyDataLayer
from chainlit.data.utils import queue_until_user_message
from chainlit.element import Element
from chainlit.step import StepDict
from chainlit.types import PageInfo, PaginatedResponse, Pagination, ThreadDict, ThreadFilter
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import async_sessionmaker

from answer.answer import Answer
from answer.feedback import Rating
from answer.saying import WITH_CODES
from chat.postgres import Postgres
from chat.schema import HistoryError, Store
from chat.sqlite import SQLite
from chat.wording import coded
from settings import Settings

HISTORY = 20  # earlier answers that a follow-up may refer to

_LISTED = """
SELECT t.* FROM threads t WHERE t."userId" = :user AND (:search = '%%' OR lower(t."name") LIKE :search ESCAPE '!'
    OR EXISTS (SELECT 1 FROM steps s WHERE s."threadId" = t."id" AND lower(s."output") LIKE :search ESCAPE '!'))
ORDER BY coalesce((SELECT max(s."createdAt") FROM steps s WHERE s."threadId" = t."id"), t."createdAt") DESC, t."id"
"""


class KeptAnswer(NamedTuple):
    """An answer, and the message that shows it."""

    step_id: str
    answer: Answer
    rating: Rating


class History(SQLAlchemyDataLayer):
    """What was said, asked and cited in every conversation."""

    def __init__(self, store: Store, forget: Callable[[str], object] = lambda thread_id: None) -> None:
        """HistoryError where the store cannot be opened. `forget` removes what else is kept of a conversation."""
        self._forget = forget
        super().__init__("sqlite+aiosqlite://", storage_provider=_NO_FILES)  # nothing is kept there: the store is ours
        self.engine = store.open()
        self.async_session = async_sessionmaker(self.engine, expire_on_commit=False)
        self._in_turn = asyncio.Lock()

    @classmethod
    def of(cls, settings: Settings, forget: Callable[[str], object]) -> "History | None":
        """Where the settings want conversations kept; None: nowhere."""
        if not settings.keeps:
            return None
        on_server = settings.history_server
        return cls(Postgres(*on_server) if on_server else SQLite(settings.conversations), forget)

    async def execute_sql(self, query: str, parameters: dict[str, Any]) -> list[dict[str, Any]] | int | None:
        """None where it fails, which is logged. What no database takes of a text is left out."""
        return await super().execute_sql(query, {key: _storable(value) for key, value in parameters.items()})

    async def _read(self, query: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        """For what must not be taken for nothing where it cannot be read."""
        rows = await self.execute_sql(query, parameters)
        if not isinstance(rows, list):  # Chainlit's own has logged why
            raise HistoryError(coded("chat.unreadable_now"))
        return rows

    async def get_thread_author(self, thread_id: str) -> str:
        """Whose conversation this is; "" where there is none, which Chainlit then says. (Its own raises an error.)"""
        found = await self._read('SELECT "userIdentifier" FROM threads WHERE "id" = :id', {"id": thread_id})
        return (found[0]["userIdentifier"] or "") if found else ""

    async def name_of(self, thread_id: str) -> str:
        """What a conversation is called; "" where it has no name yet."""
        found = await self.execute_sql('SELECT "name" FROM threads WHERE "id" = :id', {"id": thread_id})
        return (found[0]["name"] or "") if isinstance(found, list) and found else ""

    async def create_step(self, step_dict: StepDict) -> None:
        """Keep a step as it is now. Chainlit writes each state in a task of its own: the last must be written last.

        A page names its own messages: one by the name of another conversation's would take that one's place.
        """
        async with self._in_turn:
            if await self._thread_of(step_dict["id"]) in (None, step_dict["threadId"]):
                await super().create_step(step_dict)

    async def _thread_of(self, step_id: str) -> str | None:
        found = await self.execute_sql('SELECT "threadId" FROM steps WHERE "id" = :id', {"id": step_id})
        return found[0]["threadId"] if isinstance(found, list) and found else None

    @queue_until_user_message()  # type: ignore[untyped-decorator, no-untyped-call]
    async def create_element(self, element: Element) -> None:
        """Keep what a chip opens. Chainlit's own wants a store of files: ours have none, but data."""
        kept = {key: value for key, value in element.to_dict().items() if value is not None}
        kept["props"] = json.dumps(kept.get("props", {}))
        columns = ", ".join(f'"{key}"' for key in kept)
        values = ", ".join(f":{key}" for key in kept)
        again = ", ".join(f'"{key}" = excluded."{key}"' for key in kept)
        query = f'INSERT INTO elements ({columns}) VALUES ({values}) ON CONFLICT ("id") DO UPDATE SET {again}'  # noqa: S608 - its own keys
        async with self._in_turn:
            await self.execute_sql(query, kept)

    async def get_thread(self, thread_id: str) -> ThreadDict | None:
        """A conversation, with what its chips open as data again, not as the text that the file holds."""
        async with self._in_turn:  # what was said before is written before
            thread = await super().get_thread(thread_id)
        for element in (thread["elements"] or []) if thread else []:
            props: Any = element.get("props")
            element["props"] = json.loads(props) if isinstance(props, str) else props
        return thread

    async def keep_answer(self, thread_id: str, step_id: str, answer: Answer) -> None:
        """Keep an answer, which the message `step_id` shows, for the questions that follow up on it."""
        query = 'INSERT INTO answers ("threadId", "stepId", "answer") VALUES (:thread, :step, :answer)'
        written = answer.model_dump_json(context=WITH_CODES)
        await self.execute_sql(query, {"thread": thread_id, "step": step_id, "answer": written})

    async def answers(self, thread_id: str, most: int) -> list[KeptAnswer]:
        """A conversation's last answers, at most so many, the oldest first."""
        query = 'SELECT * FROM answers WHERE "threadId" = :thread ORDER BY "number" DESC LIMIT :most'
        rows = await self.execute_sql(query, {"thread": thread_id, "most": most})
        kept = []
        for row in rows[::-1] if isinstance(rows, list) else []:
            with suppress(ValidationError):  # of an earlier version: it is shown, and no question can follow up on it
                answer = Answer.model_validate_json(row["answer"])
                kept.append(KeptAnswer(row["stepId"], answer, row["rating"]))
        return kept

    async def keep_rating(self, step_id: str, rating: Rating) -> None:
        """Keep what is thought of an answer."""
        query = 'UPDATE answers SET "rating" = :rating WHERE "stepId" = :step'
        await self.execute_sql(query, {"rating": rating, "step": step_id})

    async def forget_from(self, thread_id: str, step_id: str) -> list[StepDict] | None:
        """Remove all that came after a message, from the last to the first; what was removed. None where the
        conversation has no such message."""
        thread = await self.get_thread(thread_id)
        steps = thread["steps"] if thread else []
        place = next((n for n, step in enumerate(steps) if step["id"] == step_id), None)
        if place is None:
            return None
        later = steps[:place:-1]
        for step in later:
            await self.delete_step(step["id"])
            await self.execute_sql('DELETE FROM answers WHERE "stepId" = :step', {"step": step["id"]})
        return later

    async def choice(self, thread_id: str) -> frozenset[str] | None:
        """The ids of the documents that a conversation asks; None: all. HistoryError where that cannot be read."""
        rows = await self._read('SELECT "documents" FROM choices WHERE "threadId" = :thread', {"thread": thread_id})
        return frozenset(json.loads(rows[0]["documents"])) if rows else None

    async def keep_choice(self, thread_id: str, only: frozenset[str] | None) -> None:
        """Keep which documents a conversation asks."""
        query, kept = 'DELETE FROM choices WHERE "threadId" = :thread', {"thread": thread_id}
        if only is not None:
            query, kept["documents"] = (
                "INSERT INTO choices VALUES (:thread, :documents) "
                'ON CONFLICT ("threadId") DO UPDATE SET "documents" = excluded."documents"',
                json.dumps([*only]),
            )
        await self.execute_sql(query, kept)

    async def thread_ids(self) -> set[str]:
        """The ids of all conversations; HistoryError where they cannot be read."""
        return {row["id"] for row in await self._read('SELECT "id" FROM threads', {})}

    async def list_threads(self, pagination: Pagination, filters: ThreadFilter) -> PaginatedResponse[ThreadDict]:
        """A page of a user's conversations, the latest first; without their messages, which a list does not show."""
        wanted = re.sub("([!%_])", r"!\1", (filters.search or "").lower())
        asked = {"user": filters.userId, "search": f"%{wanted}%"}
        found = await self.execute_sql(_LISTED, asked)
        rows: list[dict[str, Any]] = found if isinstance(found, list) else []
        start = next((number for number, row in enumerate(rows, 1) if row["id"] == pagination.cursor), 0)
        page = rows[start : start + pagination.first]
        threads = [ThreadDict(**{**row, "steps": [], "elements": []}) for row in page]  # type: ignore[typeddict-item]
        more = len(rows) > start + pagination.first
        ends = (page[0]["id"], page[-1]["id"]) if page else (None, None)
        return PaginatedResponse(PageInfo(more, *ends), threads)

    async def delete_thread(self, thread_id: str) -> None:
        """Forget a conversation."""
        await super().delete_thread(thread_id)
        for table in ("answers", "choices"):
            await self.execute_sql(f'DELETE FROM {table} WHERE "threadId" = :thread', {"thread": thread_id})  # noqa: S608
        await asyncio.to_thread(self._forget, thread_id)


class _NoFiles:
    """A store of files for those that have none; Chainlit warns where there is no store."""

    async def delete_file(self, object_key: str) -> bool:
        return True

    async def close(self) -> None:
        return None


_NO_FILES: Any = _NoFiles()


def _storable(value: Any) -> Any:
    """PostgreSQL keeps no NUL in a text, and nobody half a character."""
    return value.replace("\0", "").encode("utf-8", "replace").decode() if isinstance(value, str) else value


def unanswered(thread: ThreadDict) -> str:
    """The question with which a conversation ends, "" where it was answered."""
    messages = [step for step in thread["steps"] if "message" in step["type"]]
    return messages[-1]["output"] if messages and messages[-1]["type"] == "user_message" else ""
