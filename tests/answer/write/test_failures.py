"""Whatever the language model's server does, the user gets the documents' own words, and one line on why."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from answer.answer import Answer
from answer.assistant import Assistant
from answer.write.failures import in_words
from scripted_model import Script, ScriptedModel, Wire, answering, endlessly, failing, in_turn, number_of, saying

QUESTION = "What did Ukraine offer Tajikistan?"
CARRIED = "Ukraine offered enlarged support for bilateral military cooperation"
WHOLE = f"{CARRIED} [1][2][3][4][5]. "

BABBLE = [f"And {number} more, " for number in range(100)]

WrittenBy = Callable[..., Assistant]


def is_quoted(answer: Answer, why: str) -> bool:
    """Whether the documents are quoted, and the note says why."""
    quoted = [s.support for s in answer.statements] == ["quoted"] * len(answer.statements)
    return quoted and (answer.mode, answer.verdict) == ("quotes", "answered") and why in answer.note


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("NOT FOUND", "m found no answer in the passages. This is quoted from the documents."),
        ("Bell signed it in 1850.", "What m wrote is not in the documents, and is left out. This is quoted"),
    ],
)
def test_where_nothing_it_writes_holds_and_the_reader_is_sure_the_documents_are_quoted(
    written_by: WrittenBy, server: ScriptedModel, said: str, why: str
) -> None:
    server.script = saying(said)
    answer = written_by().ask("When was the General Agreement signed?")

    assert is_quoted(answer, why)
    assert not answer.doubt
    assert "June 27, 1997" in answer.text


SIGNED = "When was the General Agreement signed?"
BESIDE = "Rapid, practical progress in such areas has not always been reached [1][2][3][4][5][6][7][8]."
ANSWERS = "The General Agreement was signed on June 27, 1997 [1][2][3][4][5][6][7][8]."


def test_a_written_answer_in_which_the_reader_finds_the_same_is_sure(
    written_by: WrittenBy, server: ScriptedModel
) -> None:
    server.script = saying(ANSWERS)
    answer = written_by().ask(SIGNED)

    assert (answer.mode, answer.doubt, answer.note) == ("written", False, "")
    assert [s.support for s in answer.statements] == ["supported"]


@pytest.mark.parametrize(
    ("question", "said", "answer"),
    [
        (SIGNED, "June 27", "1997"),  # a date cut off before its year
        ("Who was Hrytsenko’s Tajik counterpart?", "Anatoliy Hrytsenko", "Sherali Khayrulloyev"),
    ],
)
def test_another_name_or_half_a_date_of_the_very_sentence_that_answers_is_doubted(
    written_by: WrittenBy, server: ScriptedModel, question: str, said: str, answer: str
) -> None:
    server.script = saying(f"{said} [1][2][3][4][5][6][7][8].")
    given = written_by().ask(question)

    assert given.doubt
    assert answer in " ".join(s.text for s in given.statements if s.support == "quoted")


def test_what_is_true_and_beside_the_point_is_doubted_and_what_the_documents_say_stands_behind_it(
    written_by: WrittenBy, server: ScriptedModel
) -> None:
    server.script = saying(BESIDE)
    answer = written_by().ask(SIGNED)

    assert (answer.mode, answer.doubt) == ("written", True)
    assert [s.support for s in answer.statements] == ["supported", "quoted"]
    assert "June 27, 1997" in answer.statements[1].text
    assert "Behind it stands what the documents themselves say" in answer.note


def broken_off(*pieces: str, ending: bytes = b"", closed: bool = True) -> Script:
    """These pieces and no more than `ending`; the body ends there, or (not `closed`) its connection is cut."""

    def script(wire: Wire) -> None:
        wire.say(pieces)
        if ending:
            wire.send(ending)
        if closed:
            wire.close()

    return script


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (401, "FOOTNOTE_LLM_KEY"),
        (403, "FOOTNOTE_LLM_KEY"),
        (404, "no such model or address (“out of tea”); see FOOTNOTE_LLM_MODEL"),
        (500, "status 500"),
        (503, "still loading"),
        (418, "status 418 (“out of tea”)"),
    ],
)
def test_a_server_that_refuses(written_by: WrittenBy, server: ScriptedModel, status: int, why: str) -> None:
    server.script = failing(status, "out of tea")

    answer = written_by().ask(QUESTION)

    assert is_quoted(answer, why)
    assert len(server.requests) == 1


@pytest.mark.parametrize("said", ["model 'm' isn't \"here\": pull it", "<html>no page</html>", ""])
def test_what_the_server_says_of_it_is_passed_on(written_by: WrittenBy, server: ScriptedModel, said: str) -> None:
    server.script = failing(404, said)

    note = written_by().ask(QUESTION).note

    assert (f"(“{said}”)" in note, "<html>" in note) == ("pull" in said, False)


@pytest.mark.parametrize("headers", [{"Retry_After": "0.1"}, {}])
def test_a_short_wait_is_waited(written_by: WrittenBy, server: ScriptedModel, headers: dict[str, str]) -> None:
    server.script = in_turn(failing(429, **headers), saying(WHOLE))

    assert written_by().ask(QUESTION).mode == "written"


@pytest.mark.parametrize("asked", ["3600", "Wed, 01 Jan 2098 00:00:00 GMT", "soon"])
def test_a_long_wait_is_not(written_by: WrittenBy, server: ScriptedModel, asked: str) -> None:
    server.script = failing(429, Retry_After=asked)

    assert is_quoted(written_by().ask(QUESTION), "too many requests")
    assert len(server.requests) == 1


def test_too_many_requests_for_ever(written_by: WrittenBy, server: ScriptedModel) -> None:
    server.script = failing(429, Retry_After="0")

    assert is_quoted(written_by().ask(QUESTION), "too many requests")
    assert len(server.requests) == 2


def test_nobody_is_there(written_by: WrittenBy) -> None:
    assert is_quoted(
        written_by(llm_url="http://127.0.0.1:9/v1").ask(QUESTION), "is it running, and is FOOTNOTE_LLM_URL"
    )


@pytest.mark.parametrize("url", ["nonsense", "http://no-such-host.invalid/v1", "http://user:pass@127.0.0.1:9/v1"])
def test_an_address_that_leads_nowhere(written_by: WrittenBy, url: str) -> None:
    answer = written_by(llm_url=url).ask(QUESTION)

    assert is_quoted(answer, "it cannot be reached")
    assert "pass@" not in answer.note


def test_a_server_that_says_nothing_is_given_up(written_by: WrittenBy, server: ScriptedModel) -> None:
    server.script = Wire.hold

    assert is_quoted(written_by(llm_timeout=0.5).ask(QUESTION), "FOOTNOTE_LLM_TIMEOUT")


def test_a_server_that_falls_silent_in_mid_sentence(written_by: WrittenBy, server: ScriptedModel) -> None:
    def script(wire: Wire) -> None:
        wire.say(["Ukraine ", "offered"])
        wire.hold()

    server.script = script

    assert is_quoted(written_by(llm_timeout=1.0).ask(QUESTION), "FOOTNOTE_LLM_TIMEOUT")


def test_a_server_that_only_sends_signs_of_life(written_by: WrittenBy, server: ScriptedModel) -> None:
    def script(wire: Wire) -> None:
        wire.say([])
        while True:  # what a proxy does in front of a model that hangs
            wire.send(b": ping\n\n")
            time.sleep(0.1)

    server.script = script

    assert is_quoted(written_by(llm_timeout=1.0).ask(QUESTION), "FOOTNOTE_LLM_TIMEOUT")
    assert server.hung_up.wait(5)


def test_an_answer_that_takes_too_long_keeps_what_held(written_by: WrittenBy, server: ScriptedModel) -> None:
    server.script = endlessly(WHOLE, *BABBLE, gap=0.1)

    answer = written_by(llm_time_limit=3.0).ask(QUESTION)

    assert (answer.statements[0].support, answer.mode) == ("supported", "written")
    assert "FOOTNOTE_LLM_TIME_LIMIT" in answer.note


def test_an_endless_answer_is_ended(written_by: WrittenBy, server: ScriptedModel) -> None:
    server.script = endlessly(*BABBLE)

    assert is_quoted(written_by(llm_max_tokens=32).ask(QUESTION), "FOOTNOTE_LLM_MAX_TOKENS")
    assert server.hung_up.wait(5)


def test_an_answer_that_goes_in_circles_is_ended_and_keeps_what_held(
    written_by: WrittenBy, server: ScriptedModel
) -> None:
    def script(wire: Wire) -> None:
        endlessly(f"{CARRIED} [{number_of(CARRIED, server.prompt)}]. ")(wire)

    server.script = script

    answer = written_by().ask(QUESTION)

    assert [s.support for s in answer.statements] == ["supported"]
    assert "repeating itself" in answer.note
    assert server.hung_up.wait(5)


def test_an_answer_cut_off_at_its_limit_keeps_what_held(written_by: WrittenBy, server: ScriptedModel) -> None:
    def script(wire: Wire) -> None:
        wire.say([WHOLE, "And it also"])
        wire.end("length")

    server.script = script

    answer = written_by().ask(QUESTION)

    assert CARRIED in answer.statements[0].text
    assert "And it also" not in answer.text
    assert "FOOTNOTE_LLM_MAX_TOKENS" in answer.note


@pytest.mark.parametrize("closed", [True, False])
def test_a_connection_cut_in_mid_sentence(written_by: WrittenBy, server: ScriptedModel, closed: bool) -> None:
    server.script = broken_off(WHOLE, "And it al", closed=closed)

    answer = written_by().ask(QUESTION)

    assert (answer.statements[0].support, answer.verdict) == ("supported", "answered")
    assert "the connection was cut" in answer.note
    assert "And it al" not in answer.text


def test_a_connection_cut_before_any_sentence(written_by: WrittenBy, server: ScriptedModel) -> None:
    server.script = broken_off("Half an ans", closed=False)

    assert is_quoted(written_by().ask(QUESTION), "the connection was cut")


@pytest.mark.parametrize(
    ("ending", "why"),
    [
        (b"data: {not json\n\n", "could not be read"),
        (b'data: {"error": {"message": "out of memory"}}\n\n', "“out of memory”"),
        (b"data: [1, 2]\n\n", "could not be read"),
        (b'data: {"choices": 5}\n\n', "could not be read"),
        (b"\xff\xfe\x00garbage\n\n", ""),
        (b"<html>", ""),
    ],
)
def test_a_stream_that_makes_no_sense(written_by: WrittenBy, server: ScriptedModel, ending: bytes, why: str) -> None:
    server.script = broken_off("Half an ans", ending=ending)

    assert is_quoted(written_by().ask(QUESTION), why)


@pytest.mark.parametrize("said", [[], ["", " ", "\n"], ["<think>Let me see.</think>"]])
def test_an_empty_answer(written_by: WrittenBy, server: ScriptedModel, said: list[str]) -> None:
    server.script = saying(*said)

    assert written_by().ask(QUESTION).mode == "quotes"


def test_another_language_is_checked_like_any_other(written_by: WrittenBy, server: ScriptedModel) -> None:
    server.script = saying("Die Regierung in Kiew bot eine engere Zusammenarbeit an [1].")

    answer = written_by().ask(QUESTION)

    assert (answer.verdict, answer.statements) == ("not_found", ())
    assert "not in English" in answer.note
    assert answer.hits


def test_a_prompt_that_is_too_long_is_tried_with_half_the_passages(
    written_by: WrittenBy, server: ScriptedModel
) -> None:
    too_long = failing(400, "This model's maximum context length is 512 tokens")
    server.script = in_turn(too_long, too_long, saying(WHOLE))

    answer = written_by().ask(QUESTION)

    offered = [r["messages"][0]["content"].count("<<<passage ") for r in server.requests]
    assert (answer.mode, offered[1], offered[2]) == ("written", offered[0] // 2, offered[0] // 4)
    assert "too long" in " ".join(answer.trace)


def test_a_prompt_that_is_always_too_long(written_by: WrittenBy, server: ScriptedModel) -> None:
    server.script = failing(400, "the request exceeds the available context size")

    assert is_quoted(written_by().ask(QUESTION), "FOOTNOTE_LLM_CONTEXT")
    assert len(server.requests) <= 3


def test_what_does_not_fit_is_left_out_and_said(written_by: WrittenBy, server: ScriptedModel) -> None:
    server.script = saying(WHOLE)

    answer = written_by(llm_context=1024).ask(QUESTION)

    assert server.prompt.count("<<<passage ") < len(answer.hits)
    assert "left out" in " ".join(answer.trace)


def test_ten_users_of_a_dead_server_do_not_wait_for_one_another(written_by: WrittenBy, server: ScriptedModel) -> None:
    server.script = Wire.hold
    assistant = written_by(llm_timeout=2.0)
    writes = assistant._writes
    assert writes

    def seconds(_: int) -> float:
        began = time.perf_counter()
        assert "".join(w.text for w in _until_it_fails(writes.writer)) == ""
        return time.perf_counter() - began

    with ThreadPoolExecutor(10) as users:
        waits = list(users.map(seconds, range(10)))
    began = time.perf_counter()
    again = seconds(0)

    assert max(waits) < 2 * 2.0
    assert (again < 0.1, time.perf_counter() - began < 0.2) == (True, True)


def _until_it_fails(writer: Any) -> Iterator[Any]:
    from answer.errors import LLMError

    try:
        yield from writer.write("Why?", (), [])
    except LLMError:
        return


def test_a_server_found_dead_is_asked_again_after_a_while(
    written_by: WrittenBy, server: ScriptedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("answer.write.model.DOWN", 0.0)
    server.script = in_turn(Wire.hold, saying(WHOLE))
    assistant = written_by(llm_timeout=0.5)

    assert assistant.ask(QUESTION).mode == "quotes"
    assert assistant.ask(QUESTION).mode == "written"


def test_the_key_goes_to_the_server_and_nowhere_else(
    written_by: WrittenBy, server: ScriptedModel, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.script = in_turn(failing(500, "your key secret-key is odd"), failing(401, "wrong key: secret-key"))
    assistant = written_by()

    told = [assistant.ask(QUESTION).model_dump_json() for _ in range(2)]

    assert server.keys == ["Bearer secret-key"] * 2
    assert "secret" not in " ".join(
        [*told, caplog.text, repr(assistant), repr(assistant.settings), repr(assistant._writes)]
    )


def test_the_first_sentence_is_there_as_soon_as_it_is_complete(written_by: WrittenBy, server: ScriptedModel) -> None:
    heard, in_time = threading.Event(), list[bool]()

    def pieces(_: str) -> Iterator[str]:
        yield from (CARRIED, " [1].")
        in_time.append(heard.wait(3))  # 0.2 s on an idle machine
        yield " And"

    server.script = answering(pieces)

    written_by().ask(QUESTION, on_statement=lambda _: heard.set())

    assert in_time == [True]


def test_a_key_of_whatever_make_is_in_no_word_of_a_failure() -> None:
    refused = ConnectionError("refused")
    refused.status_code, refused.body = 403, {"message": "token 7b1e9 has no access"}  # type: ignore[attr-defined]

    assert "7b1e9" not in str(in_words(refused, key="7b1e9"))
    assert "has no access" in str(in_words(refused, key="7b1e9"))
