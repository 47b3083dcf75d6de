"""A chat that is shared, in the browser: signing in, asking, signing out; another's link; and who is taken out."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from chat.users import Users
from chat_driver import Chat, ChatPage
from shared_chat import PASSWORDS, data_of, shared_chat

UKRAINE = "What did Ukraine offer Tajikistan?"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

OpenPage = Callable[..., ChatPage]


@pytest.fixture(scope="module")
def shared(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    with shared_chat(data_folder, tmp_path_factory.mktemp("shared")) as chat:
        yield chat


def sign_in(page: Page, name: str, password: str = "") -> None:
    page.fill("#email", name)
    page.fill("#password", password or PASSWORDS[name.lower()])
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page: Page) -> None:
    page.click("#user-nav-button")
    page.get_by_text("Sign out").click()


@pytest.mark.parametrize("options", [{}, PHONE, {**PHONE, "color_scheme": "dark"}], ids=["wide", "phone", "dark"])
def test_who_signs_in_asks_and_signs_out_again(shared: Chat, open_page: OpenPage, options: dict[str, object]) -> None:
    window = open_page(shared, first="#email", **options)
    page = window.page
    assert page.url.endswith("/login")
    expect(page.locator("img[alt=Image]")).to_be_hidden()

    sign_in(page, "Anna", "a guess of mine")
    expect(page.get_by_text("The name or the password is wrong.")).to_be_visible()
    sign_in(page, "Anna")
    window.open_chip(window.ask(UKRAINE), 1)
    if options:
        page.get_by_role("button", name="Close").last.click()
    sign_out(page)

    expect(page.locator("#password")).to_be_visible()
    page.goto(shared.url)
    expect(page.locator("#password")).to_be_visible()


def test_a_link_to_anothers_conversation_opens_a_new_one(shared: Chat, open_page: OpenPage) -> None:
    anna, ben = open_page(shared, first="#email"), open_page(shared, first="#email")
    sign_in(anna.page, "anna")
    anna.ask(UKRAINE)
    sign_in(ben.page, "ben")
    ben.page.wait_for_selector("#chat-input")

    ben.page.goto(anna.page.url)

    expect(ben.page.get_by_text("Thread not found.")).to_be_visible()
    expect(ben.answers).to_have_count(0)
    assert ben.page.locator("a[href*='/thread/']").count() == 0
    ben.ask("What did Russia offer Tajikistan?")


def test_who_is_taken_out_is_asked_to_sign_in(shared: Chat, open_page: OpenPage) -> None:
    users = Users(data_of(shared))
    users.add("cleo", "cleo-s-secret")
    window = open_page(shared, first="#email")
    sign_in(window.page, "cleo", "cleo-s-secret")
    window.ask(UKRAINE)

    users.remove("cleo")
    window.type("What did Russia offer Tajikistan?")

    expect(window.page.locator("#password")).to_be_visible()
    assert window.page.url.endswith("/login")


def test_at_this_machine_there_is_nobody_to_sign_out(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat)
    window.ask(UKRAINE)

    expect(window.page.locator("#user-nav-button")).to_be_hidden()
