"""Make the pictures in docs/ (chat.png is README's) from the running chat. Run: python docs/screenshot.py"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import ViewportSize
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "helpers")]  # run as a file, Python looks in docs/ only

from chat_driver import NO_CHROMIUM, ChatPage, chips, environment_of, find_chromium, running_browser, running_chat, sync  # noqa: E402

QUESTION = "What does a canoe cost for a day?"
PRICES = [
    ["Boat", "One hour", "Half a day", "Day"],
    ["Canoe", "14 euros", "28 euros", "40 euros"],
    ["Rowing boat", "16 euros", "36 euros", "55 euros"],
    ["Dinghy", "22 euros", "54 euros", "90 euros"],
]
OTHERS = {
    "harbour rules.md": "# Harbour rules\n\nNobody swims by the jetty. Boats are back by six.\n",
    "opening hours.txt": "Opening hours of the boat hire\n\nMay to September, daily from nine to six.\n",
    "minutes 2024-03.md": "# Minutes of March 2024\n\nAnna Bell proposed a second jetty. It was agreed.\n",
}
SIZE = ViewportSize(width=1280, height=740)
SCALE = 1.3  # crisp where it is shown, and a small file
SETTLE = 800  # milliseconds for the panel to slide in


def write_leaflet(path: Path) -> None:
    """A boat hire's leaflet, a PDF with a table of prices."""
    styles = getSampleStyleSheet()
    lines = [
        Paragraph("Boat hire at Lake Orlo", styles["Title"]),
        Paragraph(
            "Boats are hired from May to September, from nine to six, by the jetty of the old mill.", styles["Normal"]
        ),
        Paragraph("Prices 2024", styles["Heading2"]),
        Table(PRICES, style=[("GRID", (0, 0), (-1, -1), 0.5, "grey"), ("FONT", (0, 0), (-1, 0), "Helvetica-Bold")]),
        Paragraph("Deposit", styles["Heading2"]),
        Paragraph(
            "A deposit of 50 euros is taken for each boat. It is paid back when the boat is back dry.", styles["Normal"]
        ),
    ]
    SimpleDocTemplate(str(path), title="Boat hire at Lake Orlo", author="The old mill").build([*lines, Spacer(1, 1)])


def main() -> None:
    """Ask one question, open its first citation, and list the documents; a picture of each."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit(NO_CHROMIUM)
    data = ROOT / ".footnote"
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "boats"
        corpus.mkdir()
        write_leaflet(corpus / "leaflet.pdf")
        for name, text in OTHERS.items():
            (corpus / name).write_text(text, encoding="utf-8")
        sync(environment_of(data, corpus))
        take(chromium, data, corpus, Path(folder) / "log")


def take(chromium: str, data: Path, corpus: Path, log: Path) -> None:
    """The pictures."""
    with (
        running_chat(data, corpus, log) as chat,
        running_browser(chromium) as browser,
    ):
        page = browser.new_page(viewport=SIZE, color_scheme="light", device_scale_factor=SCALE)
        page.goto(chat.url)
        chat_page = ChatPage(page)
        chips(chat_page.ask(QUESTION)).first.click()
        chat_page.panel.locator(".sheet i.quote").first.wait_for()
        chat_page.panel.locator("img").evaluate("image => image.decode()")
        page.wait_for_timeout(SETTLE)
        page.screenshot(path=ROOT / "docs" / "chat.png")
        page.locator("#footnote-library").click()
        page.get_by_label("Ask Minutes of March 2024").uncheck()
        page.wait_for_timeout(SETTLE)
        page.screenshot(path=ROOT / "docs" / "documents.png")


if __name__ == "__main__":
    main()
