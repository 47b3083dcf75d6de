"""The wire to a language model: pieces as they come, the limits kept, and every failure in one sentence."""

import time
from collections.abc import Callable, Iterator

import pytest
from pydantic import SecretStr

from answer.errors import ContextError, LLMError
from answer.write.model import LanguageModel
from answer.write.request import Limits
from scripted_model import Script, ScriptedModel, Wire, answering, endlessly, failing, in_turn, saying
from settings import Settings

FEW = Limits(wait=5.0, whole=10.0, tokens=20)

OpenModel = Callable[..., LanguageModel]


@pytest.fixture
def model(server: ScriptedModel) -> OpenModel:
    """model(llm_timeout=…) → the scripted server as a language model."""

    def open_(**fields: object) -> LanguageModel:
        told = {"llm_url": server.base_url, "llm_model": "m", "llm_key": SecretStr("k")}
        return LanguageModel(Settings.model_validate(told | fields))

    return open_


def said(model: LanguageModel, limits: Limits = FEW) -> str:
    return "".join(model.stream("Who signed?", limits))


def cut_off(*pieces: str, reason: str = "") -> Script:
    """These pieces, then an end for a reason, or none."""

    def script(wire: Wire) -> None:
        wire.say(pieces)
        if reason:
            wire.end(reason)
        else:
            wire.close()

    return script


def test_the_pieces_come_as_they_are_said(model: OpenModel, server: ScriptedModel) -> None:
    server.script = saying("Bell ", "signed", " it.")

    assert [piece for piece in model().stream("Who signed?", FEW) if piece] == ["Bell ", "signed", " it."]


def test_the_server_is_asked_for_what_is_needed_and_no_more(model: OpenModel, server: ScriptedModel) -> None:
    server.script = saying("Bell.")

    said(model())

    (asked,) = server.requests
    assert (asked["model"], asked["temperature"], asked["max_tokens"], asked["stream"]) == ("m", 0.0, 20, True)
    assert asked["messages"] == [{"role": "user", "content": "Who signed?"}]
    assert server.keys == ["Bearer k"]


def test_a_server_that_wants_no_key_is_given_none_of_ours(model: OpenModel, server: ScriptedModel) -> None:
    server.script = saying("Bell.")

    said(model(llm_key=SecretStr("")))

    assert server.keys == ["Bearer none"]


def test_a_silence_is_told_by_an_empty_piece(model: OpenModel, server: ScriptedModel) -> None:
    def pieces(_: str) -> Iterator[str]:
        yield "Bell signed."
        time.sleep(0.8)
        yield " Tom left."

    server.script = answering(pieces)

    heard = list(model().stream("Who?", FEW))

    assert heard[heard.index("Bell signed.") :] == ["Bell signed.", "", " Tom left."]


def test_an_end_without_a_reason_is_one_behind_a_whole_sentence(model: OpenModel, server: ScriptedModel) -> None:
    server.script = cut_off("Bell signed.")

    assert said(model()) == "Bell signed."


@pytest.mark.parametrize("end", [*".!?…。！？:;])】”\"’'*`|", "] ", "NOT FOUND", "not found**"])
def test_what_may_end_an_answer(model: OpenModel, server: ScriptedModel, end: str) -> None:
    server.script = cut_off(f"Bell {end}")

    assert said(model()) == f"Bell {end}"


@pytest.mark.parametrize(
    ("script", "why"),
    [
        (cut_off("Bell sig"), "the connection was cut"),
        (cut_off("Bell signed.", reason="length"), "longer than 20 tokens; set FOOTNOTE_LLM_MAX_TOKENS"),
        (saying(), "empty answer"),
        (saying(" ", "\n"), "empty answer"),
        (endlessly("Bell signed it, and "), "longer than 20 tokens"),
        (failing(401), "the key was refused"),
        (failing(500, "out of tea"), "status 500 (“out of tea”)"),
    ],
)
def test_a_failure_is_told_in_a_sentence(model: OpenModel, server: ScriptedModel, script: Script, why: str) -> None:
    server.script = script

    with pytest.raises(LLMError) as failure:
        said(model())

    assert str(failure.value).startswith(f"The language model m at {server.base_url} failed: ")
    assert why in str(failure.value)


def test_what_had_come_by_then_was_given_out(model: OpenModel, server: ScriptedModel) -> None:
    server.script = cut_off("Bell signed.", " Tom le")
    heard: list[str] = []

    with pytest.raises(LLMError):
        heard.extend(model().stream("Who?", FEW))

    assert "".join(heard) == "Bell signed. Tom le"


