"""The documents in the window: what there is, which of it is asked, and files that people bring along."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from chat_driver import HOW, Chat, ChatPage, running_chat
from index.sync import sync as run_sync
from settings import Settings

OpenPage = Callable[..., ChatPage]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
RENT = "What is the rent of the mill?"


def run_on_shelf(data: Path, home: Path) -> AbstractContextManager[Chat]:
    """A chat on two documents, and a file that cannot be read."""
    corpus = home / "documents"
    corpus.mkdir()
    (corpus / "old.md").write_text("# The old mill\n\nThe rent of the old mill is 300 francs.\n")
    (corpus / "new.md").write_text("# The new mill\n\nThe rent of the new mill is 400 francs.\n")
    (corpus / "bad.pdf").write_bytes(b"%PDF no")
    run_sync(Settings(data=data, corpus=corpus))
    return running_chat(data, corpus, home / "log")


@pytest.fixture(scope="module")
def shelf(browser: object, data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    """A chat whose documents stay as they are."""
    with run_on_shelf(data_folder, tmp_path_factory.mktemp("shelf")) as chat:
        yield chat


@pytest.fixture
def own_shelf(data_folder: Path, tmp_path: Path) -> Iterator[Chat]:
    """A chat whose documents a test changes."""
    with run_on_shelf(data_folder, tmp_path) as chat:
        yield chat


def open_list(page: Page) -> None:
    page.locator("#footnote-library").click()
    page.locator(".footnote-documents li").first.wait_for()


def bring(window: ChatPage, tmp_path: Path, **files: str | bytes) -> None:
    paths = []
    for name, content in files.items():
        paths.append(tmp_path / name.replace("_", "."))
        paths[-1].write_bytes(content.encode() if isinstance(content, str) else content)
    window.page.locator("#footnote-library").wait_for()
    submit = window.page.locator("#chat-submit:enabled")
    for _ in range(4):  # a page that comes for the first time connects twice, and forgets what was attached in between
        window.page.locator("input[type=file]").first.set_input_files(paths)
        window.page.wait_for_timeout(1500)
        if submit.count() and all(path.name in window.page.inner_text("#message-composer") for path in paths):
            return
    raise AssertionError("The files were not attached.")


def test_the_welcome_says_what_there_is_and_the_list_shows_it(shelf: Chat, open_page: OpenPage) -> None:
    page = open_page(shelf).page
    expect(page.locator("#footnote-welcome")).to_contain_text("2 documents, the newest")
    open_list(page)
    expect(page.locator(".footnote-documents > ul > li")).to_have_count(2)
    expect(page.locator(".footnote-documents [role=status]")).to_have_text("All 2 documents are asked.")
    page.get_by_text("1 file could not be read").last.click()
    expect(page.locator(".footnote-documents details")).to_contain_text("bad.pdf is no PDF")


def test_a_document_opens_whole_and_the_list_comes_back(shelf: Chat, open_page: OpenPage) -> None:
    page = open_page(shelf).page
    open_list(page)
    page.get_by_role("button", name="The old mill MD").click()
    panel = page.locator("figure.footnote-source")
    expect(panel).to_contain_text("The rent of the old mill is 300 francs.")
    expect(panel.locator("mark")).to_have_count(0)
    panel.get_by_role("button", name="All documents").click()
    expect(page.locator(".footnote-documents li").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".footnote-documents")).to_have_count(0)


def test_only_what_is_ticked_is_asked_also_after_a_reload(shelf: Chat, open_page: OpenPage) -> None:
    window = open_page(shelf)
    open_list(window.page)
    window.page.get_by_label("Ask The new mill").uncheck()
    expect(window.page.locator("#footnote-asked")).to_have_text("Asking 1 of 2 documents")
    window.page.keyboard.press("Escape")
    answer = window.ask(RENT)
    expect(answer).to_contain_text("300 francs")
    expect(answer).not_to_contain_text("400 francs")

    window.page.reload()
    expect(window.page.locator("#footnote-asked")).to_have_text("Asking 1 of 2 documents")
    expect(window.ask("And the rent of the new mill?")).not_to_contain_text("400 francs")


def test_on_a_phone_the_list_is_a_sheet(shelf: Chat, open_page: OpenPage) -> None:
    page = open_page(shelf, **PHONE).page
    open_list(page)
    page.get_by_role("button", name="The old mill MD").click()
    expect(page.locator("figure.footnote-source")).to_contain_text("300 francs")
    page.go_back()
    expect(page.locator("figure.footnote-source")).to_have_count(0)
    expect(page.locator("#chat-input")).to_be_visible()


@pytest.mark.parametrize("screen", [PHONE, {}], ids=["phone", "wide"])
def test_a_message_covers_no_button_of_the_header(shelf: Chat, open_page: OpenPage, screen: dict[str, object]) -> None:
    page = open_page(shelf, **screen).page
    message, button = page.locator("[data-sonner-toast][data-mounted=true]"), page.locator("#footnote-library")
    message.first.wait_for()
    page.wait_for_timeout(1000)  # it slides in
    at, below = message.first.bounding_box(), button.bounding_box()
    assert at
    assert below
    assert at["y"] >= below["y"] + below["height"]


def test_files_are_brought_asked_and_belong_to_their_conversation_alone(
    shelf: Chat, open_page: OpenPage, tmp_path: Path
) -> None:
    window = open_page(shelf)
    bring(window, tmp_path, lease_txt="The lease of the windmill ends on June 3.", bad_pdf=b"%PDF no")
    answer = window.ask("When does the lease of the windmill end?")
    expect(window.answers.first).to_contain_text("1 document read: lease.txt.")
    expect(window.answers.first).to_contain_text("bad.pdf is no PDF that can be read")
    expect(answer).to_contain_text("June 3")
    expect(window.open_chip(answer, 1)).to_contain_text("lease of the windmill")

    window.page.reload()
    window.page.get_by_role("button", name=HOW).last.wait_for()
    expect(window.open_chip(window.answers.last, 1)).to_contain_text("lease of the windmill")

    other = open_page(shelf)
    expect(other.ask("When does the lease of the windmill end?")).not_to_contain_text("June 3")


def test_a_file_without_a_question_is_read_and_kept_for_all_at_a_click(
    own_shelf: Chat, open_page: OpenPage, tmp_path: Path
) -> None:
    window = open_page(own_shelf)
    bring(window, tmp_path, lease_txt="The lease of the windmill ends on June 3.")
    window.page.click("#chat-submit")
    expect(window.answers.last).to_contain_text("1 document read")
    open_list(window.page)
    window.page.get_by_role("button", name="Keep lease").click()
    expect(window.page.get_by_role("button", name="Keep lease")).to_have_count(0)
    assert (own_shelf.corpus / "lease.txt").exists()

    other = open_page(own_shelf)
    expect(other.ask("When does the lease of the windmill end?")).to_contain_text("June 3")


def test_with_the_conversation_its_files_go(
    shelf: Chat, open_page: OpenPage, data_folder: Path, tmp_path: Path
) -> None:
    window = open_page(shelf)
    bring(window, tmp_path, lease_txt="The lease of the windmill ends on June 3.")
    window.page.click("#chat-submit")
    expect(window.answers.last).to_contain_text("1 document read")
    window.page.wait_for_url("**/thread/*")
    thread = window.page.url.rpartition("/")[2]
    [brought] = (data_folder / "brought").glob(f"*/{thread}")
    assert brought.is_dir()
    assert window.page.request.delete(f"{shelf.url}/project/thread", data={"threadId": thread}).ok
    assert not brought.exists()


def test_a_document_is_taken_out_after_it_was_asked_whether_that_is_meant(
    own_shelf: Chat, open_page: OpenPage, data_folder: Path
) -> None:
    page = open_page(own_shelf).page
    open_list(page)
    page.get_by_role("button", name="Take The new mill out").click()
    assert (own_shelf.corpus / "new.md").exists()
    page.get_by_role("button", name="Move to the trash: The new mill").click()
    expect(page.locator(".footnote-documents > ul > li")).to_have_count(1)
    assert not (own_shelf.corpus / "new.md").exists()
    assert list((data_folder / "trash").rglob("new*.md"))
