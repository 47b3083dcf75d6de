"""The evals with a language model: a real server on the loopback that answers out of the passages it is offered."""

import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.mutate.runs import read_mutation_run
from eval.run.runs import read_run
from eval.score.gates import read_gates
from scripted_model import ScriptedModel, answering, failing, in_turn

KEY = "sk-must-never-be-written"
INVENTED = " They were paid 900 dollars [1]."
GATES = """
[[gate]]
metric = "attribution"
at_least = 1
reason = "carried"

[[gate]]
mode = "written"
metric = "fallback_rate"
at_most = 0.05
reason = "the model is judged"
"""
_PASSAGE = re.compile(r"<<<passage (\d+)>>>\n(.*?)\n<<<end of passage", re.DOTALL)
_QUESTION = re.compile(r"<<<question>>>\n(.*?)\n<<<end of question>>>", re.DOTALL)

Write = Callable[..., int]


def sentence_for(prompt: str) -> str:
    """The sentence of the passages that shares most words with the question, with its marker; or NOT FOUND."""
    question = _QUESTION.findall(prompt)[-1]
    passages = _PASSAGE.findall(prompt)
    if not passages:
        return str(question)  # a follow-up to be rewritten: it is repeated as it is
    wanted = {word for word in re.findall(r"\w+", question.lower()) if len(word) > 3}
    sentences = [(s, n) for n, text in passages for s in re.split(r"(?<=\.)\s+", text)]
    shared, sentence, number = max((len(wanted & set(re.findall(r"\w+", s.lower()))), s, n) for s, n in sentences)
    if "army" in question:
        return INVENTED.strip()
    invented = INVENTED if "guards" in question else ""
    return f"{sentence} [{number}]{invented}" if shared else "NOT FOUND"


@pytest.fixture
def server(server: ScriptedModel) -> ScriptedModel:
    """A language model that says what `sentence_for` says."""
    server.script = answering(lambda prompt: [sentence_for(prompt)])
    return server


@pytest.fixture
def dead_url() -> str:
    """The address of a server that was there and is no longer."""
    with socket.socket() as once:
        once.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{once.getsockname()[1]}/v1"


