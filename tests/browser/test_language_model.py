"""With a language model: the answer streams, can be stopped, shows what no source supports, and survives failures."""

import threading
from collections.abc import Callable, Iterator
from itertools import count, repeat
from pathlib import Path

import pytest
from playwright.sync_api import expect

from answer.write.local.files import small_model
from chat_driver import ROOT, Chat, ChatPage, chips, running_chat
from scripted_model import Script, ScriptedModel, Wire, answering, failing, number_of, running_model, saying

OpenPage = Callable[..., ChatPage]
SIGNED = "When was the General Agreement signed?"
UKRAINE = "What did Ukraine offer Tajikistan?"
CARRIED = "Ukraine offered enlarged support for bilateral military cooperation"
INSTEAD = "This answer is quoted from the documents instead."


def first(prompt: str) -> str:
    """A sentence that a passage of the prompt carries, with its marker."""
    return f"{CARRIED} [{number_of(CARRIED, prompt)}]."


@pytest.fixture(scope="module")
def model() -> Iterator[ScriptedModel]:
    with running_model() as model:
        yield model


@pytest.fixture(scope="module")
def writing_chat(data_folder: Path, model: ScriptedModel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    variables = {"FOOTNOTE_LLM_URL": model.base_url, "FOOTNOTE_LLM_MODEL": "scripted"}
    with running_chat(data_folder, ROOT / "corpus", tmp_path_factory.mktemp("writing") / "log", **variables) as chat:
        yield chat


def test_an_unsupported_sentence_is_struck_and_marked(
    writing_chat: Chat, model: ScriptedModel, open_page: OpenPage
) -> None:
    model.script = answering(lambda prompt: [first(prompt), " It also sent four hundred tanks [99]."])
    window = open_page(writing_chat)
    supported, unsupported, unsure, whose = window.ask(UKRAINE).locator("[role=article]").all()
    assert chips(supported).all_inner_texts() == ["[1]"]
    assert supported.locator("del").count() == 0
    assert unsupported.inner_text().startswith("⚠ Not in the sources")
    assert "four hundred tanks" in unsupported.locator("del").inner_text()
    assert chips(unsupported).count() == 0
    assert "I am not sure that it answers" in unsure.inner_text()
    assert "Written by scripted" in whose.inner_text()


@pytest.mark.skipif(small_model() is None, reason="no language model is installed: make install WITH=llm")
@pytest.mark.timeout(240)
def test_a_model_on_this_machine_writes_and_what_it_says_is_carried_or_marked(
    data_folder: Path, tmp_path: Path, open_page: OpenPage
) -> None:
    variables = {"FOOTNOTE_LLM": "smollm2", "FOOTNOTE_LLM_CONTEXT": "2048", "FOOTNOTE_LLM_MAX_TOKENS": "100"}
    with running_chat(data_folder, ROOT / "corpus", tmp_path / "log", **variables) as chat:
        window = open_page(chat)
        window.page.set_default_timeout(120_000)
        answer = window.ask(SIGNED).inner_text()
        assert "SmolLM2-135M-Instruct" in answer  # as who wrote it, or in why it is quoted
        assert "Not in the sources" in answer or chips(window.answers.last).count() > 0


def test_stop_keeps_what_there_is_and_the_next_question_is_answered(
    writing_chat: Chat, model: ScriptedModel, open_page: OpenPage
) -> None:
    may_end = threading.Event()

    def script(wire: Wire) -> None:
        wire.say([first(wire.prompt), " And this"])
        may_end.wait(20)
        wire.send(b"data: [DONE]\n\n")

    model.script = script
    window = open_page(writing_chat)
    window.type(UKRAINE)
    expect(window.answers.first).to_contain_text("bilateral military cooperation")
    window.page.click("#stop-button")
    window.page.locator("#chat-submit").wait_for()
    may_end.set()
    expect(chips(window.answers.first)).to_have_count(1)  # and can be opened
    assert window.answers.all_inner_texts()[0].endswith("Stopped.")
    expect(window.answers).to_have_count(1)
    model.script = answering(lambda prompt: [first(prompt)])
    assert "Understood as: What did Russia offer Tajikistan?" in window.ask("And Russia?").inner_text()
    assert "enlarged support" in window.answers.first.inner_text()
    assert "And this" not in window.page.locator("body").inner_text()


def test_stop_before_the_first_word_says_so(writing_chat: Chat, model: ScriptedModel, open_page: OpenPage) -> None:
    may_end = threading.Event()

    def script(_: Wire) -> None:
        may_end.wait(20)

    model.script = script
    window = open_page(writing_chat)
    window.type(UKRAINE)
    window.page.click("#stop-button")
    expect(window.answers).to_have_text(["Stopped."])
    may_end.set()


def test_items_of_a_list_stand_below_one_another(writing_chat: Chat, model: ScriptedModel, open_page: OpenPage) -> None:
    model.script = answering(
        lambda prompt: [
            f"- Reform of the armed forces [{number_of('reform of the', prompt)}]\n"
            f"- Access to military educational establishments [{number_of('access to military', prompt)}]\n"
        ]
    )
    said = open_page(writing_chat).ask("What did the ministers agree on?").locator("[role=article]").first
    assert [line.partition("\u202f")[0] for line in said.inner_text().splitlines()] == [
        "Reform of the armed forces",
        "Access to military educational establishments",
    ]


def test_quotes_can_be_chosen_and_the_chat_starts_anew(
    writing_chat: Chat, model: ScriptedModel, open_page: OpenPage
) -> None:
    model.script = answering(lambda prompt: [first(prompt)])
    window = open_page(writing_chat)
    switch = window.page.locator("#chat-profiles")
    assert switch.inner_text() == "Written"
    window.ask(UKRAINE)
    asked = len(model.requests)
    switch.click()
    window.page.get_by_role("option", name="Quotes").click()
    window.page.get_by_role("button", name="Confirm").click()
    expect(window.answers).to_have_count(0)
    expect(switch).to_have_text("Quotes")
    assert "Quoted from the documents." in window.ask("When was the General Agreement signed?").inner_text()
    assert len(model.requests) == asked


def test_on_a_phone_what_the_switch_says_of_itself_is_not_cut(writing_chat: Chat, open_page: OpenPage) -> None:
    window = open_page(writing_chat, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    window.page.click("#chat-profiles")
    says = window.page.locator("#chat-profile-description")
    expect(says).to_be_visible()
    window.page.wait_for_timeout(500)  # it slides in
    box = says.bounding_box()
    assert box is not None
    assert 0 <= box["x"] < box["x"] + box["width"] <= 390


def test_without_a_language_model_there_is_no_switch(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat)
    assert "Quoted from" not in window.ask(UKRAINE).inner_text()
    assert window.page.locator("#chat-profiles").count() == 0


def test_a_language_model_that_fails_costs_no_answer(
    writing_chat: Chat, model: ScriptedModel, open_page: OpenPage
) -> None:
    window = open_page(writing_chat)
    failures: list[tuple[Script, str]] = [
        (failing(401), "FOOTNOTE_LLM_KEY"),
        (failing(500), "status 500"),
        (saying(""), "empty answer"),
        (lambda wire: wire.say(f"and {number} " for number in count()), "FOOTNOTE_LLM_MAX_TOKENS"),
        (lambda wire: wire.say(repeat("and on ")), "repeating itself"),
    ]
    for script, says in failures:
        model.script = script
        said = window.ask(UKRAINE).inner_text()
        assert says in said
        assert "enlarged support" in said
        assert INSTEAD in said


def test_what_was_said_before_the_connection_was_cut_stays(
    writing_chat: Chat, model: ScriptedModel, open_page: OpenPage
) -> None:
    model.script = lambda wire: wire.say([first(wire.prompt), " It also prom"])
    answer = open_page(writing_chat).ask(UKRAINE)
    assert "enlarged support" in answer.inner_text()
    assert "It also prom" not in answer.inner_text()
    assert "the connection was cut" in answer.inner_text()


def test_nothing_that_a_language_model_says_becomes_markup(
    writing_chat: Chat, model: ScriptedModel, open_page: OpenPage
) -> None:
    model.script = saying(
        "\x1b[31mUkraine\u202e offered <script>window.hacked = true</script> **tanks** and "
        "![x](http://evil.example/x.png) at www.evil.example [1]."
    )
    window = open_page(writing_chat)
    answer = window.ask(UKRAINE)
    assert answer.locator("script, img:not([alt^=Avatar]), iframe, a:not(.element-link)").count() == 0
    assert "\u202e" not in answer.inner_text()
    assert window.page.evaluate("window.hacked") is None
