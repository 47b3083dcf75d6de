"""A run file holds all that scoring needs, and nothing that is secret."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from eval.run.ask import ask_all, gather
from eval.run.runs import RunFileError, prepare, public_settings, read_run, rescore, write_run, write_whole
from settings import Settings

Make = Callable[..., Any]
SIGNED = "Anna Bell signed the treaty on June 27, 1997."


def test_a_run_file_reads_back_as_it_was(make_run: Make, tmp_path: Path) -> None:
    run = make_run()
    write_run(run, tmp_path / "run.json")
    assert read_run(tmp_path / "run.json") == run


def test_a_run_file_scores_the_same_again(make_run: Make, tmp_path: Path) -> None:
    run = make_run()
    write_run(
        run.model_copy(update={"results": tuple(r.model_copy(update={"scores": {}}) for r in run.results)}),
        tmp_path / "r",
    )
    assert rescore(read_run(tmp_path / "r")) == run


def test_writing_leaves_nothing_else_behind(make_run: Make, tmp_path: Path) -> None:
    write_run(make_run(), tmp_path / "run.json")
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]


def test_the_key_and_what_the_url_hides_are_not_kept() -> None:
    settings = Settings(llm_key=SecretStr("sk-1"), llm_url="https://me:word@host:8080/v1?key=k2", llm_model="m")
    public = public_settings(settings)
    assert "llm_key" not in public
    assert public["llm_url"] == "https://host:8080/v1"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": 0}, "is a run file of format 0, this version reads 1"),
        ({"results": []}, "is damaged: results: Tuple should have at least 1 item"),
        ({"when": None}, "is damaged: when: Input should be a valid string"),
    ],
)
def test_a_run_file_that_is_none_is_refused(make_run: Make, tmp_path: Path, change: Any, message: str) -> None:
    raw = json.loads(make_run().model_dump_json()) | change
    (tmp_path / "run.json").write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(RunFileError, match=message):
        read_run(tmp_path / "run.json")


@pytest.mark.parametrize(("model", "mode"), [("m", "written"), ("", "quotes")])
def test_a_run_file_from_before_modes_was_written_where_a_model_was_set(
    make_run: Make, tmp_path: Path, model: str, mode: str
) -> None:
    raw = json.loads(make_run(settings={"top_k": 6, "llm_model": model}).model_dump_json())
    del raw["mode"]
    (tmp_path / "run.json").write_text(json.dumps(raw), encoding="utf-8")
    assert read_run(tmp_path / "run.json").mode == mode


def test_a_missing_run_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RunFileError, match=r"none.json cannot be read: No such file"):
        read_run(tmp_path / "none.json")


def test_a_place_that_cannot_be_written_is_said_before_the_run(tmp_path: Path) -> None:
    with pytest.raises(RunFileError, match="No file can be written at"):
        prepare(tmp_path)


def test_earlier_questions_are_asked_first_and_become_the_history(
    scripted: Make, make_sample: Make, make_answer: Make
) -> None:
    first, second = make_answer(SIGNED), make_answer()
    assistant = scripted([first, second])
    list(ask_all(assistant, [make_sample(SIGNED, history=("Who signed?",), question="When?")], "quotes"))
    assert assistant.asked == [("Who signed?", (), "quotes"), ("When?", (first,), "quotes")]


def test_ctrl_c_keeps_what_was_answered(scripted: Make, make_sample: Make, make_answer: Make) -> None:
    assistant = scripted([make_answer(SIGNED), KeyboardInterrupt()])
    results, complete = gather(ask_all(assistant, [make_sample(SIGNED)] * 3, "quotes"))
    assert (len(results), complete) == (1, False)


def test_a_write_that_fails_leaves_what_stood_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_text("whole", encoding="utf-8")

    def half(self: Path, text: str, **_: object) -> None:
        self.write_bytes(text[:1].encode())
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", half)
    with pytest.raises(RunFileError, match=r"page.html cannot be written: No space left on device"):
        write_whole("new", tmp_path / "page.html")
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["whole"]


def test_a_run_file_from_before_names_is_of_the_article_and_of_its_development_half(
    make_run: Make, make_sample: Make, make_answer: Make, tmp_path: Path
) -> None:
    both = [(make_sample(SIGNED, id=half, half=half), make_answer(SIGNED)) for half in ("test", "dev")]
    raw = json.loads(make_run(*both).model_dump_json())
    del raw["name"]
    (tmp_path / "run.json").write_text(json.dumps(raw), encoding="utf-8")
    run = read_run(tmp_path / "run.json")
    assert (run.name, run.half, [result.sample.id for result in run.results]) == ("article", "dev", ["dev"])
