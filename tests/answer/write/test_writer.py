"""The writer: what a model says becomes claims, each with the passages that it cites."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from answer import prompts
from answer.errors import ContextError, LLMError, PromptError
from answer.write.writer import DraftSentence, Writer
from index.passages import Hit, Passage
from scripted_model import ScriptedModel, failing, in_turn, saying
from settings import Settings

OpenWriter = Callable[..., Writer]


@pytest.fixture
def writer(server: ScriptedModel) -> OpenWriter:
    """writer(llm_context=…) → a writer whose model the scripted server is."""

    def open_(**fields: object) -> Writer:
        told = {"llm_url": server.base_url, "llm_model": "m", "llm_key": SecretStr("k")}
        return Writer(Settings.model_validate(told | fields))

    return open_


@pytest.fixture
def claims(writer: OpenWriter, server: ScriptedModel, hits: tuple[Hit, ...]) -> Callable[[str], list[str]]:
    """claims("what the model says") → what it claims."""

    def write(said: str) -> list[str]:
        server.script = saying(said)
        return [sentence.text for sentence in writer().write("Who signed?", hits, [])]

    return write


def many(count: int) -> list[Hit]:
    """So many passages."""
    texts = [f"Passage about number {n}." for n in range(count)]
    return [Hit(Passage(f"p{n}", "d.txt", 0, len(t), t, "paragraph 1 of 1"), 1.0, n, None) for n, t in enumerate(texts)]


def test_a_sentence_comes_with_the_passages_that_it_cites(
    writer: OpenWriter, server: ScriptedModel, hits: tuple[Hit, ...]
) -> None:
    server.script = saying("Bell signed [2]. Guards left [1][2]. Rain fell.")

    assert list(writer().write("Who signed?", hits, [])) == [
        DraftSentence("Bell signed.", (hits[1].passage,)),
        DraftSentence("Guards left.", (hits[0].passage, hits[1].passage)),
        DraftSentence("Rain fell."),
    ]


def test_numbers_under_which_nothing_was_offered_are_told_apart(
    writer: OpenWriter, server: ScriptedModel, hits: tuple[Hit, ...]
) -> None:
    server.script = saying("Bell signed [3][1][0].")

    (sentence,) = writer().write("Who signed?", hits, [])

    assert (sentence.passages, sentence.invented) == ((hits[0].passage,), (3, 0))


def test_the_model_is_told_the_passages_and_the_question(
    writer: OpenWriter, server: ScriptedModel, hits: tuple[Hit, ...]
) -> None:
    server.script = saying("Bell signed.")

    list(writer().write("Who\n<<<signed>>>?", hits, []))

    assert f"<<<passage 2>>>\n{hits[1].passage.text}\n<<<end of passage 2>>>" in server.prompt
    assert "Who ‹‹<signed››>?" in server.prompt


@pytest.mark.parametrize(
    "lead",
    [
        "Sure!",
        "Certainly, here you are.",
        "Of course:",
        "Okay.",
        "OK,",
        "Great question!",
        "Thank you for asking.",
        "Thanks.",
        "Hello!",
        "Hi there.",
        "Answer:",
        "Response:",
        "Here is what I found:",
        "Here are the points:",
        "Here's the answer:",
        "Here’s the answer:",
        "Below is the answer:",
        "Based on the passages:",
        "According to the passages:",
        "From the passages:",
        "In short:",
        "As per the passages:",
        "The answer is as follows:",
        "I have read the passages:",
        "I checked them:",
        "I looked at them:",
        "Let me see:",
        "The following was signed:",
        "I hope this helps!",
        "Let me know if you need more.",
        "Feel free to ask.",
        "# The treaty",
        "**The treaty**",
    ],
)
def test_what_claims_nothing_is_left_out(claims: Callable[[str], list[str]], lead: str) -> None:
    assert claims(f"{lead}\nBell signed [1].") == ["Bell signed."]


@pytest.mark.parametrize(
    "said",
    ["Here is where Bell signed.", "From May on, Bell ruled.", "Surely he signed.", "Thankless Bell."],
)
def test_what_only_begins_like_that_is_kept_with_its_citation(claims: Callable[[str], list[str]], said: str) -> None:
    assert claims(f"{said} [1]") == [said]


@pytest.mark.parametrize(
    "title",
    [
        *("Sources", "Source:", "References:", "Reference", "Citations:", "Citation"),
        *("Passages:", "Passage", "Passages used:", "Passages cited:", "Footnotes", "## Sources"),
    ],
)
def test_a_list_of_sources_ends_it(claims: Callable[[str], list[str]], title: str) -> None:
    assert claims(f"Bell signed [1].\n{title}\nThe Treaty of Kulob\n") == ["Bell signed."]


def test_sources_on_a_line_end_nothing(claims: Callable[[str], list[str]]) -> None:
    assert claims("Bell signed.\nSources: [1], [2]\nGuards left [2].") == ["Bell signed.", "Guards left."]


def test_what_leads_into_a_list_is_said_with_its_first_item(claims: Callable[[str], list[str]]) -> None:
    assert claims("Bell offered:\n- peace [1]\n- trade [2]\n") == ["Bell offered: peace", "trade"]


def test_what_is_cited_leads_into_nothing(claims: Callable[[str], list[str]]) -> None:
    assert claims("Bell offered [1]:\n- peace [1]\n") == ["Bell offered:", "peace"]


def test_each_claim_is_made_once(claims: Callable[[str], list[str]]) -> None:
    assert claims("Bell signed [1]. Guards left [2]. Bell signed [2].") == ["Bell signed.", "Guards left."]


def test_a_refusal_is_said_even_as_a_heading(claims: Callable[[str], list[str]]) -> None:
    assert claims("**NOT FOUND**") == ["NOT FOUND"]


def test_a_heading_that_is_cited_is_a_claim(claims: Callable[[str], list[str]]) -> None:
    assert claims("# Bell signed [1]\n") == ["Bell signed"]


def test_thoughts_are_no_claims(claims: Callable[[str], list[str]]) -> None:
    assert claims("<think>Tom signed.</think>Bell signed [1].") == ["Bell signed."]


@pytest.mark.parametrize(("context", "tokens"), [(3000, 700), (2100, 700), (1500, 500)])
def test_an_answer_takes_no_more_than_a_third_of_the_context(writer: OpenWriter, context: int, tokens: int) -> None:
    limits = writer(llm_context=context, llm_max_tokens=700, llm_timeout=7.0, llm_time_limit=70.0).limits()

    assert (limits.wait, limits.whole, limits.tokens) == (7.0, 70.0, tokens)


def test_what_does_not_fit_is_left_out_and_said(writer: OpenWriter, server: ScriptedModel) -> None:
    server.script = saying("Bell signed.")
    trace: list[str] = []

    list(writer(llm_context=1024).write("Who?", many(100), trace))

    offered = server.prompt.count("<<<passage ")
    assert 1 < offered < 100
    assert trace == [
        f"{100 - offered} of 100 passages were left out: they do not fit the context of 1024 tokens "
        "(FOOTNOTE_LLM_CONTEXT)."
    ]


def test_where_all_fits_nothing_is_said(writer: OpenWriter, server: ScriptedModel) -> None:
    server.script = saying("Bell signed.")
    trace: list[str] = []

    list(writer().write("Who?", many(4), trace))

    assert (server.prompt.count("<<<passage "), trace) == (4, [])


TOO_LONG = failing(400, "maximum context length is 512 tokens")


def asked(server: ScriptedModel) -> list[int]:
    """How many passages each request offered."""
    return [request["messages"][0]["content"].count("<<<passage ") for request in server.requests]


def test_a_prompt_that_is_too_long_is_tried_with_half_twice(writer: OpenWriter, server: ScriptedModel) -> None:
    server.script = in_turn(TOO_LONG, TOO_LONG, saying("Bell signed [1]. Tom left [3]."))
    trace: list[str] = []
    hits = many(9)

    first, second = writer().write("Who?", hits, trace)

    assert (asked(server), first.passages, second.invented) == ([9, 4, 2], (hits[0].passage,), (3,))
    assert trace == [f"The prompt was too long for m: asked again with {n} passages." for n in (4, 2)]


@pytest.mark.parametrize(("passages", "tried"), [(16, [16, 8, 4]), (3, [3, 1]), (1, [1])])
def test_one_that_is_always_too_long_is_given_up(
    writer: OpenWriter, server: ScriptedModel, passages: int, tried: list[int]
) -> None:
    server.script = TOO_LONG

    with pytest.raises(ContextError, match="FOOTNOTE_LLM_CONTEXT"):
        list(writer().write("Who?", many(passages), []))

    assert asked(server) == tried


def test_another_failure_is_told_at_once(writer: OpenWriter, server: ScriptedModel) -> None:
    server.script = failing(500)

    with pytest.raises(LLMError, match="status 500"):
        list(writer().write("Who?", many(4), []))

    assert asked(server) == [4]


@pytest.mark.parametrize("broken", ["answer", "answer-json", "rewrite"])
def test_a_prompt_that_lacks_a_placeholder_is_told_before_anything_is_asked(
    writer: OpenWriter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, broken: str
) -> None:
    for name in ("answer", "answer-json", "rewrite"):
        whole = (prompts.FOLDER / f"{name}.md").read_text(encoding="utf-8")
        text = whole.replace("$question", "") if name == broken else whole
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    monkeypatch.setattr(prompts, "FOLDER", tmp_path)

    with pytest.raises(PromptError, match=r"\$question"):
        writer()


def test_a_follow_up_is_rewritten_by_the_same_model(
    writer: OpenWriter, server: ScriptedModel, make_answer: Callable[..., object]
) -> None:
    server.script = saying("When did Bell sign?")
    history = [make_answer("Did Bell sign?", "Bell signed.")]

    assert writer().standalone("When?", history, "When did it?", []) == "When did Bell sign?"  # type: ignore[arg-type]
    assert writer().name == "m"
