"""A real Chromium before the real chat. Every page's requests are listened to: none may leave this machine."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext

from docs.drive import (
    NO_CHROMIUM,
    ROOT,
    Chat,
    ChatPage,
    find_chromium,
    running_browser,
    running_chat,
)

HERE = Path(__file__).resolve().parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: while Playwright lives, its event loop leaves no room for other tests' own."""
    items.sort(key=lambda item: HERE in item.path.parents)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = find_chromium()
    if chromium is None and os.environ.get("FOOTNOTE_REQUIRE_BROWSER") == "1":
        pytest.fail(NO_CHROMIUM)
    if chromium is None:
        pytest.skip(NO_CHROMIUM)
    with running_browser(chromium) as browser:
        yield browser


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

    def open_page(chat: Chat, **options: Any) -> ChatPage:
        contexts.append(browser.new_context(**options))
        contexts[-1].on("request", lambda request: asked.append(request.url))
        page = contexts[-1].new_page()
        page.set_default_timeout(20_000)
        page.on("websocket", lambda websocket: asked.append(websocket.url))
        page.goto(chat.url)
        page.wait_for_selector("#chat-input")
        return ChatPage(page)

    yield open_page
    for context in contexts:
        context.close()
    assert asked
    assert [url for url in asked if leaves_the_machine(url)] == []


def leaves_the_machine(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1"
