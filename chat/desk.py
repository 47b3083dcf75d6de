"""The assistant at the service of many chats: it works in threads, and they wait without holding one another up.

Quoting is work for the cores alone. Where as many questions are read at once as there are cores, each takes its turn in
the order in which they came: the first has its answer while the last still waits. All at once, all would wait for the
last; and nothing would be ready any sooner.
"""

import asyncio
import os
import threading
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from answer.answer import Answer, Choice, Statement
from answer.assistant import Assistant, Stopped
from chat.brought import Brought
from chat.scope import Scope
from index.embed import load_embedder
from index.selection import Selection
from index.store import Store
from settings import Settings

T = TypeVar("T")
SCOPES_KEPT = 16  # assistants over some of the documents, or over those of a conversation, too
PEOPLE = 64  # whose questions are worked on at once: a language model that hangs keeps a thread waiting for each

LIBRARY = Scope()
"""All documents of the folder, and nothing else."""


class Desk:
    """The assistant, opened when first needed; where it cannot be opened, the next question tries again."""

    def __init__(self, settings: Settings, brought: Brought) -> None:
        self._settings, self._brought = settings, brought
        self._over: OrderedDict[tuple[int, frozenset[str] | None], Assistant] = OrderedDict()
        self._lock = threading.Lock()
        self._opened: tuple[Store, Assistant] | None = None
        self._threads = ThreadPoolExecutor(PEOPLE, "answer")  # nothing slow runs on the event loop
        self._turns = ThreadPoolExecutor(settings.threads or os.cpu_count() or 1, "quote")

    def run(self, work: Callable[[Assistant], T], scope: Scope = LIBRARY) -> asyncio.Future[T]:
        """Do work with the assistant of a scope in a thread. FootnoteError where it cannot be opened."""
        return self._in(self._threads, work, scope)

    def _in(self, threads: ThreadPoolExecutor, work: Callable[[Assistant], T], scope: Scope) -> asyncio.Future[T]:
        return asyncio.get_running_loop().run_in_executor(threads, lambda: work(self._open(scope)))

    def _open(self, scope: Scope) -> Assistant:
        with self._lock:
            if self._opened is None:
                embedder = load_embedder(self._settings)
                library = Store(self._settings, embedder.fingerprint)
                self._opened = library, Assistant(self._settings, library, embedder)
            library, assistant = self._opened
        own = self._brought.store(scope.thread_id, assistant.embedder) if scope.thread_id else None
        stores = [library, own] if own else [library]
        there = [i for store in stores for i in store.manifest.documents] if scope.only else []
        only = frozenset(there) & (scope.only or frozenset())
        if own is None and not only:
            return assistant
        return self._over_some(assistant, stores, only or None)

    def _over_some(self, assistant: Assistant, stores: Sequence[Store], only: frozenset[str] | None) -> Assistant:
        key = (id(stores[-1]), only)
        with self._lock:
            over = self._over.get(key)
        over = over or assistant.over(Selection(stores, only))
        with self._lock:
            self._over[key] = over
            self._over.move_to_end(key)
            while len(self._over) > SCOPES_KEPT:
                self._over.popitem(last=False)
        return over

    async def ask(
        self,
        question: str,
        history: Sequence[Answer],
        on_statement: Callable[[Statement], Awaitable[None]],
        mode: Choice | None = None,
        scope: Scope = LIBRARY,
    ) -> Answer:
        """Ask in a thread and hand over each statement as it comes; when cancelled, stop the thread too, or give up the
        turn."""
        loop = asyncio.get_running_loop()
        statements: asyncio.Queue[Statement | None] = asyncio.Queue()
        stopped = threading.Event()

        def put(statement: Statement) -> None:
            if stopped.is_set():
                raise Stopped
            loop.call_soon_threadsafe(statements.put_nowait, statement)

        quotes = mode == "quotes" or not self._settings.writes
        threads = self._turns if quotes else self._threads
        asking = self._in(threads, lambda assistant: assistant.ask(question, history, put, mode), scope)
        asking.add_done_callback(lambda _: statements.put_nowait(None))
        try:
            while (statement := await statements.get()) is not None:
                await on_statement(statement)
            return await asking
        finally:
            stopped.set()
            asking.cancel()
            asking.add_done_callback(lambda ended: ended.cancelled() or ended.exception())  # nobody else will look
