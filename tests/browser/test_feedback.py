"""Thumbs: two quiet buttons below an answer, and the line that a click leaves."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator

from answer.feedback import Feedback
from chat_driver import Chat, ChatPage

UKRAINE = "What did Ukraine offer Tajikistan?"
SIGNED = "And when was the General Agreement signed?"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WINDOWS = [{}, PHONE]

OpenPage = Callable[..., ChatPage]


def thumb(window: ChatPage, says: str) -> Locator:
    return window.page.get_by_role("button", name=says)


@pytest.mark.parametrize("options", WINDOWS, ids=["wide", "phone"])
def test_a_thumb_down_is_kept_and_both_thumbs_go(
    chat: Chat, open_page: OpenPage, data_folder: Path, options: dict[str, object]
) -> None:
    window = open_page(chat, **options)
    window.ask(UKRAINE)
    window.ask(SIGNED)
    thumb(window, "Something is wrong").last.click()
    window.page.get_by_text("Noted. Thank you.").wait_for()
    line = Feedback.model_validate_json((data_folder / "feedback.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (line.rating, line.question, line.history) == ("down", SIGNED, (UKRAINE,))
    assert line.answer.statements
    assert thumb(window, "Something is wrong").count() == thumb(window, "This helped").count() == 1  # the first one's


def test_what_was_not_found_can_be_rated_and_a_greeting_cannot(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat)
    window.ask("How do I cook spaghetti carbonara?")
    window.type("hello")
    window.page.get_by_text("For example:", exact=True).wait_for()
    assert thumb(window, "This helped").count() == 1


@pytest.mark.parametrize("options", WINDOWS, ids=["wide", "phone"])
def test_thumbs_take_no_line_of_their_own(chat: Chat, open_page: OpenPage, options: dict[str, object]) -> None:
    window = open_page(chat, **options)
    window.ask(UKRAINE)
    boxes = [thumb(window, says).bounding_box() for says in ("This helped", "Something is wrong")]
    copy = window.page.locator("button:has(svg.lucide-copy)").last.bounding_box()
    assert len({box["y"] for box in (*boxes, copy) if box}) == 1
    assert all(box and box["width"] >= 24 and box["height"] >= 24 for box in boxes)  # WCAG 2.2, 2.5.8
