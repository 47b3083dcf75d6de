"""Many ask at once: in turn, unless a language model writes, and no longer than the asker is there."""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from answer.answer import Answer, Statement
from answer.assistant import Stopped
from chat.brought import Brought
from chat.desk import Desk
from settings import Settings

STATEMENT = Statement(text="It is so.", citations=(), support="quoted")


class Endless:
    """An assistant that goes on until it is stopped, or told that it is `over`."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.begun = threading.Semaphore(0)
        """Once for each question."""
        self.stopped, self.over = threading.Event(), threading.Event()

    def ask(self, question: str, history: object, on_statement: Callable[[Statement], None], mode: object) -> str:
        self.asked.append(question)
        self.begun.release()
        try:
            while not self.over.wait(0.001):
                on_statement(STATEMENT)
        except Stopped:
            self.stopped.set()
            raise
        return question


@pytest.fixture
def endless() -> Endless:
    return Endless()


@pytest.fixture
def open_desk(tmp_path: Path, endless: Endless, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Desk]:
    """A desk at which that assistant sits, and one question is read at a time."""

    def opened(**settings: str) -> Desk:
        usual = Settings(data=tmp_path, corpus=tmp_path, threads=1).model_copy(update=settings)
        desk = Desk(usual, Brought(usual))
        monkeypatch.setattr(desk, "_open", lambda scope: endless)
        return desk

    return opened


async def unheard(statement: Statement) -> None:
    """Nobody looks at it."""
    await asyncio.sleep(0)


async def asking(desk: Desk, endless: Endless, *questions: str) -> list["asyncio.Task[Answer]"]:
    """Questions that come one after the other, the first of which is being answered."""
    tasks = []
    for question in questions:
        tasks.append(asyncio.create_task(desk.ask(question, [], unheard)))
        await asyncio.sleep(0)
    await asyncio.to_thread(endless.begun.acquire)
    return tasks


async def test_questions_are_read_in_the_order_in_which_they_came(
    open_desk: Callable[..., Desk], endless: Endless
) -> None:
    tasks = await asking(open_desk(), endless, "Why?", "When?", "Who?")
    assert endless.asked == ["Why?"]

    endless.over.set()
    await asyncio.gather(*tasks)

    assert endless.asked == ["Why?", "When?", "Who?"]


async def test_a_cancelled_question_stops_its_thread(open_desk: Callable[..., Desk], endless: Endless) -> None:
    (task,) = await asking(open_desk(), endless, "Why?")

    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(endless.stopped.wait, 5)


async def test_who_leaves_while_waiting_gives_up_the_turn(open_desk: Callable[..., Desk], endless: Endless) -> None:
    first, gone, last = await asking(open_desk(), endless, "Why?", "When?", "Who?")

    gone.cancel()
    await asyncio.wait([gone])
    endless.over.set()
    await asyncio.gather(first, last)

    assert endless.asked == ["Why?", "Who?"]


async def test_who_waits_for_a_language_model_that_hangs_holds_up_nobody(
    open_desk: Callable[..., Desk], endless: Endless
) -> None:
    desk = open_desk(llm_url="http://127.0.0.1:9/v1", llm_model="that hangs")
    written = await asking(desk, endless, *["Why?"] * 20)
    try:
        for _ in written[1:]:  # all of them wait at once
            await asyncio.to_thread(endless.begun.acquire)
        assert await asyncio.wait_for(desk.run(lambda _: "answered"), 5) == "answered"
    finally:
        endless.over.set()
        await asyncio.gather(*written)
