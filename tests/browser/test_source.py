"""The source behind a chip: a PDF's page with the quote's boxes, its text, other citations, finding, leaving."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from chat_driver import Chat, ChatPage, chips, running_chat, sync

CANOE = "What does a canoe cost for a day?"
HERONS = "Where do the herons of Lake Orlo breed?"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
BIRDS = "The herons of Lake Orlo breed on the island in the north. In winter they fly to the river 🪿 mouth.\n"

OpenPage = Callable[..., ChatPage]


@pytest.fixture(scope="module")
def boats(browser: Browser, data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    """The chat on a PDF of two pages, with a table on the second, and a text."""
    corpus = tmp_path_factory.mktemp("boats")
    styles = getSampleStyleSheet()
    rows = [["Boat", "One hour", "Day"], ["Canoe", "14 euros", "40 euros"], ["Dinghy", "22 euros", "90 euros"]]
    table = Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, "grey"), ("FONT", (0, 0), (-1, 0), "Helvetica-Bold")])
    story = [
        Paragraph("Boat hire", styles["Title"]),
        Paragraph("Boats are hired from May to September, by the jetty of the old mill.", styles["Normal"]),
        PageBreak(),
        Paragraph("Prices", styles["Heading2"]),
        table,
    ]
    SimpleDocTemplate(str(corpus / "boats.pdf"), title="Boat hire", author="The old mill").build(story)
    (corpus / "birds.txt").write_text(BIRDS, encoding="utf-8")
    with running_chat(data_folder, corpus, tmp_path_factory.mktemp("log") / "log") as chat:
        sync(chat.environment)
        yield chat


def test_a_pdf_shows_its_page_with_boxes_on_the_quote_and_the_head_of_its_table(
    boats: Chat, open_page: OpenPage
) -> None:
    window = open_page(boats)
    chips(window.ask(CANOE)).first.click()
    sheet = window.panel.locator(".sheet")

    expect(window.panel.locator(".turn")).to_contain_text("Page 2")
    expect(sheet.locator("i.quote").first).to_be_visible()
    assert sheet.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)") > 1000
    boxes = [box for box in (i.bounding_box() for i in sheet.locator("i").all()) if box]
    page = sheet.bounding_box()
    assert page is not None
    assert all(page["x"] < box["x"] and box["x"] + box["width"] < page["x"] + page["width"] for box in boxes)
    assert sheet.locator("i.context").count() >= 2  # the heads of the columns
    heads, quote = (sheet.locator(f"i.{role}").last.bounding_box() for role in ("context", "quote"))
    assert heads is not None
    assert quote is not None
    assert heads["y"] < quote["y"]


def test_its_pages_can_be_turned_and_its_text_be_read(boats: Chat, open_page: OpenPage) -> None:
    window = open_page(boats)
    chips(window.ask(CANOE)).first.click()
    window.panel.get_by_role("button", name="Page before").click()

    expect(window.panel.locator(".turn")).to_contain_text("Page 1")
    expect(window.panel.locator(".sheet i")).to_have_count(0)

    window.panel.get_by_role("button", name="Text").click()
    expect(window.panel.locator("th")).to_have_text(["Boat", "One hour", "Day"])
    expect(window.panel.locator("tr", has=window.page.locator("mark.quote"))).to_contain_text("Canoe")
    expect(window.panel.locator("th mark.context").last).to_have_text("Day")


def test_characters_that_count_twice_in_a_browser_shift_no_mark(boats: Chat, open_page: OpenPage) -> None:
    window = open_page(boats)
    panel = window.open_chip(window.ask("Where do the herons fly in winter?"), 1)

    marked = panel.locator("mark.quote").all_text_contents()
    assert "".join(marked).strip().endswith("mouth.")


def test_the_quote_is_copied_with_its_source(boats: Chat, open_page: OpenPage) -> None:
    window = open_page(boats, permissions=["clipboard-read", "clipboard-write"])
    chips(window.ask(CANOE)).first.click()
    window.panel.get_by_role("button", name="Copy the quote with its source").click()

    expect(window.panel.get_by_text("Copied")).to_be_visible()
    copied = window.page.evaluate("navigator.clipboard.readText()")
    assert "40 euros" in copied
    assert "(The old mill, Boat hire, " in copied
    assert copied.endswith("page 2, Prices; boats.pdf)")


def test_words_are_found_within_the_document(boats: Chat, open_page: OpenPage) -> None:
    window = open_page(boats)
    panel = window.open_chip(window.ask(HERONS), 1)
    field = panel.get_by_label("Find in the document")

    field.fill("IN ")
    expect(panel.locator("output")).to_have_text("1 of 3")
    field.press("Enter")
    expect(panel.locator("output")).to_have_text("2 of 3")
    field.fill("penguin")
    expect(panel.locator("output")).to_have_text("none")


def test_the_quote_shows_where_the_mouse_or_the_focus_rests_on_its_chip(boats: Chat, open_page: OpenPage) -> None:
    window = open_page(boats)
    chip = chips(window.ask(HERONS)).first
    card = window.page.locator("#footnote-card")

    chip.hover()
    expect(card).to_contain_text("The herons of Lake Orlo breed on the island")
    window.page.mouse.move(5, 5)
    expect(card).to_be_hidden()
    chip.focus()
    window.page.keyboard.press("Shift+Tab")
    window.page.keyboard.press("Tab")
    expect(card).to_be_visible()
    assert (chip.get_attribute("aria-label") or "").startswith("Citation 1: The herons")


def test_the_open_chip_is_marked_and_escape_leads_back_to_it(boats: Chat, open_page: OpenPage) -> None:
    window = open_page(boats)
    answer = window.ask("Which birds breed at night in the town hall?")
    chips(answer).first.click()
    window.panel.wait_for()
    opened = window.page.locator("a.element-link[aria-expanded=true]")

    expect(opened).to_have_text("[1]")
    window.page.wait_for_function("document.activeElement.closest('figure.footnote-source')")
    window.panel.get_by_role("button", name="Next citation").click()
    expect(opened).to_have_text("[2]")
    window.page.keyboard.press("Escape")
    expect(window.panel).to_have_count(0)
    expect(opened).to_have_count(0)
    window.page.wait_for_function("document.activeElement.textContent === '[2]'")


def test_on_a_phone_it_is_a_sheet_that_is_drawn_up_and_back_closes_it(boats: Chat, open_page: OpenPage) -> None:
    window = open_page(boats, **PHONE)
    chip = chips(window.ask(HERONS)).first
    box = chip.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    chip.click()
    sheet = window.page.get_by_role("dialog", name="Source")
    expect(sheet).to_be_visible()
    window.page.wait_for_timeout(700)
    low = sheet.bounding_box()
    window.panel.get_by_role("button", name="Make the source higher").click()
    window.page.wait_for_timeout(500)
    high = sheet.bounding_box()

    assert low is not None
    assert high is not None
    assert low["height"] < 0.6 * 844 < 0.9 * 844 < high["height"]
    window.page.go_back()
    expect(window.panel).to_have_count(0)
    expect(window.answers.last).to_contain_text("island")


def test_a_document_that_has_changed_since_says_so_and_shows_the_quote_as_it_was(
    boats: Chat, open_page: OpenPage
) -> None:
    window = open_page(boats)
    window.ask(HERONS)
    (boats.corpus / "birds.txt").write_text(BIRDS.replace("island", "western shore"), encoding="utf-8")
    boats.sync()
    window.ask(HERONS)  # the chat sees the new state
    chips(window.answers.first).first.click()

    expect(window.panel).to_contain_text("has changed since")
    expect(window.panel.locator("mark.quote")).to_contain_text("on the island in the north")
