"""Drives the real chat in a real Chromium: for the browser tests, and for README's picture."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
NO_CHROMIUM = "There is no Chromium. Get one: apt-get install chromium. Or name one: CHROMIUM=/path/to/it"
START = 90  # seconds that a chat may take to start, on a machine with other things to do
SETTLE = 400  # milliseconds until a page has gone on to its conversation's own address, and stands still
HOW = "How this answer came about"


def find_chromium() -> str | None:
    """The browser that CHROMIUM names, or one on the PATH; Playwright's own download needs the network."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def running_browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@dataclass(frozen=True)
class Chat:
    """A chat that runs in a process of its own."""

    url: str
    corpus: Path
    environment: dict[str, str]
    process: "subprocess.Popen[bytes]"

    def sync(self, *options: str) -> None:
        """What a user does in a terminal while the chat is open: python -m index sync."""
        sync(self.environment, *options)


def path_of(page: Page) -> str:
    """Where a page is, without the server's address."""
    return urlsplit(page.url).path


def sync(environment: dict[str, str], *options: str) -> None:
    """Run python -m index sync."""
    command = [sys.executable, "-m", "index", "sync", *options]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)


def environment_of(data: Path, corpus: Path, **variables: str) -> dict[str, str]:
    """This process' environment with Footnote's settings replaced."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("FOOTNOTE_", "CHAINLIT_"))}
    return {**kept, "FOOTNOTE_DATA": str(data), "FOOTNOTE_CORPUS": str(corpus), **variables}


@contextmanager
def running_chat(data: Path, corpus: Path, log: Path, **variables: str) -> Iterator[Chat]:
    """Run app.py as `make chat` does, on a free port of this machine, until the block ends."""
    port = _free_port()
    environment = environment_of(data, corpus, **variables)
    command = [sys.executable, "-m", "chainlit", "run", "app.py", "--headless", "--host", "127.0.0.1"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--port", str(port)], cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        _wait_for_http(f"http://127.0.0.1:{port}/health", process, log)
        yield Chat(f"http://127.0.0.1:{port}", corpus, environment, process)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for_http(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    opener = build_opener(ProxyHandler({}))  # a proxy in the environment is not for this machine
    end = time.monotonic() + START
    while time.monotonic() < end and process.poll() is None:
        try:
            opener.open(url, timeout=5).close()
            return
        except OSError:  # not yet
            time.sleep(0.2)
    raise RuntimeError(f"The chat did not start. Its log:\n{log.read_text()}")


@dataclass(frozen=True)
class ChatPage:
    """What a user does and sees."""

    page: Page
    how: str = HOW
    """What stands below an answer, in the window's language."""

    def ask(self, question: str) -> Locator:
        """Type a question, wait for the whole answer, and return its content."""
        steps = self.page.get_by_role("button", name=self.how)
        before = steps.count()
        self.type(question)
        steps.nth(before).wait_for()
        self.page.wait_for_timeout(SETTLE)
        return self.answers.last

    def type(self, question: str) -> None:
        """Type a question and send it, as soon as the page is connected."""
        self.page.click("#chat-input")
        self.page.keyboard.insert_text(question)
        self.page.click("#chat-submit")  # waits until it is enabled

    @property
    def answers(self) -> Locator:
        """The contents of all answers and errors so far."""
        return self.page.locator('[data-step-type="assistant_message"] .message-content')

    @property
    def panel(self) -> Locator:
        """The side panel: a document at a quote."""
        return self.page.locator("figure.footnote-source")

    def open_chip(self, answer: Locator, number: int) -> Locator:
        """Click a citation chip and return the panel that it opens."""
        chips(answer).get_by_text(f"[{number}]", exact=True).first.click()
        self.panel.locator("mark.quote").first.wait_for()
        return self.panel


def chips(answer: Locator) -> Locator:
    """The citation chips in a part of the page."""
    return answer.locator("a.element-link")
