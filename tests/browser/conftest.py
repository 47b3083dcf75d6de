"""A real Chromium before the real chat. Every page's requests are listened to: none may leave this machine."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext

from chat_driver import ROOT, Chat, ChatPage, running_chat


@pytest.fixture(scope="session")
def chat(browser: Browser, data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    """The chat on the article, without a language model."""
    with running_chat(data_folder, ROOT / "corpus", tmp_path_factory.mktemp("chat") / "log") as chat:
        yield chat


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., ChatPage]]:
    """Opens a chat in a window of its own; the test fails where that page asks another host for anything."""
    contexts: list[BrowserContext] = []
    asked: list[str] = []

    def open_page(chat: Chat, first: str = "#chat-input", **options: Any) -> ChatPage:
        contexts.append(browser.new_context(**options))
        contexts[-1].on("request", lambda request: asked.append(request.url))
        page = contexts[-1].new_page()
        page.set_default_timeout(20_000)
        page.on("websocket", lambda websocket: asked.append(websocket.url))
        page.goto(chat.url)
        page.wait_for_selector(first)
        return ChatPage(page)

    yield open_page
    for context in contexts:
        context.close()
    assert asked
    assert [url for url in asked if leaves_the_machine(url)] == []


def leaves_the_machine(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1"
