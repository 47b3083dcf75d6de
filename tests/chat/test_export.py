"""A conversation as a file: every quote in a footnote, and what is in a document no markup."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from answer.answer import Answer
from answer.assistant import Assistant
from chat.export import exported
from chat.export_routes import ExportRoutes
from chat.history import History, KeptAnswer
from chat.sqlite import SQLite
from chat.visitors import Local
from chat.whose import Whose

OFFER = "What did Ukraine offer Tajikistan?"


@pytest.fixture(scope="module")
def answers(assistant: Assistant) -> list[Answer]:
    first = assistant.ask(OFFER)
    return [first, assistant.ask("And when was the General Agreement signed?", [first]), assistant.ask("Who ate bees?")]


def thread_of(answers: list[Answer]) -> Any:
    steps = []
    for number, answer in enumerate(answers):
        steps.append({"id": f"q{number}", "type": "user_message", "output": answer.question})
        steps.append({"id": f"a{number}", "type": "assistant_message", "output": "as it was shown"})
    return {"name": "About <b>Tajikistan</b>", "createdAt": "2026-01-01", "steps": steps}


def kept(answers: list[Answer]) -> list[KeptAnswer]:
    return [KeptAnswer(f"a{number}", answer, "none") for number, answer in enumerate(answers)]


def test_markdown_has_a_footnote_for_each_quote_and_each_once(answers: list[Answer]) -> None:
    text = exported(thread_of([*answers, answers[0]]), kept([*answers, answers[0]]), "md")
    notes = re.findall(r"^\[\^(\d+)\]: (.*)$", text, re.MULTILINE)
    assert [number for number, _ in notes] == [str(n) for n in range(1, len(notes) + 1)]
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == {number for number, _ in notes}
    assert len({note for _, note in notes}) == len(notes)
    assert text.count(f"## {OFFER}") == 2
    assert answers[0].citations[0].quote.split()[0] in notes[0][1]


def test_a_page_to_print_has_no_markup_but_its_own(answers: list[Answer]) -> None:
    page = exported(thread_of(answers), kept(answers), "html")
    assert "<b>" not in page
    assert "About &lt;b&gt;Tajikistan" in page
    assert len(re.findall(r'<li id="n\d+">', page)) == len(set(re.findall(r'href="(#n\d+)"', page)))
    assert "http" not in page


def test_json_holds_the_answers_whole(answers: list[Answer]) -> None:
    read = json.loads(exported(thread_of(answers), kept(answers), "json"))
    assert [Answer.model_validate(turn["answer"]) for turn in read["turns"]] == answers


def test_what_is_no_answer_stands_as_it_was_shown(answers: list[Answer]) -> None:
    text = exported(thread_of(answers[:1]), [], "md")
    assert "as it was shown" in text
    unanswered = thread_of(answers[:1])
    del unanswered["steps"][1]
    assert f"## {OFFER}" in exported(unanswered, [], "md")


def test_a_conversation_comes_as_a_file_and_what_is_none_is_told_so(tmp_path: Path) -> None:
    history = History(SQLite(tmp_path / "h.sqlite"))
    with TestClient(Starlette(routes=ExportRoutes(history, Whose(Local(), history)).routes())) as page:
        assert (
            page.get("/footnote/export?chat=none&as=md").json()["error"].startswith("There is no conversation 'none'")
        )
        page.portal.call(history.update_thread, "t", 'A "name" of ünicode/..')  # type: ignore[union-attr]
        assert page.get("/footnote/export?chat=t&as=exe").status_code == 404
        answer = page.get("/footnote/export?chat=t&as=md")
        assert answer.headers["content-disposition"] == 'attachment; filename="A name of nicode.md"'
        page.portal.call(history.close)  # type: ignore[union-attr]
