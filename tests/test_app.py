"""The chat's handlers without a browser: errors that were not foreseen, and an answer that is stopped."""

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import cast

import chainlit as cl
import pytest

from answer.answer import Statement
from answer.assistant import Stopped
from chat.desk import Desk
from chat.feedback import Shown
from chat.history import History
from chat.rating import Rateable

STATEMENT = Statement(text="It is so.", citations=(), support="quoted")


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    monkeypatch.setenv("FOOTNOTE_DATA", str(tmp_path))  # where the page is copied to
    import app

    return app


@pytest.fixture
def shown(app: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The error messages that were shown."""
    sentences: list[str] = []

    class ErrorMessage:
        def __init__(self, content: str) -> None:
            sentences.append(content)

        async def send(self) -> None:
            """Nowhere."""

    monkeypatch.setattr(app.cl, "ErrorMessage", ErrorMessage)
    return sentences


async def test_an_error_that_nobody_foresaw_is_logged_under_the_reference_that_is_shown(
    app: ModuleType, shown: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        await app.show_error(ZeroDivisionError("secret detail"))
    reference = shown[0].split()[-1].rstrip(".")
    assert reference in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "secret" not in shown[0]


async def test_a_foreseen_error_is_shown_as_it_is(app: ModuleType, shown: list[str]) -> None:
    await app.show_error(app.FootnoteError("There is no index. Run: python -m index sync"))
    assert shown == ["There is no index. Run: python -m index sync"]


@pytest.mark.parametrize(("unread", "toasts"), [("", 0), ("1 file could not be read: a.pdf (is encrypted).", 1)])
async def test_what_could_not_be_read_is_told_when_a_chat_begins(
    app: ModuleType, shown: list[str], monkeypatch: pytest.MonkeyPatch, unread: str, toasts: int
) -> None:
    told: list[tuple[str, str]] = []

    async def run(work: Callable[[object], str]) -> str:
        return work(SimpleNamespace(unread=lambda: unread))

    async def send_toast(message: str, kind: str) -> None:
        told.append((message, kind))

    async def tell() -> None:
        """Nobody."""

    monkeypatch.setattr(app.desk, "run", run)
    monkeypatch.setattr(app.panels, "tell", tell)
    monkeypatch.setattr(app.cl, "context", SimpleNamespace(emitter=SimpleNamespace(send_toast=send_toast)))
    await app.begin()
    assert told == ([(unread, "warning")] if toasts else [])
    assert shown == []


def test_addresses_that_are_asked_stay_out_of_the_log(app: ModuleType) -> None:
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)  # one may hold a password


class Endless:
    """An assistant that goes on until it is stopped."""

    def __init__(self) -> None:
        self.stopped = threading.Event()

    def ask(self, question: str, history: object, on_statement: Callable[[Statement], None], mode: object) -> None:
        try:
            while True:
                on_statement(STATEMENT)
        except Stopped:
            self.stopped.set()
            raise


async def test_a_cancelled_question_stops_its_thread(app: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    endless, first = Endless(), asyncio.Event()
    with ThreadPoolExecutor(1) as threads:
        run = asyncio.get_running_loop().run_in_executor
        monkeypatch.setattr(app.desk, "run", lambda work, scope: run(threads, lambda: work(endless)))

        async def on_statement(statement: Statement) -> None:
            first.set()
            await asyncio.sleep(0)

        asking = asyncio.create_task(app.desk.ask("Why?", [], on_statement))
        await first.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        assert await asyncio.to_thread(endless.stopped.wait, 5)


async def test_who_waits_for_a_language_model_that_hangs_holds_up_nobody(
    app: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, over = Desk(app.settings, app.brought), threading.Event()
    monkeypatch.setattr(desk, "_open", lambda scope: None)
    waiting = [desk.run(lambda _: over.wait(20)) for _ in range(20)]
    try:
        assert await asyncio.wait_for(desk.run(lambda _: "answered"), 5) == "answered"
    finally:
        over.set()
        await asyncio.gather(*waiting)


def test_no_other_service_is_told_of_a_chat(app: ModuleType) -> None:
    assert isinstance(app.archive, History)
    assert app.config.code.data_layer() is app.archive
    assert app.archive.engine.url.drivername == "sqlite+aiosqlite"
    assert app.config.features.spontaneous_file_upload.max_size_mb == app.settings.own_file
    assert app.config.features.unsafe_allow_html is False
    assert app.config.project.allow_origins == []


async def test_a_rating_of_no_answer_here_is_told_so_and_kept_nowhere(
    app: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[str] = []

    async def send_toast(message: str, kind: str = "info") -> None:
        told.append(message)

    monkeypatch.setattr(app.cl, "user_session", {"rateable": {}})
    monkeypatch.setattr(app.cl, "context", SimpleNamespace(emitter=SimpleNamespace(send_toast=send_toast)))
    await app.rate(SimpleNamespace(payload={"of": "another's", "rating": "down"}))
    assert told == ["This answer is too long ago. Ask again to rate it."]


async def test_a_rating_that_cannot_be_kept_is_said_and_can_be_given_again(
    app: ModuleType, shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rateable = Rateable(cast(cl.Message, SimpleNamespace(id="m")), Shown.__new__(Shown))
    monkeypatch.setattr(app.cl, "user_session", {"rateable": {"m": rateable}})
    await app.rate(SimpleNamespace(payload={"of": "m", "rating": "down"}))
    assert rateable.rating == "none"
    assert len(shown) == 1
