"""The writer against a scripted server: what is said, what is cited, and which mode it was."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from answer.answer import Answer
from answer.assistant import Assistant, Stopped
from scripted_model import ScriptedModel, endlessly, number_of, saying
from settings import SettingsError

QUESTION = "What did Ukraine offer Tajikistan?"
CARRIED = "Ukraine offered enlarged support for bilateral military cooperation"


@pytest.fixture
def ask(written_by: Callable[..., Assistant], server: ScriptedModel) -> Callable[..., Answer]:
    """ask("piece", …) → the answer of an assistant whose language model says these pieces."""
    writing = written_by()

    def ask(*pieces: str, question: str = QUESTION, **asking: Any) -> Answer:
        server.script = saying(*pieces)
        return writing.ask(question, **asking)

    return ask


@pytest.fixture
def offered(ask: Any, server: ScriptedModel) -> str:
    """The number of the passage that carries CARRIED."""
    ask("NOT FOUND")
    return number_of(CARRIED, server.prompt)


def test_quotes_can_be_asked_for_where_a_model_is_set(ask: Any, server: ScriptedModel) -> None:
    answer = ask("Something [1].", mode="quotes")

    assert (answer.mode, answer.model, answer.statements[0].support) == ("quotes", "", "quoted")
    assert not server.requests


def test_it_is_written_where_a_model_is_set_and_nothing_else_asked_for(ask: Any, offered: str) -> None:
    answer = ask(f"{CARRIED} [{offered}].")

    assert (answer.mode, answer.model) == ("written", "m")


def test_nothing_can_be_written_where_no_model_is_set(assistant: Assistant) -> None:
    with pytest.raises(SettingsError, match="FOOTNOTE_LLM_URL"):
        assistant.ask(QUESTION, mode="written")


def test_a_marker_becomes_the_best_sentence_of_its_passage(ask: Any, offered: str) -> None:
    answer = ask(f"{CARRIED}", f" [{offered}]", ".")

    assert answer.verdict == "answered"
    assert answer.statements[0].support == "supported"
    assert CARRIED in answer.citations[0].quote


def test_an_invented_marker_is_removed_and_its_sentence_marked(ask: Any, offered: str) -> None:
    answer = ask(f"{CARRIED} [{offered}]. It also sent four hundred tanks [99].")

    unsupported = answer.statements[1]
    assert (answer.verdict, unsupported.text) == ("partial", "It also sent four hundred tanks.")
    assert (unsupported.citations, unsupported.support) == ((), "unsupported")
    assert "[99]" in unsupported.reason


def test_an_invented_marker_beside_a_good_one_does_no_harm(ask: Any, offered: str) -> None:
    answer = ask(f"{CARRIED} [{offered}][99].")

    assert answer.statements[0].support == "supported"


def test_where_nothing_holds_it_is_not_found_and_the_readers_quotes_are_offered(ask: Any) -> None:
    heard: list[str] = []

    answer = ask("Ukraine offered 400 tanks [1].", on_statement=lambda s: heard.append(s.support))

    assert heard == ["unsupported"]
    assert answer.message == "This is what comes nearest:"
    assert (answer.verdict, answer.statements, answer.mode) == ("not_found", (), "written")
    assert "Ukraine offered" in answer.nearest[0].quote
    assert "What m wrote is not in the documents" in answer.note
    assert "400 tanks" in " ".join(answer.trace)


def test_what_does_not_hold_is_told_in_its_place(ask: Any, offered: str) -> None:
    heard: list[str] = []

    ask(
        f"Ukraine offered 400 tanks [{offered}]. {CARRIED} [{offered}].", on_statement=lambda s: heard.append(s.support)
    )

    assert heard == ["unsupported", "supported"]


@pytest.mark.parametrize("beside", ["", CARRIED])
def test_what_does_not_hold_can_be_dropped_and_the_trace_tells(
    written_by: Callable[..., Assistant], server: ScriptedModel, beside: str
) -> None:
    server.script = saying(f"Ukraine offered 400 tanks [1]. {beside}")
    heard: list[str] = []

    answer = written_by(unsupported="drop").ask(QUESTION, on_statement=lambda s: heard.append(s.text))

    assert (answer.verdict, heard) == (("answered", [CARRIED]) if beside else ("not_found", []))
    assert [s.text for s in answer.statements] == heard
    assert "400 tanks" in " ".join(answer.trace)
    assert bool(answer.nearest) == (not beside)


def test_what_is_written_in_another_language_is_said_to_be_beyond_the_check(ask: Any) -> None:
    answer = ask("Die Ukraine hat dem Land eine Unterstützung von der Armee und den Truppen angeboten [1].")

    assert answer.verdict == "not_found"
    assert "m wrote is not in English" in answer.note


@pytest.mark.parametrize(
    "said",
    [
        "**NOT FOUND**",
        "Thank you for asking. Unfortunately, the passages do not mention a price.",
        "I have read the passages. They say nothing about a price, and I could not find one. Sorry.",
        "The passages do not mention a price [1]. Ukraine offered something else [2].",
    ],
)
def test_a_refusal_is_not_found(ask: Any, said: str) -> None:
    answer = ask(said[:5], said[5:])

    assert (answer.verdict, answer.statements) == ("not_found", ())
    assert answer.nearest


def test_a_refusal_behind_what_holds_is_said_in_the_note(ask: Any, offered: str) -> None:
    answer = ask(f"{CARRIED} [{offered}]. The passages do not say at what price.")

    assert [s.support for s in answer.statements] == ["supported"]
    assert "no more than this" in answer.note


def test_what_was_said_before_it_broke_off_counts_as_written(
    written_by: Callable[..., Assistant], server: ScriptedModel
) -> None:
    server.script = lambda wire: wire.say([f"{CARRIED} [1][2][3][4][5]. ", "And it al"])

    answer = written_by().ask(QUESTION)

    assert (answer.mode, answer.model, answer.statements[0].support) == ("written", "m", "supported")
    assert "What it had said by then is checked" in answer.note


def test_a_plain_refusal_promises_nothing_near(ask: Any) -> None:
    message = ask("NOT FOUND").message

    assert message
    assert message != "This is what comes nearest:"


def test_half_of_it_holds_and_its_confidence_is_half(ask: Any, offered: str) -> None:
    half, whole = ask(f"{CARRIED} [{offered}]. It also sent 400 tanks [{offered}]."), ask(f"{CARRIED} [{offered}].")

    assert half.confidence == pytest.approx(whole.confidence / 2)
    assert half.doubt


def test_what_is_carried_may_still_be_no_answer_and_is_doubted(ask: Any, offered: str) -> None:
    answer = ask(f"{CARRIED} [{offered}].")  # the reader finds the answer there, and is not sure of it

    assert (answer.verdict, answer.doubt) == ("answered", True)
    assert "I am not sure that it answers" in answer.note


def test_statements_arrive_one_by_one(ask: Any, server: ScriptedModel) -> None:
    heard: list[str] = []

    ask(f"{CARRIED}. Sec", "ond one [1].", on_statement=lambda s: heard.append(s.text))

    assert heard == [f"{CARRIED}.", "Second one."]


def test_stop_ends_the_request(written_by: Callable[..., Assistant], server: ScriptedModel) -> None:
    server.script = endlessly("Something was said [1]. ", gap=0.02)

    def stop(_: object) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        written_by().ask(QUESTION, on_statement=stop)

    assert server.hung_up.wait(5)


def test_the_language_models_library_is_not_loaded_where_none_is_set(data_folder: Path) -> None:
    import subprocess

    code = "import sys, answer.assistant; sys.exit('llama_index.llms.openai_like' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
