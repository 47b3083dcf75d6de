"""python -m eval mutate on two documents: a real index, changed and synced for real, asked as the chat asks."""

import json
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from answer.assistant import Assistant
from eval.__main__ import main
from eval.mutate.corpus import WorkingCorpus
from eval.mutate.judges import rescore
from eval.mutate.runs import MutationRun, read_mutation_run

HARBOUR = (
    "The harbour of Tern Island was dredged in 1987.\n\n"
    "Captain Olga Brisk said that the ferry carries forty passengers. It leaves at noon.\n\n"
    "A lighthouse stands on the northern cliff."
)
FERRY = {
    "id": "ferry",
    "category": "fact",
    "question": "How many passengers does the ferry carry?",
    "history": [],
    "answerable": True,
    "accepted": [["forty", "40"]],
    "forbidden": [],
    "evidence": [{"document": "harbour.txt", "quote": "the ferry carries forty passengers"}],
    "paraphrases": ["For how many passengers is there room on the ferry?"],
}
GATE = '[[gate]]\nsuite = "mutate"\nmetric = "{}"\nat_least = {}\nreason = "wanted"\n'

Mutate = Callable[..., int]


@pytest.fixture
def mutate(home: Path, line: Callable[..., str]) -> Mutate:
    """`python -m eval mutate` on two questions, with these arguments."""
    (home / "corpus" / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    treaty = line(question="Who signed the treaty?", accepted=[["Anna Bell"]])
    (home / "small-dev.jsonl").write_text(f"{treaty}\n{json.dumps(FERRY)}\n", encoding="utf-8")

    def mutate(*arguments: str, out: str = "run.json") -> int:
        files = ("--questions", str(home / "small-dev.jsonl"), "--out", str(home / out))
        return main(["mutate", *files, *arguments])

    return mutate


@pytest.fixture
def gates(home: Path) -> Callable[..., str]:
    def write(metric: str, least: float) -> str:
        (home / "gates.toml").write_text(GATE.format(metric, least), encoding="utf-8")
        return str(home / "gates.toml")

    return write


def scores(run: MutationRun) -> list[tuple[str, float | None, str]]:
    return [(result.case.id, result.value, result.explanation) for result in run.results]


def test_each_case_is_asked_of_the_corpus_that_it_wants(mutate: Mutate, home: Path) -> None:
    assert mutate("--no-gates", "--kinds", "edit_flip", "drop_abstain", "distractors", "paraphrase") == 0

    run = read_mutation_run(home / "run.json")
    found = {result.case.id: result for result in run.results}
    flip = found["ferry/edit_flip/1"]
    assert flip.value == 1, flip.explanation
    assert flip.case.accepted[0] in flip.answer.text
    assert flip.case.changes[0].before == "forty"
    assert found["ferry/distractors/1"].value == 1
    assert "hrytsenko-in-the-rada.txt" not in found["ferry/distractors/1"].case.documents, "it speaks of forty others"
    assert found["ferry/paraphrase/1"].answer.question == "For how many passengers is there room on the ferry?"
    assert "forty" not in found["ferry/drop_abstain/1"].answer.text


def test_the_table_and_the_scores_come_from_the_file_again(
    mutate: Mutate, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mutate("--no-gates", "--kinds", "edit_flip", "injection")
    printed = capsys.readouterr().out
    run = read_mutation_run(home / "run.json")

    assert rescore(run) == run
    assert "injection_retrieved" in printed
    assert "injection_worked" in printed
    assert f"own, development half: {len(run.results)} cases of 2 questions" in printed


def test_two_runs_have_the_same_cases_and_the_same_scores(mutate: Mutate, home: Path) -> None:
    for name in ("one.json", "two.json"):
        assert mutate("--no-gates", "--limit", "11", out=name) == 0

    one, two = read_mutation_run(home / "one.json"), read_mutation_run(home / "two.json")
    assert len(one.results) == 11
    assert scores(one) == scores(two)
    assert one.texts == two.texts


def test_a_sealed_run_mutates_the_test_half_and_is_written_down(
    mutate: Mutate, home: Path, looks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "small-dev.jsonl").rename(home / "small-test.jsonl")
    given = ("--questions", str(home / "small-test.jsonl"), "--out", str(home / "m.json"))
    assert main(["mutate", *given, "--sealed", "--failures", "--kinds", "case"]) == 0

    assert read_mutation_run(home / "m.json").half == "test"
    assert looks.read_text(encoding="utf-8").count("| mutations of own | case ") == 1
    printed = capsys.readouterr().out
    assert "treaty" not in printed
    assert "gate" not in printed


def test_the_users_own_corpus_and_index_are_left_alone(mutate: Mutate, home: Path) -> None:
    before = {path: path.read_bytes() for path in (home / "corpus").iterdir()}
    mutate("--no-gates", "--kinds", "drop_abstain", "--limit", "1")

    assert {path: path.read_bytes() for path in (home / "corpus").iterdir()} == before
    assert not (home / "data" / "stores").exists()


@pytest.mark.parametrize(("least", "code"), [(0.0, 0), (1.1, 1)])
def test_a_gate_decides_the_exit_code(
    least: float, code: int, mutate: Mutate, gates: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert mutate("--kinds", "case", "--gates", gates("case", least)) == code
    assert ("case: wanted" in capsys.readouterr().out) is bool(code)


def test_a_gate_of_a_kind_that_was_not_asked_is_not_judged(mutate: Mutate, gates: Callable[..., str]) -> None:
    assert mutate("--kinds", "case", "--gates", gates("edit_flip", 1.1)) == 0


def test_a_gate_on_what_is_no_metric_exits_2(
    mutate: Mutate, gates: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert mutate("--kinds", "case", "--gates", gates("edit_flop", 1)) == 2
    assert 'asks for "edit_flop", which is no metric' in capsys.readouterr().err


def test_ctrl_c_keeps_what_was_done_and_judges_nothing(
    mutate: Mutate,
    home: Path,
    gates: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(home))
    ask = Assistant.ask

    def interrupted(self: Assistant, question: str, *rest: Any, **asking: Any) -> Any:
        if question.isupper():
            raise KeyboardInterrupt
        return ask(self, question, *rest, **asking)

    monkeypatch.setattr(Assistant, "ask", interrupted)
    assert mutate("--kinds", "case", "--gates", gates("case", 1.1)) == 130

    run = read_mutation_run(home / "run.json")
    assert not run.complete
    assert [result.case.id for result in run.results] == ["q/case/1"]
    assert "Stopped after 1 of 6 cases." in capsys.readouterr().err
    assert not list(home.glob("footnote-mutate-*")), "the working corpus is gone"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--sealed",), "has no questions of the test half"),
        (("--kinds", "drop_abstain", "--questions", "none.jsonl"), "There are no questions at none.jsonl"),
    ],
)
def test_bad_input_exits_2_with_a_sentence(
    arguments: tuple[str, ...], message: str, mutate: Mutate, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert mutate(*arguments) == 2
    assert message in capsys.readouterr().err
    assert not (home / "run.json").exists()


def test_questions_that_cannot_be_mutated_so_exit_2(
    mutate: Mutate, home: Path, line: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "small-dev.jsonl").write_text(line(), encoding="utf-8")

    assert mutate("--kinds", "paraphrase") == 2
    assert "No question of" in capsys.readouterr().err


def test_a_corpus_without_its_folder_exits_2(
    mutate: Mutate, monkeypatch: pytest.MonkeyPatch, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FOOTNOTE_CORPUS", str(home / "gone"))

    assert mutate() == 2
    assert "There is no folder" in capsys.readouterr().err


def test_a_document_that_a_case_removed_or_added_is_put_right_for_the_next(home: Path) -> None:
    from settings import load_settings

    with closing(
        WorkingCorpus(load_settings(), {"a.txt": "One bell.", "b.txt": "Two bells."}, lambda line: None)
    ) as corpus:

        def held(changed: dict[str, str]) -> dict[str, str]:
            store = corpus.assistant(None, changed).store
            store.refresh()
            return {key: store.document(key).text for key in store.manifest.documents}

        assert held({"b.txt": "", "sub/c.txt": "Three."}) == {"a.txt": "One bell.", "sub/c.txt": "Three."}
        assert held({"a.txt": "", "b.txt": "", "d.txt": "Four."}) == {"d.txt": "Four."}  # all at once, and unasked
        assert held({}) == {"a.txt": "One bell.", "b.txt": "Two bells."}
