"""Conversations stay: after a reload, in a second tab, after a restart, and where an answer was cut off."""

import threading
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Dialog, expect

from chat_driver import HOW, ROOT, Chat, ChatPage, chips, path_of, running_chat
from scripted_model import Held, Wire, running_model

UKRAINE = "What did Ukraine offer Tajikistan?"
CARRIED = "Ukraine offered enlarged support for bilateral military cooperation"
SAYS = "enlarged support"

OpenPage = Callable[..., ChatPage]


def wait_for_answer(window: ChatPage) -> None:
    expect(window.answers.last).to_contain_text(SAYS)
    window.page.get_by_role("button", name=HOW).last.wait_for()


def test_a_reload_and_a_second_tab_find_everything_as_it_was(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat)
    window.ask(UKRAINE)
    window.page.reload()
    wait_for_answer(window)
    panel = window.open_chip(window.answers.last, 1)
    assert "Ukraine offered" in (panel.locator("mark.quote").text_content() or "")
    expect(window.page.get_by_role("button", name="This helped")).to_have_count(1)

    other = window.page.context.new_page()
    other.goto(window.page.url)
    second = ChatPage(other)
    wait_for_answer(second)
    assert "Understood as: What did Russia offer Tajikistan?" in second.ask("And Russia?").inner_text()


def test_on_a_phone_a_reload_finds_the_conversation_and_a_new_one_begins_empty(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    window.ask(UKRAINE)
    window.page.wait_for_url("**/thread/*")
    window.page.reload()
    wait_for_answer(window)

    window.page.locator("#new-chat-button").click()
    window.page.get_by_role("button", name="Confirm").click()
    expect(window.page.locator("#welcome-screen")).to_be_visible()
    expect(window.answers).to_have_count(0)


def test_a_conversation_is_listed_found_and_can_be_deleted(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat)
    window.ask("Which division arrived in the fall?")
    page = window.page
    entry = page.locator("a[href*='/thread/']", has_text="Which division arrived").first
    expect(entry).to_be_visible()

    page.goto(chat.url)
    page.wait_for_selector("#chat-input")
    entry.click()
    expect(page.locator('[data-step-type="user_message"]')).to_contain_text("Which division arrived in the fall?")


def test_after_a_restart_a_follow_up_knows_what_came_before(
    data_folder: Path, open_page: OpenPage, tmp_path: Path
) -> None:
    with running_chat(data_folder, ROOT / "corpus", tmp_path / "log") as chat:
        window = open_page(chat)
        window.ask(UKRAINE)
        thread = path_of(window.page)
    with running_chat(data_folder, ROOT / "corpus", tmp_path / "log") as chat:
        window.page.goto(chat.url + thread)
        wait_for_answer(window)
        assert "Understood as: What did Russia offer Tajikistan?" in window.ask("And Russia?").inner_text()


def test_an_answer_that_a_crash_has_cut_off_can_be_asked_for_again(
    data_folder: Path, open_page: OpenPage, tmp_path: Path
) -> None:
    begun, ended = threading.Event(), threading.Event()

    def script(wire: Wire) -> None:
        wire.say(["Ukraine offered"])
        begun.set()
        ended.wait(30)

    with running_model() as model:
        model.script = script
        variables = {"FOOTNOTE_LLM_URL": model.base_url, "FOOTNOTE_LLM_MODEL": "scripted"}
        with running_chat(data_folder, ROOT / "corpus", tmp_path / "log", **variables) as chat:
            window = open_page(chat)
            window.type(UKRAINE)
            assert begun.wait(20)
            window.page.wait_for_url("**/thread/*")
            thread = path_of(window.page)
            chat.process.kill()
        ended.set()
    with running_chat(data_folder, ROOT / "corpus", tmp_path / "log") as chat:
        window.page.goto(chat.url + thread)
        expect(window.page.locator('[data-step-type="user_message"]')).to_contain_text(UKRAINE)
        expect(window.page.get_by_text("The answer to this was cut off.")).to_be_visible()
        window.page.get_by_role("button", name="Ask again").click()
        wait_for_answer(window)
        assert chips(window.answers.last).count() == 1


def test_an_answer_that_is_given_while_the_page_is_loaded_anew_is_shown(
    data_folder: Path, open_page: OpenPage, tmp_path: Path
) -> None:
    answer = Held(CARRIED)
    with running_model() as model:
        model.script = answer
        variables = {"FOOTNOTE_LLM_URL": model.base_url, "FOOTNOTE_LLM_MODEL": "scripted"}
        with running_chat(data_folder, ROOT / "corpus", tmp_path / "log", **variables) as chat:
            window = open_page(chat)
            window.type(UKRAINE)
            assert answer.asked.wait(20)
            window.page.wait_for_url("**/thread/*")
            window.page.reload()
            expect(window.page.locator('[data-step-type="user_message"]')).to_contain_text(UKRAINE)
            window.page.wait_for_timeout(1000)
            answer.said.set()
            wait_for_answer(window)
            assert chips(window.answers.last).count() == 1
            assert window.page.get_by_text("was cut off").count() == 0


def test_where_nothing_is_to_be_kept_nothing_is(data_folder: Path, open_page: OpenPage, tmp_path: Path) -> None:
    with running_chat(data_folder, ROOT / "corpus", tmp_path / "log", FOOTNOTE_HISTORY="off") as chat:
        window = open_page(chat)
        window.ask(UKRAINE)
        assert "/thread/" not in window.page.url
        assert window.page.locator("a[href*='/thread/']").count() == 0
        asked: list[str] = []

        def answer(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.accept()

        window.page.on("dialog", answer)
        window.page.reload()
        assert asked == ["beforeunload"]  # what was said would be gone
