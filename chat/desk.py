"""The assistant at the service of many chats: it works in threads, and they wait without holding one another up.

Quoting is work for the cores alone. Where as many questions are read at once as there are cores, each takes its turn in
the order in which they came: the first has its answer while the last still waits. All at once, all would wait for the
last; and nothing would be ready any sooner.
"""

import asyncio
import os
import threading
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from answer.answer import Answer, Choice, Statement
from answer.assistant import Assistant, Stopped
from settings import Settings

T = TypeVar("T")
PEOPLE = 64  # whose questions are worked on at once: a language model that hangs keeps a thread waiting for each


class Desk:
    """The assistant, opened when first needed; where it cannot be opened, the next question tries again."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._assistant: Assistant | None = None
        self._threads = ThreadPoolExecutor(PEOPLE, "answer")  # nothing slow runs on the event loop
        self._turns = ThreadPoolExecutor(settings.threads or os.cpu_count() or 1, "quote")

    def run(self, work: Callable[[Assistant], T]) -> asyncio.Future[T]:
        """Do work with the assistant in a thread. FootnoteError where it cannot be opened."""
        return self._in(self._threads, work)

    def _in(self, threads: ThreadPoolExecutor, work: Callable[[Assistant], T]) -> asyncio.Future[T]:
        return asyncio.get_running_loop().run_in_executor(threads, lambda: work(self._open()))

    def _open(self) -> Assistant:
        with self._lock:
            if self._assistant is None:
                self._assistant = Assistant.open(self._settings)
            return self._assistant

    async def ask(
        self,
        question: str,
        history: Sequence[Answer],
        on_statement: Callable[[Statement], Awaitable[None]],
        mode: Choice | None = None,
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
        asking = self._in(
            self._turns if quotes else self._threads, lambda assistant: assistant.ask(question, history, put, mode)
        )
        asking.add_done_callback(lambda _: statements.put_nowait(None))
        try:
            while (statement := await statements.get()) is not None:
                await on_statement(statement)
            return await asking
        finally:
            stopped.set()
            asking.cancel()
            asking.add_done_callback(lambda ended: ended.cancelled() or ended.exception())  # nobody else will look
