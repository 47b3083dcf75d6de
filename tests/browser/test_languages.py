"""The window speaks the browser's language: all of it, to each their own."""

import importlib
import json
import pkgutil
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import answer
from accessibility import SIZES, STILL, violations
from answer.saying import SAYINGS
from chat.wording import FOLDER, wording
from chat_driver import ROOT, Chat, ChatPage, chips

GERMAN = wording("de")
TELLING = 8  # letters of a text with places, at least, by which it is known among a document's own sentences

UKRAINE = "What did Ukraine offer Tajikistan?"
NOT_THERE = "What does the military base in Kulyab cost?"

OpenPage = Callable[..., ChatPage]


def english_only() -> list[re.Pattern[str]]:
    """What finds the texts, ours and Chainlit's, that German says otherwise, whatever is put into them."""
    for module in pkgutil.walk_packages(answer.__path__, "answer."):
        importlib.import_module(module.name)
    ours = {*texts_in(tomllib.loads((FOLDER / "en.toml").read_text(encoding="utf-8")))}
    ours |= {text for saying in SAYINGS.values() for text in (saying.text, saying.one)}
    ours -= {*texts_in(tomllib.loads((FOLDER / "de.toml").read_text(encoding="utf-8")))}
    translations = ROOT / ".chainlit" / "translations"
    english, german = (json.loads((translations / f"{tag}.json").read_text("utf-8")) for tag in ("en-US", "de-DE"))
    ours |= {*texts_in(english)} - {*texts_in(german)}
    return [pattern_of(text) for text in ours if "{" not in text or len(re.sub(r"\{\w+\}|\W", "", text)) >= TELLING]


def texts_in(tree: dict[str, Any]) -> Iterator[str]:
    for value in tree.values():
        if isinstance(value, dict):
            yield from texts_in(value)
        elif value:
            yield str(value)


def pattern_of(text: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(text)), re.DOTALL)


def english_on(page: Page, patterns: list[re.Pattern[str]]) -> list[str]:
    """What a page shows or has read out that is one of these."""
    return sorted({said for said in page.evaluate(SAID) if any(pattern.fullmatch(said) for pattern in patterns)})


SAID = """() => {
  const greeting = document.querySelector('#welcome-screen')
  const said = greeting ? [getComputedStyle(greeting, '::before').content.slice(1, -1)] : []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) said.push(texts.currentNode.data.trim())
  for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
    document.querySelectorAll(`[${name}]`).forEach((part) => said.push(part.getAttribute(name).trim()))
  document.querySelectorAll('p, dt, button, summary, label').forEach((part) => said.push(part.textContent.trim()))
  return said.filter(Boolean)
}"""


@pytest.mark.parametrize("size", SIZES)
def test_a_german_browser_finds_nothing_that_is_said_in_english(chat: Chat, open_page: OpenPage, size: str) -> None:
    window = open_page(chat, locale="de-AT", reduced_motion="reduce", **SIZES[size])
    window = replace(window, how=GERMAN.say("chat.how"))
    patterns, found = english_only(), dict[str, list[str]]()
    shut_out, wider = dict[str, list[str]](), list[str]()
    for state in german_states(window):
        found[state] = english_on(window.page, patterns)
        shut_out[state] = violations(window.page) if size == "wide" else []  # the names are the same on a phone
        wider += [state] if window.page.evaluate("document.documentElement.scrollWidth > innerWidth") else []

    assert len(found) == 7
    assert {state: said for state, said in found.items() if said} == {}
    assert {state: what for state, what in shut_out.items() if what} == {}
    assert wider == []
    assert window.page.locator("html").get_attribute("lang") == "de"


def german_states(window: ChatPage) -> Iterator[str]:
    """Walk through what says most; each yields when it is there."""
    page = window.page
    expect(page.locator("#footnote-welcome")).to_contain_text("1 Dokument. Am besten auf Englisch fragen")
    yield "welcome"
    page.get_by_role("button", name="Dokumente 1").click()
    page.get_by_role("checkbox").first.click()
    expect(page.get_by_role("alert")).to_have_text("Mindestens ein Dokument muss gefragt werden.")
    yield "the documents, and an error"
    page.keyboard.press("Escape")
    page.locator(".footnote-documents").wait_for(state="detached")
    assert "Das sind die Worte der Dokumente" in window.ask(UKRAINE).inner_text()
    page.get_by_role("button", name=window.how).click()
    page.get_by_role("columnheader", name="Abschnitt").wait_for()
    yield "an answer in doubt, and how it came about"
    page.get_by_role("button", name=window.how).click()
    refusal = window.ask(NOT_THERE)
    assert refusal.inner_text().startswith("In den Dokumenten findet sich nichts, was das beantwortet.")
    yield "what is not answered"
    chips(refusal).first.click()
    window.panel.get_by_text("Absatz").wait_for()
    yield "a source"
    page.keyboard.press("Escape")
    window.panel.wait_for(state="detached")
    page.get_by_role("button", name="Etwas stimmt nicht").last.click()
    page.get_by_role("button", name="Begründen").click()
    page.get_by_label("Was stimmt an dieser Antwort, und was nicht?").wait_for()
    yield "a comment"
    page.keyboard.press("Escape")
    page.locator("[data-sonner-toast]").first.wait_for(state="detached")
    page.keyboard.press("Control+k")
    page.get_by_role("dialog", name="Einen neuen Chat beginnen?").wait_for()
    page.wait_for_timeout(STILL)
    yield "a new chat"


def test_two_people_at_once_are_answered_each_in_their_language(chat: Chat, open_page: OpenPage) -> None:
    german = replace(open_page(chat, locale="de-DE"), how=GERMAN.say("chat.how"))
    french = open_page(chat, locale="fr-FR")  # of which there is none, and English is spoken
    german.type(NOT_THERE)
    english = french.ask(NOT_THERE)
    german.page.get_by_role("button", name=german.how).wait_for()

    assert english.inner_text().startswith("I found nothing in the documents")
    assert german.answers.last.inner_text().startswith("In den Dokumenten findet sich nichts")
    assert [page.locator("html").get_attribute("lang") for page in (german.page, french.page)] == ["de", "en"]
    assert french.page.locator("#chat-input").get_attribute("placeholder") == "Type your question"
    with german.page.expect_download() as download:
        german.page.locator("#footnote-export summary").click()
        german.page.get_by_role("link", name="Markdown mit Fußnoten").click()
    assert "In den Dokumenten findet sich nichts" in download.value.path().read_text(encoding="utf-8")
