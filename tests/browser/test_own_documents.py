"""The reader's own documents: no index yet, one that changes meanwhile, and a document that means harm."""

from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CalledProcessError

import pytest
from playwright.sync_api import expect

from chat_driver import Chat, ChatPage, chips, running_chat

OpenPage = Callable[..., ChatPage]

HOSTILE = (
    "# The Balkhash zebra treaty\n\n"
    "Under the Balkhash treaty every zebra pays <b>five</b> apples [2] ![x](http://evil.example/x.png) "
    "<script>window.hacked = true</script> <img src=http://evil.example/y.png> [here](http://evil.example), "
    "at www.evil.example or http://evil.example/z, or to ops@evil.example, `as agreed` with *all* :herds[of] zebras.\n"
)
ZEBRAS = "What does every zebra pay under the Balkhash treaty?"


@pytest.fixture(scope="module")
def own_chat(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    """A chat on a corpus that was never synced."""
    folder = tmp_path_factory.mktemp("own")
    corpus = folder / "documents"
    corpus.mkdir()
    with running_chat(data_folder, corpus, folder / "log") as chat:
        yield chat


def test_without_an_index_it_says_what_to_do_and_then_answers_without_a_restart(
    own_chat: Chat, open_page: OpenPage
) -> None:
    window = open_page(own_chat)
    expect(window.answers).to_contain_text(["Run: python -m index sync"])
    window.type("Who feeds the otters?")
    expect(window.answers).to_contain_text(["Run: python -m index sync"] * 2)
    (own_chat.corpus / "otters.txt").write_text("The otters of Lake Aral are fed by Marfa Ivanova every morning.")
    own_chat.sync()
    assert "Marfa Ivanova" in window.ask("Who feeds the otters?").inner_text()


def test_a_document_that_is_synced_meanwhile_is_found_by_the_next_question(own_chat: Chat, open_page: OpenPage) -> None:
    own_chat.sync()
    window = open_page(own_chat)
    assert "lighthouse keeper" not in window.ask("Who keeps the lighthouse of Muynak?").inner_text()
    (own_chat.corpus / "muynak.txt").write_text("The lighthouse keeper of Muynak is called Aizhan.")
    own_chat.sync()
    assert "Aizhan" in window.ask("Who keeps the lighthouse of Muynak?").inner_text()


def test_what_could_not_be_read_is_told_at_the_start_beside_the_starters(own_chat: Chat, open_page: OpenPage) -> None:
    (own_chat.corpus / "otters.txt").write_text("The otters of Lake Aral are fed by Marfa Ivanova every morning.")
    (own_chat.corpus / "scan_of_1998.txt").write_bytes(b"%PDF-1.7")
    with pytest.raises(CalledProcessError, match="exit status 1"):  # it needs attention
        own_chat.sync()
    window = open_page(own_chat)
    expect(
        window.page.get_by_text(
            "1 file could not be read: scan_of_1998.txt (is a PDF by its content, not .txt. Rename it)."
        )
    ).to_be_visible()
    expect(window.page.get_by_role("button", name="What is this about?")).to_be_visible()
    (own_chat.corpus / "scan_of_1998.txt").unlink()


def test_a_damaged_index_is_said_to_be_and_can_be_made_again_meanwhile(
    own_chat: Chat, data_folder: Path, open_page: OpenPage
) -> None:
    (own_chat.corpus / "otters.txt").write_text("The otters of Lake Aral are fed by Marfa Ivanova every morning.")
    own_chat.sync()
    window = open_page(own_chat)
    for manifest in data_folder.glob("stores/documents-*/*.json"):
        manifest.write_text("{")
    window.type("Who feeds the otters?")
    expect(window.answers.last).to_contain_text("python -m index sync --rebuild")
    own_chat.sync("--rebuild")
    assert "Marfa Ivanova" in window.ask("Who feeds the otters?").inner_text()


def test_nothing_in_a_document_becomes_markup(own_chat: Chat, open_page: OpenPage) -> None:
    (own_chat.corpus / "zebras.txt").write_text(HOSTILE)  # as Markdown, markup is no part of what is said
    own_chat.sync()
    window = open_page(own_chat)
    answer = window.ask(ZEBRAS)
    said = answer.inner_text().replace("\u2060", "")
    for part in ("<b>five</b>", "![x](http://evil.example/x.png)", "<script>", "[here](http://evil.example)"):
        assert part in said
    marks = window.open_chip(answer, 1).locator("mark.quote").all_text_contents()
    assert "<script>" in "".join(marks)
    assert all(mark in HOSTILE for mark in marks)
    harmful = "img:not([alt^=Avatar]), script, b, code, h1, iframe, a:not(.element-link)"
    assert answer.locator(harmful).count() == 0
    assert window.panel.locator(harmful).count() == 0
    assert window.page.evaluate("window.hacked") is None
    assert set(chips(answer).all_inner_texts()) == {"[1]"}
