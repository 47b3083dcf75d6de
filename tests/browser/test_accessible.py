"""Whoever has no mouse, or does not see the window, can do all that others do; and nothing moves under a reader."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from accessibility import SIZES, STILL, violations
from answer.understand.intent import LONGEST_QUESTION
from chat_driver import HOW, ROOT, Chat, ChatPage, chips, running_chat
from scripted_model import ScriptedModel

UKRAINE = "What did Ukraine offer Tajikistan?"
NOT_THERE = "What does the military base in Kulyab cost?"
FINGER = 24  # pixels, WCAG 2.2: https://www.w3.org/TR/WCAG22/#target-size-minimum

OpenPage = Callable[..., ChatPage]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_nobody_is_shut_out_of_any_state_of_the_window(chat: Chat, open_page: OpenPage, size: str, scheme: str) -> None:
    window = open_page(chat, color_scheme=scheme, reduced_motion="reduce", **SIZES[size])
    found = {state: violations(window.page) for state in states(window, size)}

    assert len(found) == 15
    assert {state: what for state, what in found.items() if what} == {}


def test_nor_where_a_language_model_writes_and_nothing_is_kept(
    data_folder: Path, open_page: OpenPage, server: ScriptedModel, tmp_path: Path
) -> None:
    variables = {"FOOTNOTE_HISTORY": "off", "FOOTNOTE_LLM_URL": server.base_url, "FOOTNOTE_LLM_MODEL": "scripted"}
    with running_chat(data_folder, ROOT / "corpus", tmp_path / "log", **variables) as chat:
        page = open_page(chat).page
        page.locator("#starters button").first.wait_for()
        assert violations(page) == []
        page.get_by_role("combobox", name="How answers are made").click()
        page.get_by_role("listbox").wait_for()
        assert violations(page) == []


def states(window: ChatPage, size: str) -> Iterator[str]:
    """Walk through what a user may have before them; each yields when it is there."""
    page = window.page
    page.locator("#starters button").first.wait_for()
    yield "welcome"
    page.locator("#footnote-library").click()
    page.locator(".footnote-documents li").first.wait_for()
    yield "the documents"
    page.keyboard.press("Escape")
    page.locator(".footnote-documents").wait_for(state="detached")
    answer = window.ask(UKRAINE)
    yield "an answer"
    chips(answer).first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.locator("#footnote-card").wait_for()
    yield "the quote at a glance"
    window.open_chip(answer, 1)
    yield "a source"
    page.keyboard.press("Escape")
    window.panel.wait_for(state="detached")
    page.get_by_role("button", name="This helped").click()
    page.get_by_role("button", name="Say why").click()
    page.locator("dialog#footnote-comment").wait_for()
    yield "a comment"
    page.keyboard.press("Escape")
    page.locator("[data-sonner-toast]").first.wait_for(state="detached")  # while it fades, nobody could read it
    page.locator(".edit-message").first.click(force=True)
    page.locator("#edit-chat-input").wait_for()
    yield "a question that is edited"
    page.get_by_role("button", name="Cancel").click()
    window.ask(NOT_THERE)
    yield "what comes nearest"
    page.get_by_role("button", name=HOW).first.click()
    page.locator("table").first.wait_for()
    yield "how it came about"
    page.locator("#theme-toggle").click()
    page.get_by_role("menu").wait_for()
    yield "light or dark"
    leave(page, "menu")
    page.keyboard.press("Control+k")
    page.get_by_role("dialog").wait_for()
    yield "a new chat"
    leave(page, "dialog")
    if size == "phone":
        page.locator("#sidebar-trigger-button").click()
    page.locator("[data-sidebar=menu-item]").first.wait_for()
    yield "the list of conversations"
    page.locator(".footnote-options").first.press("Enter")
    page.get_by_role("menu").wait_for()
    yield "a conversation's options"
    leave(page, "menu")
    page.locator("#search-chats-button").first.click()
    page.get_by_role("dialog", name="Search").wait_for()
    page.get_by_role("option").first.wait_for()
    yield "the search"
    page.keyboard.type("penguins")
    page.get_by_text("No conversations found").wait_for()
    yield "a search that finds nothing"


def leave(page: Page, role: Any) -> None:
    """Escape closes what is open; where the mouse rests on a button, its hint goes first."""
    page.mouse.move(200, 400)
    page.wait_for_timeout(STILL)
    while page.get_by_role(role).count():
        page.keyboard.press("Escape")
        page.wait_for_timeout(STILL)


def test_an_answer_is_read_out_whole_and_a_kept_conversation_is_not(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat)
    voice = window.page.locator("[aria-live=polite].footnote-unseen")
    window.ask(UKRAINE)
    expect(voice).to_contain_text("cooperation. citation 1")

    window.page.reload()
    window.page.get_by_role("button", name=HOW).wait_for()
    window.page.wait_for_timeout(1000)
    expect(voice).to_be_empty()


def test_a_slash_leads_to_the_question_and_is_a_slash_within_it(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat)
    field = window.page.get_by_label("Your question")
    window.page.locator("#theme-toggle").focus()
    window.page.keyboard.press("/")
    expect(field).to_be_focused()
    expect(field).to_have_value("")

    window.page.keyboard.type("and/or")
    expect(field).to_have_value("and/or")


def test_control_and_k_begin_a_new_chat(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat)
    window.ask(UKRAINE)
    window.page.keyboard.press("Control+k")
    window.page.get_by_role("button", name="Confirm").click()
    expect(window.page.locator("#welcome-screen")).to_be_visible()
    expect(window.answers).to_have_count(0)


def test_a_long_question_is_counted_until_it_is_sent(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat)
    field, counter = window.page.get_by_label("Your question"), window.page.locator("#footnote-counter")
    field.fill("a" * 3499)
    expect(counter).to_have_count(0)
    field.fill("a" * 3700)
    expect(counter).to_have_text(f"3,700 of {LONGEST_QUESTION:,}")
    expect(window.page.locator("[aria-live=polite].footnote-unseen")).to_have_text("3,700 of 4,000 characters")

    field.fill("a" * 4001)
    expect(counter).to_have_class("over")
    window.page.click("#chat-submit")
    expect(window.answers.last).to_contain_text("4,001 characters")
    expect(counter).to_be_hidden()


@pytest.mark.parametrize("size", SIZES)
def test_no_line_moves_where_a_source_opens_and_closes(chat: Chat, open_page: OpenPage, size: str) -> None:
    window = open_page(chat, **SIZES[size])
    answer = window.ask(NOT_THERE)
    chips(answer).nth(1).scroll_into_view_if_needed()  # a click elsewhere would scroll to it
    window.page.wait_for_timeout(STILL)
    before = place(answer)
    window.page.evaluate(WATCH)
    window.open_chip(answer, 2)
    window.page.wait_for_timeout(1000)  # it slides in, and shows its quote

    assert place(answer) == before
    window.page.keyboard.press("Escape")
    window.panel.wait_for(state="detached")
    window.page.wait_for_timeout(STILL)
    assert place(answer) == before
    assert window.page.evaluate("shifted") < 0.01


def place(part: Locator) -> dict[str, int]:
    """Where a part of the page is, in whole pixels."""
    box = part.bounding_box()
    assert box is not None
    return {"x": round(box["x"]), "y": round(box["y"]), "width": round(box["width"]), "height": round(box["height"])}


def test_on_a_phone_every_chip_has_room_for_a_finger(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat, **SIZES["phone"])
    boxes = [chip.bounding_box() for chip in chips(window.ask(NOT_THERE)).all()]
    assert len(boxes) == 3
    assert all(box and min(box["width"], box["height"]) >= FINGER for box in boxes)


def test_a_conversation_is_renamed_by_keys_alone(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat)
    window.ask(UKRAINE)
    page = window.page
    page.mouse.move(640, 300)
    options = page.get_by_role("button", name=f"Options of {UKRAINE}").first
    page.get_by_role("link", name=UKRAINE).first.focus()
    page.keyboard.press("Tab")
    expect(options).to_be_focused()

    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="Rename").press("Enter")
    page.get_by_role("textbox", name="Name").fill("Dushanbe")
    page.get_by_role("button", name="Confirm").press("Enter")
    expect(page.get_by_role("link", name="Dushanbe").first).to_be_visible()


WATCH = """() => {
    window.shifted = 0
    const add = (list) => list.getEntries().forEach((shift) => (window.shifted += shift.value)) // also after a click
    new PerformanceObserver(add).observe({ type: "layout-shift" })
}"""
