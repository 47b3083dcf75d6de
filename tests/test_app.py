"""The chat's handlers without a browser: errors that were not foreseen, and who is told of a chat."""

import logging
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import cast

import chainlit as cl
import pytest

from chat.feedback import Shown
from chat.history import History
from chat.rating import Rateable


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