@pytest.fixture
def run(home: Path, line: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> Write:
    """run("a.json", url, "--mode", …) → the exit code of `python -m eval run` on six questions, written by `url`."""
    none = {"category": "off_topic", "answerable": False, "accepted": [], "evidence": []}
    guards = {"document": "treaty.txt", "quote": "Fifty guards were trained abroad"}
    questions = (
        line(),
        line(
            id="later", category="followup", history=["Who signed the treaty?"], question="When was the treaty signed?"
        ),
        line(id="none", question="What is the capital of Peru?", **none),
        line(id="guards", question="How many guards were trained?", accepted=[["Fifty"]], evidence=[guards]),
        line(id="army", question="What was the army paid?", **none),
        line(id="about", category="overview", question="What is this document about?"),
    )
    (home / "small-dev.jsonl").write_text("\n".join(questions), encoding="utf-8")
    (home / "gates.toml").write_text(GATES, encoding="utf-8")

    def run(out: str, url: str = "", *arguments: str) -> int:
        if url:
            monkeypatch.setenv("FOOTNOTE_LLM_URL", url)
            monkeypatch.setenv("FOOTNOTE_LLM_MODEL", "scribe-1b")
            monkeypatch.setenv("FOOTNOTE_LLM_KEY", KEY)
        files = ("--questions", str(home / "small-dev.jsonl"), "--gates", str(home / "gates.toml"))
        return main(["run", *files, "--out", str(home / out), *arguments])

    return run


def row(printed: str, metric: str) -> list[str]:
    """The cells of a metric's row in the first table that has it."""
    return next(found.split() for found in printed.splitlines() if found.startswith(f"{metric} "))


def test_a_written_run_says_who_wrote_and_passes_its_gates(
    run: Write, server: ScriptedModel, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("w.json", server.base_url, "--mode", "written") == 0
    written, printed = read_run(home / "w.json"), capsys.readouterr().out
    assert (written.mode, written.settings["llm_model"]) == ("written", "scribe-1b")
    assert [r.answer.mode for r in written.results] == [*["written"] * 5, "overview"]
    assert written.results[0].answer.statements[0].support == "supported"
    assert "answers: written by scribe-1b" in printed
    assert "FELL BACK" not in printed
    assert row(printed, "fallback_rate")[1] == "0.000"


def test_it_is_written_unasked_where_a_model_is_set(run: Write, server: ScriptedModel, home: Path) -> None:
    run("w.json", server.base_url)
    assert read_run(home / "w.json").mode == "written"


def test_what_no_source_carries_is_counted_and_is_no_attribution(
    run: Write, server: ScriptedModel, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("w.json", server.base_url, "--mode", "written")
    *_, guards, army, _ = read_run(home / "w.json").results
    assert [s.support for s in guards.answer.statements] == ["supported", "unsupported"]
    assert (guards.scores["attribution"].value, guards.scores["attribution"].of) == (1, 1)
    assert army.answer.statements == ()  # all that was written is left out, and counts all the same
    shown = sum(len(r.answer.statements) for r in read_run(home / "w.json").results)
    assert row(capsys.readouterr().out, "unsupported_rate")[1] == f"{2 / (shown + 1):.3f}"


def test_the_key_is_sent_and_stands_nowhere(
    run: Write, server: ScriptedModel, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("w.json", server.base_url, "--html", str(home / "w.html"), "--junit", str(home / "w.xml"))
    assert set(server.keys) == {f"Bearer {KEY}"}
    told = capsys.readouterr()
    files = [(home / name).read_text(encoding="utf-8") for name in ("w.json", "w.html", "w.xml")]
    assert [text for text in (told.out, told.err, *files) if KEY in text] == []


def test_with_a_dead_server_the_run_is_of_quotes_and_says_so(
    run: Write, dead_url: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("d.json", dead_url, "--mode", "written", "--html", str(home / "d.html")) == 1
    dead, printed = read_run(home / "d.json"), capsys.readouterr().out
    assert dead.complete
    assert [r.answer.mode for r in dead.results] == [*["quotes"] * 5, "overview"]
    assert dead.results[0].answer.statements[0].support == "quoted"
    told = "5 of 5 answers that were to be written are quotes: The language model scribe-1b at"
    assert f"FELL BACK: {told}" in printed
    assert "is it running, and is FOOTNOTE_LLM_URL its address?" in printed
    assert row(printed, "fallback_rate")[1] == "1.000"
    assert "fallback_rate: the model is judged" in printed
    assert told in (home / "d.html").read_text(encoding="utf-8").split("</header>", maxsplit=1)[0]


def test_with_a_server_that_fails_half_way_only_the_rest_fell_back(
    run: Write, server: ScriptedModel, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.script = in_turn(server.script, failing(500))
    assert run("h.json", server.base_url, "--mode", "written") == 1
    assert [r.answer.mode for r in read_run(home / "h.json").results] == ["written", *["quotes"] * 4, "overview"]
    assert "FELL BACK: 4 of 5 answers" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["run", "mutate"])
def test_nothing_is_asked_where_it_should_be_written_and_no_model_is_set(
    run: Write, home: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("--questions", str(home / "small-dev.jsonl"), "--out", str(home / "n.json"))
    assert main([command, *given, "--mode", "written"]) == 2
    assert "or FOOTNOTE_LLM_URL and FOOTNOTE_LLM_MODEL to a server’s; or ask for quotes." in capsys.readouterr().err
    assert not (home / "n.json").exists()
    assert not (home / "data" / "stores").exists()


def test_a_mode_that_is_none_is_refused(run: Write, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("n.json", "", "--mode", "sung")
    assert "invalid choice: 'sung'" in capsys.readouterr().err


def test_quotes_can_be_asked_for_where_a_model_is_set(
    run: Write, server: ScriptedModel, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("q.json", server.base_url, "--mode", "quotes") == 0
    assert server.keys == []
    quotes, printed = read_run(home / "q.json"), capsys.readouterr().out
    assert (quotes.mode, "written" in quotes.results[0].scores) == ("quotes", False)
    assert "answers: quoted from the documents" in printed
    assert "fallback_rate" not in printed


def test_both_modes_stand_side_by_side_in_one_report(
    run: Write, server: ScriptedModel, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("q.json", server.base_url, "--mode", "quotes")
    run("w.json", server.base_url, "--mode", "written")
    capsys.readouterr()
    assert main(["diff", str(home / "q.json"), str(home / "w.json"), "--no-gates", "--html", str(home / "b.html")]) == 0
    printed, page = capsys.readouterr().out, (home / "b.html").read_text(encoding="utf-8")
    assert "The mode differs: quotes → written." in printed
    assert "metric quotes 95 % written 95 %".split() in [found.split() for found in printed.splitlines()]
    assert row(printed, "fallback_rate")[1:3] == ["n/a", "0.000"]
    wanted = (
        "right",
        "citation_precision",
        "citation_recall",
        "abstention_f1",
        "unsupported_rate",
        "latency_p50",
    )
    table = page.split('<section id="compared">')[1].split('<div class="flips">', maxsplit=1)[0]
    for metric in wanted:
        cells = table.split(f'title="{metric}"')[1].split("</tr>", maxsplit=1)[0]
        assert re.findall(r'data-label="([^"]+)"', cells) == ["quotes", "written"]
    assert page.index("Quotes answer") < page.index("Written answer")


def test_a_corpus_is_changed_and_a_written_answer_asked_again(run: Write, server: ScriptedModel, home: Path) -> None:
    run("w.json", server.base_url)
    asked = len(server.keys)
    given = ("--questions", str(home / "small-dev.jsonl"), "--out", str(home / "m.json"), "--no-gates")
    assert main(["mutate", *given, "--mode", "written", "--kinds", "case", "--limit", "2"]) == 0
    mutated = read_mutation_run(home / "m.json")
    assert (mutated.mode, {r.answer.mode for r in mutated.results}) == ("written", {"written"})
    assert len(server.keys) > asked


def test_the_houses_own_gates_judge_a_model_only_by_what_it_wrote() -> None:
    assert [gate.metric for gate in read_gates() if gate.mode == "written"] == ["fallback_rate"]
