"""Thumbs: two quiet buttons below an answer, and the line that a click leaves."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from answer.feedback import Feedback
from chat_driver import Chat, ChatPage

UKRAINE = "What did Ukraine offer Tajikistan?"
SIGNED = "And when was the General Agreement signed?"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WINDOWS = [{}, PHONE]

OpenPage = Callable[..., ChatPage]


def thumb(window: ChatPage, says: str) -> Locator:
    return window.page.get_by_role("button", name=says)


def last_line(data: Path) -> Feedback:
    lines = (data / "feedback.jsonl").read_text(encoding="utf-8").splitlines()
    return Feedback.model_validate_json(lines[-1])


@pytest.mark.parametrize("options", WINDOWS, ids=["wide", "phone"])
def test_a_thumb_is_kept_seen_also_after_a_reload_and_taken_back(
    chat: Chat, open_page: OpenPage, data_folder: Path, options: dict[str, object]
) -> None:
    window = open_page(chat, **options)
    window.ask(UKRAINE)
    window.ask(SIGNED)
    thumb(window, "Something is wrong").last.click()
    window.page.get_by_text("Noted. Thank you.").wait_for()
    line = last_line(data_folder)
    assert (line.rating, line.question, line.history) == ("down", SIGNED, (UKRAINE,))
    assert line.answer.statements

    window.page.reload()
    given = thumb(window, "Something is wrong: take the rating back")
    expect(given).to_have_count(1)
    given.click()
    window.page.get_by_text("Taken back.").wait_for()
    assert (last_line(data_folder).rating, last_line(data_folder).of) == ("none", line.of)
    expect(given).to_have_count(0)


def test_it_may_be_said_why(chat: Chat, open_page: OpenPage, data_folder: Path) -> None:
    window = open_page(chat)
    window.ask(UKRAINE)
    thumb(window, "This helped").click()
    thumb(window, "Say why").click()
    window.page.get_by_label("What is right or wrong with this answer?").fill("Just what I needed.")
    window.page.get_by_role("button", name="Send").click()
    expect(window.page.locator("dialog#footnote-comment")).to_be_hidden()
    expect(window.page.get_by_text("Noted. Thank you.").last).to_be_visible()
    window.page.wait_for_timeout(500)
    assert (last_line(data_folder).rating, last_line(data_folder).comment) == ("up", "Just what I needed.")


def test_what_was_not_found_can_be_rated_and_a_greeting_cannot(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat)
    window.ask("How do I cook spaghetti carbonara?")
    window.type("hello")
    window.page.get_by_text("For example:", exact=True).wait_for()
    assert thumb(window, "This helped").count() == 1
    assert window.page.locator("button:visible:has(.lucide-thumbs-up)").count() == 1  # nor Chainlit's own


@pytest.mark.parametrize("options", WINDOWS, ids=["wide", "phone"])
def test_thumbs_take_no_line_of_their_own(chat: Chat, open_page: OpenPage, options: dict[str, object]) -> None:
    window = open_page(chat, **options)
    window.ask(UKRAINE)
    boxes = [thumb(window, says).bounding_box() for says in ("This helped", "Something is wrong")]
    copy = window.page.locator("button:has(svg.lucide-copy)").last.bounding_box()
    assert len({box["y"] for box in (*boxes, copy) if box}) == 1
    assert all(box and box["width"] >= 24 and box["height"] >= 24 for box in boxes)  # WCAG 2.2, 2.5.8
