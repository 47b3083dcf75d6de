"""What people do with an answer: ask otherwise, copy it, take it along; and ask on while one is running."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Route, expect

from chat_driver import HOW, ROOT, Chat, ChatPage, running_chat
from scripted_model import Held, running_model

UKRAINE = "What did Ukraine offer Tajikistan?"
CARRIED = "Ukraine offered enlarged support for bilateral military cooperation"
SIGNED = "When was the General Agreement signed?"

FIELDS = """
    let seen = null
    window.fields = 0
    setInterval(() => {
      const field = document.getElementById('chat-input')
      if (field && field !== seen) window.fields += 1
      seen = field ?? seen
    }, 5)"""
"""Counts the fields that there have been to type in."""

OpenPage = Callable[..., ChatPage]


def test_a_question_is_edited_and_what_came_after_it_goes(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat)
    window.ask(UKRAINE)
    window.ask("And Russia?")
    page = window.page
    first = page.locator('[data-step-type="user_message"]').first
    first.hover()
    first.locator(".edit-message").click()
    page.locator("#edit-chat-input").fill(SIGNED)
    page.locator(".confirm-edit").click()
    expect(window.answers).to_have_count(1)
    expect(window.answers.first).to_contain_text("June 27, 1997")
    expect(page.get_by_role("button", name=HOW)).to_have_count(1)

    page.reload()
    expect(page.locator('[data-step-type="user_message"]')).to_have_text([SIGNED])
    expect(window.answers).to_have_count(1)


def test_copy_gives_clean_text_with_its_sources(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat, permissions=["clipboard-read", "clipboard-write"])
    window.ask(UKRAINE)
    window.page.locator("button:has(svg.lucide-copy)").last.click()
    window.page.wait_for_timeout(300)
    copied = window.page.evaluate("navigator.clipboard.readText()")
    assert "*" not in copied
    assert "\\" not in copied
    assert "enlarged support" in copied.partition("\n\n[1] “")[0]
    assert "(Eurasia Daily Monitor, volume 2, issue 128, paragraph 6 of 8;" in copied


def test_a_conversation_is_had_as_a_file(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat)
    page = window.page
    expect(page.locator("#footnote-export")).to_have_count(0)
    window.ask(UKRAINE)
    page.get_by_text("Export").click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Markdown with footnotes").click()
    text = Path(coming.value.path()).read_text(encoding="utf-8")
    assert coming.value.suggested_filename.endswith(".md")
    assert "[^1]: “" in text


def test_a_question_that_is_sent_while_an_answer_runs_waits_its_turn_and_another_mode_is_at_hand(
    data_folder: Path, open_page: OpenPage, tmp_path: Path
) -> None:
    answer = Held(CARRIED)
    with running_model() as model:
        model.script = answer
        variables = {"FOOTNOTE_LLM_URL": model.base_url, "FOOTNOTE_LLM_MODEL": "scripted"}
        with running_chat(data_folder, ROOT / "corpus", tmp_path / "log", **variables) as chat:
            window = open_page(chat)
            page = window.page
            window.type(UKRAINE)
            assert answer.asked.wait(20)
            page.locator("#stop-button").wait_for()
            page.click("#chat-input")
            page.keyboard.insert_text("Which division arrived in the fall?")
            page.keyboard.press("Enter")
            expect(page.locator("#footnote-waiting li")).to_contain_text(["Which division arrived"])
            expect(page.locator('[data-step-type="user_message"]')).to_have_count(1)
            answer.said.set()
            expect(page.locator('[data-step-type="user_message"]')).to_have_count(2)
            expect(page.locator("#footnote-waiting")).to_have_count(0)
            page.get_by_role("button", name=HOW).nth(1).wait_for()

            page.get_by_role("button", name="Answer in mode Quotes").first.click()
            page.get_by_role("button", name=HOW).nth(2).wait_for()
            expect(window.answers.last).to_contain_text("At the CIS Council")


def test_what_is_typed_while_the_page_still_loads_stays(chat: Chat, open_page: OpenPage) -> None:
    page = open_page(chat).page
    page.add_init_script(FIELDS)
    held, released = list[Route](), list[Route]()

    def hold(route: Route) -> None:
        route.continue_() if released else held.append(route)

    page.route("**/user", hold)
    page.reload()
    page.focus("#chat-input")
    page.keyboard.insert_text("Who feeds the")

    released += held
    for route in released:
        route.continue_()
    page.wait_for_function("window.fields > 1")  # Chainlit knows who asks, and has made another
    expect(page.locator("#chat-input")).to_have_value("Who feeds the")
    expect(page.locator("#chat-input")).to_be_focused()
    page.keyboard.type(" otters?")
    page.click("#chat-submit")
    expect(page.locator('[data-step-type="user_message"]')).to_have_text(["Who feeds the otters?"])
    expect(page.locator("#chat-input")).to_have_value("")