def test_an_answer_may_be_long_but_not_eight_times_its_tokens(model: OpenModel, server: ScriptedModel) -> None:
    server.script = saying("x" * 159, ".")
    assert len(said(model())) == 160

    server.script = saying("x" * 160, ".")
    with pytest.raises(LLMError, match="FOOTNOTE_LLM_MAX_TOKENS"):
        said(model())


def test_what_goes_in_circles_is_ended(model: OpenModel, server: ScriptedModel) -> None:
    server.script = endlessly("Bell signed it, and then ")

    with pytest.raises(LLMError, match="repeating itself"):
        said(model(), Limits(5.0, 10.0, 1000))

    assert server.hung_up.wait(5)


def test_a_prompt_that_is_too_long_is_told_apart(model: OpenModel, server: ScriptedModel) -> None:
    server.script = failing(400, "maximum context length is 512 tokens")

    with pytest.raises(ContextError, match="failed: the prompt is too long"):
        said(model())


def test_who_stops_listening_ends_the_request(model: OpenModel, server: ScriptedModel) -> None:
    server.script = endlessly("Bell signed it, and ", gap=0.02)
    stream = model().stream("Who?", Limits(5.0, 60.0, 10_000))
    next(stream)

    stream.close()  # type: ignore[attr-defined]

    assert server.hung_up.wait(5)


def test_a_server_that_says_nothing_is_given_up_and_not_asked_again(model: OpenModel, server: ScriptedModel) -> None:
    server.script = in_turn(Wire.hold, saying("Bell."))
    mine, limits = model(llm_timeout=0.3), Limits(0.3, 10.0, 20)

    for _ in range(2):
        with pytest.raises(LLMError, match="no answer in time; set FOOTNOTE_LLM_TIMEOUT"):
            said(mine, limits)

    assert len(server.requests) == 1


def test_who_waits_for_less_than_the_settings_say_does_not_find_it_dead(
    model: OpenModel, server: ScriptedModel
) -> None:
    server.script = in_turn(Wire.hold, saying("Bell."))
    mine = model(llm_timeout=30.0)

    with pytest.raises(LLMError, match="no answer in time"):
        said(mine, Limits(0.3, 10.0, 20))

    assert said(mine) == "Bell."


def test_a_server_that_fell_silent_in_mid_answer_is_asked_again(model: OpenModel, server: ScriptedModel) -> None:
    def silent(wire: Wire) -> None:
        wire.say(["Bell "])
        wire.hold()

    server.script = in_turn(silent, saying("Bell."))
    mine, limits = model(llm_timeout=0.3), Limits(0.3, 10.0, 20)

    with pytest.raises(LLMError, match="no answer in time"):
        said(mine, limits)

    assert said(mine) == "Bell."


def test_a_server_that_cannot_be_reached_is_not_asked_again(model: OpenModel) -> None:
    mine = model(llm_url="http://127.0.0.1:9/v1")

    for _ in range(2):
        with pytest.raises(LLMError, match="it cannot be reached"):
            said(mine)
    began = time.monotonic()
    with pytest.raises(LLMError):
        said(mine)
    assert time.monotonic() - began < 0.05


def test_an_answer_that_takes_too_long_is_ended(model: OpenModel, server: ScriptedModel) -> None:
    server.script = endlessly(*(f"Bell signed {n}, " for n in range(1000)), gap=0.05)
    began = time.monotonic()

    with pytest.raises(LLMError, match=r"not done within 0\.5 s; set FOOTNOTE_LLM_TIME_LIMIT"):
        said(model(), Limits(5.0, 0.5, 10_000))

    assert 0.5 <= time.monotonic() - began < 4.0


@pytest.mark.parametrize("asked", ["0.1", "0"])
def test_a_server_that_asks_for_a_little_patience_is_asked_once_more(
    model: OpenModel, server: ScriptedModel, asked: str
) -> None:
    server.script = in_turn(failing(429, Retry_After=asked), saying("Bell."))

    assert said(model()) == "Bell."


def test_and_no_more_than_once(model: OpenModel, server: ScriptedModel) -> None:
    server.script = failing(503, Retry_After="0")

    with pytest.raises(LLMError, match="overloaded"):
        said(model())

    assert len(server.requests) == 2


def test_an_address_is_told_without_its_password(model: OpenModel) -> None:
    with pytest.raises(LLMError) as failure:
        said(model(llm_url="http://user:pass@127.0.0.1:9/v1"))

    assert "at http://127.0.0.1:9/v1 failed" in str(failure.value)
