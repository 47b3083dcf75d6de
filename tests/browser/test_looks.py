"""Light and dark, wide and phone-sized: everything can be read and reached."""

import re
from collections.abc import Callable

import pytest

from chat_driver import Chat, ChatPage

UKRAINE = "What did Ukraine offer Tajikistan?"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
READABLE = 4.5  # WCAG 2.2 AA for text: https://www.w3.org/TR/WCAG22/#contrast-minimum

OpenPage = Callable[..., ChatPage]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_background(chat: Chat, open_page: OpenPage, scheme: str) -> None:
    window = open_page(chat, color_scheme=scheme)
    answer = window.ask(UKRAINE)
    panel = window.open_chip(answer, 1)
    seen = {
        "answer": answer.locator("[role=article]").first,
        "chip": answer.locator("a.element-link").first,
        "quote": panel.locator("mark.quote"),
        "panel": panel.locator("article p").first,
        "source": panel.locator("dt").first,
        "question": window.page.locator('[data-step-type="user_message"] .message-content'),
    }
    window.page.wait_for_timeout(500)  # a chip's colours fade after the click
    too_faint = {name: where.evaluate(CONTRAST) for name, where in seen.items()}
    assert {name: ratio for name, ratio in too_faint.items() if ratio < READABLE} == {}


def test_light_and_dark_follow_the_system(chat: Chat, open_page: OpenPage) -> None:
    light, dark = (open_page(chat, color_scheme=scheme).page.evaluate(LIGHTNESS) for scheme in ("light", "dark"))
    assert light > 200
    assert dark < 50


def test_a_phone_scrolls_in_one_direction_only(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat, **PHONE)
    assert overflow(window) <= 0
    window.ask(UKRAINE)
    assert overflow(window) <= 0


def test_on_a_phone_the_panel_opens_over_the_answer_and_closes(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat, **PHONE)
    panel = window.open_chip(window.ask(UKRAINE), 1)
    box = panel.locator("mark.quote").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 844
    assert overflow(window) <= 0
    window.page.get_by_role("button", name="Close").click()
    panel.wait_for(state="detached")
    assert window.answers.last.is_visible()


def test_nothing_is_left_of_the_framework(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat)
    window.ask(UKRAINE)
    assert window.page.title() == "Footnote"
    assert not re.search("readme|chainlit|LLMs can", window.page.locator("body").inner_text(), re.IGNORECASE)


def overflow(window: ChatPage) -> float:
    """Pixels by which the page is wider than its window."""
    return float(window.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


LIGHTNESS = """() => {
    const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number)
    return (r + g + b) / 3
}"""

# The contrast of an element's text with what is painted behind it, translucent layers blended.
CONTRAST = """(element) => {
    const parse = (color) => { const [r, g, b, a = 1] = color.match(/[\\d.]+/g).map(Number); return [r, g, b, a] }
    const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a)]
    const layers = []
    for (let at = element; at; at = at.parentElement) layers.push(parse(getComputedStyle(at).backgroundColor))
    const background = layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255])
    const text = over(parse(getComputedStyle(element).color), background)
    const luminance = (color) => {
        const [r, g, b] = color.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4))
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const [low, high] = [luminance(text), luminance(background)].sort((a, b) => a - b)
    return (high + 0.05) / (low + 0.05)
}"""
