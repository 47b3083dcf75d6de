"""Make README's picture, docs/chat.png, from the running chat. Run: python docs/screenshot.py"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import ViewportSize

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "helpers")]  # run as a file, Python looks in docs/ only

from chat_driver import NO_CHROMIUM, ChatPage, environment_of, find_chromium, running_browser, running_chat, sync  # noqa: E402

QUESTION = "Why does Moscow keep troops in Tajikistan?"
SIZE = ViewportSize(width=1280, height=740)
SCALE = 1.3  # crisp where it is shown, and a small file
SETTLE = 800  # milliseconds for the panel to slide in


def main() -> None:
    """Ask one question, open its first citation, take the picture."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit(NO_CHROMIUM)
    data, corpus = ROOT / ".footnote", ROOT / "corpus"
    sync(environment_of(data, corpus))
    with (
        tempfile.TemporaryDirectory() as folder,
        running_chat(data, corpus, Path(folder) / "log") as chat,
        running_browser(chromium) as browser,
    ):
        page = browser.new_page(viewport=SIZE, color_scheme="light", device_scale_factor=SCALE)
        page.goto(chat.url)
        chat_page = ChatPage(page)
        chat_page.open_chip(chat_page.ask(QUESTION), 1)
        page.wait_for_timeout(SETTLE)
        page.screenshot(path=ROOT / "docs" / "chat.png")


if __name__ == "__main__":
    main()
