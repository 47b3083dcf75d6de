"""Conversations, kept: Chainlit's own layer over one SQLite file, with our schema, elements and answers."""

import asyncio
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple

from chainlit.data.sql_alchemy import SQLAlchemyDataLayer
from chainlit.data.utils import queue_until_user_message
from chainlit.element import Element
from chainlit.step import StepDict
from chainlit.types import PageInfo, PaginatedResponse, Pagination, ThreadDict, ThreadFilter
from pydantic import ValidationError

from answer.answer import Answer
from answer.feedback import Rating
from answer.saying import WITH_CODES
from chat.wording import coded
from settings import FootnoteError

MIGRATIONS = (
    """
    CREATE TABLE users ("id" TEXT PRIMARY KEY, "identifier" TEXT NOT NULL UNIQUE, "metadata" TEXT, "createdAt" TEXT);
    CREATE TABLE threads ("id" TEXT PRIMARY KEY, "createdAt" TEXT, "name" TEXT, "userId" TEXT, "userIdentifier" TEXT,
        "tags" TEXT, "metadata" TEXT);
    CREATE TABLE steps ("id" TEXT PRIMARY KEY, "name" TEXT, "type" TEXT, "threadId" TEXT NOT NULL, "parentId" TEXT,
        "streaming" BOOLEAN, "waitForAnswer" BOOLEAN, "isError" BOOLEAN, "metadata" TEXT, "tags" TEXT, "input" TEXT,
        "output" TEXT, "createdAt" TEXT, "command" TEXT, "start" TEXT, "end" TEXT, "generation" TEXT,
        "showInput" TEXT, "language" TEXT, "defaultOpen" BOOLEAN, "autoCollapse" BOOLEAN, "modes" TEXT, "icon" TEXT);
    CREATE TABLE elements ("id" TEXT PRIMARY KEY, "threadId" TEXT, "type" TEXT, "url" TEXT, "chainlitKey" TEXT,
        "name" TEXT, "display" TEXT, "objectKey" TEXT, "size" TEXT, "page" INTEGER, "language" TEXT, "forId" TEXT,
        "mime" TEXT, "props" TEXT, "autoPlay" BOOLEAN, "playerConfig" TEXT);
    CREATE TABLE feedbacks ("id" TEXT PRIMARY KEY, "forId" TEXT, "threadId" TEXT, "value" INTEGER, "comment" TEXT);
    CREATE TABLE answers ("number" INTEGER PRIMARY KEY, "threadId" TEXT NOT NULL, "stepId" TEXT NOT NULL,
        "answer" TEXT NOT NULL, "isRated" BOOLEAN NOT NULL DEFAULT FALSE);
    CREATE INDEX threads_of_user ON threads ("userId");
    CREATE INDEX steps_of_thread ON steps ("threadId");
    CREATE INDEX elements_of_thread ON elements ("threadId");
    CREATE INDEX answers_of_thread ON answers ("threadId");
    """,
    """
    ALTER TABLE answers ADD COLUMN "rating" TEXT NOT NULL DEFAULT 'none';
    ALTER TABLE answers DROP COLUMN "isRated";
    CREATE TABLE choices ("threadId" TEXT PRIMARY KEY, "documents" TEXT NOT NULL);
    """,
)
"""What makes each version of the schema of the one before; the file knows its own (`PRAGMA user_version`)."""

HISTORY = 20  # earlier answers that a follow-up may refer to

_LISTED = """
SELECT t.* FROM threads t WHERE t."userId" = :user AND (:search = '' OR instr(lower(t."name"), :search) > 0 OR EXISTS
    (SELECT 1 FROM steps s WHERE s."threadId" = t."id" AND instr(lower(s."output"), :search) > 0))
ORDER BY coalesce((SELECT max(s."createdAt") FROM steps s WHERE s."threadId" = t."id"), t."createdAt") DESC, t."id"
"""


class HistoryError(FootnoteError):
    """The file of conversations cannot be used."""


class KeptAnswer(NamedTuple):
    """An answer, and the message that shows it."""

    step_id: str
    answer: Answer
    rating: Rating


class History(SQLAlchemyDataLayer):
    """What was said, asked and cited in every conversation."""

    def __init__(self, path: Path, forget: Callable[[str], object] = lambda thread_id: None) -> None:
        """Makes the file, or brings it to today's version; HistoryError where it cannot. `forget` removes what else is
        kept of a conversation."""
        self._forget = forget
        _migrate(path)
        super().__init__(f"sqlite+aiosqlite:///{path}", storage_provider=_NO_FILES)
        self._in_turn = asyncio.Lock()

    async def get_thread_author(self, thread_id: str) -> str:
        """Whose conversation this is; "" where there is none, which Chainlit then says. (Its own raises an error.)"""
        found = await self.execute_sql('SELECT "userIdentifier" FROM threads WHERE "id" = :id', {"id": thread_id})
        return (found[0]["userIdentifier"] or "") if isinstance(found, list) and found else ""

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
        query = f"INSERT OR REPLACE INTO elements ({columns}) VALUES ({values})"  # noqa: S608 - its own keys
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
        """The ids of the documents that a conversation asks; None: all."""
        query = 'SELECT "documents" FROM choices WHERE "threadId" = :thread'
        rows = await self.execute_sql(query, {"thread": thread_id})
        return frozenset(json.loads(rows[0]["documents"])) if isinstance(rows, list) and rows else None

    async def keep_choice(self, thread_id: str, only: frozenset[str] | None) -> None:
        """Keep which documents a conversation asks."""
        query, kept = 'DELETE FROM choices WHERE "threadId" = :thread', {"thread": thread_id}
        if only is not None:
            query, kept["documents"] = (
                "INSERT OR REPLACE INTO choices VALUES (:thread, :documents)",
                json.dumps([*only]),
            )
        await self.execute_sql(query, kept)

    async def thread_ids(self) -> set[str]:
        """The ids of all conversations; HistoryError where they cannot be read."""
        rows = await self.execute_sql('SELECT "id" FROM threads', {})
        if not isinstance(rows, list):  # Chainlit's own has logged why
            raise HistoryError(coded("chat.unreadable_now"))
        return {row["id"] for row in rows}

    async def list_threads(self, pagination: Pagination, filters: ThreadFilter) -> PaginatedResponse[ThreadDict]:
        """A page of a user's conversations, the latest first; without their messages, which a list does not show."""
        asked = {"user": filters.userId, "search": (filters.search or "").lower()}
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


def _migrate(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=30)) as rows:
            rows.execute("PRAGMA journal_mode = WAL")
            [version] = rows.execute("PRAGMA user_version").fetchone()
            for number, script in enumerate(MIGRATIONS[version:], version + 1):
                rows.executescript(f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {number}; COMMIT;")
        path.chmod(0o600)
    except (sqlite3.Error, OSError) as error:
        raise HistoryError(
            f"{path}, which holds the conversations, cannot be used ({error}). "
            "Move it away, or set FOOTNOTE_HISTORY=off."
        ) from error
    if version > len(MIGRATIONS):
        raise HistoryError(
            f"{path} is of a later version of Footnote ({version}, this one knows {len(MIGRATIONS)}). "
            "Use that version, or move the file away."
        )


def unanswered(thread: ThreadDict) -> str:
    """The question with which a conversation ends, "" where it was answered."""
    messages = [step for step in thread["steps"] if "message" in step["type"]]
    return messages[-1]["output"] if messages and messages[-1]["type"] == "user_message" else ""
