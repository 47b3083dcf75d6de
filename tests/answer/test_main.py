"""python -m answer, as people script against it."""

import json
from pathlib import Path

import pytest
from scripted_model import answering, number_of, running_model

from answer.__main__ import main
from answer.answer import Answer


@pytest.fixture(autouse=True)
def _article(monkeypatch: pytest.MonkeyPatch, data_folder: Path) -> None:
    monkeypatch.setenv("FOOTNOTE_DATA", str(data_folder))


def test_an_answer_is_printed_with_its_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["What did Ukraine offer Tajikistan?"]) == 0

    printed = capsys.readouterr().out
    assert "cooperation. [1]" in printed
    assert "[1] Eurasia Daily Monitor, volume 2, issue 128, paragraph 6 of 8" in printed


def test_json_is_the_whole_answer(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--json", "What did Ukraine offer Tajikistan?"])

    answer = Answer.model_validate_json(capsys.readouterr().out)
    assert answer.citations[0].number == 1


def test_a_batch_asks_the_history_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    item = {"id": "a", "question": "Where?", "history": ["When was the General Agreement signed?"]}
    (tmp_path / "q.jsonl").write_text(json.dumps(item) + "\n\n" + json.dumps({"id": 2, "question": "Hi"}), "utf-8")

    assert main(["--batch", str(tmp_path / "q.jsonl")]) == 0

    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["answer"]["standalone_question"] == "Where was the General Agreement signed?"
    assert second["id"] == 2


def test_a_bad_line_of_a_batch_is_named_before_anything_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "q.jsonl").write_text('{"id": "a", "question": "Who?"}\n{"id": "b"}\n', "utf-8")

    assert main(["--batch", str(tmp_path / "q.jsonl")]) == 2

    captured = capsys.readouterr()
    assert "line 2" in captured.err
    assert captured.out == ""


def test_another_folder_is_indexed_and_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "a.txt").write_text("The treaty was signed by Anna Bell.", "utf-8")

    assert main(["--corpus", str(folder), "Who signed the treaty?"]) == 0
    assert "Anna Bell" in capsys.readouterr().out


def test_documents_that_are_all_gone_are_kept_and_answer_with_a_word_of_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "a.txt").write_text("The treaty was signed by Anna Bell in 1997.")
    main(["--corpus", str(folder), "Who signed the treaty?"])
    (folder / "a.txt").unlink()
    capsys.readouterr()

    assert main(["--corpus", str(folder), "Who signed the treaty?"]) == 0

    printed = capsys.readouterr()
    assert "Anna Bell" in printed.out
    assert printed.err.startswith(f"The only document is gone from {folder} (a.txt). The index keeps it. To let it go:")


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--corpus", str(tmp_path / "none"), "Who?"]) == 2
    assert "There is no folder" in capsys.readouterr().err


def test_a_setting_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FOOTNOTE_TOP_K", "many")

    assert main(["Who?"]) == 2
    assert "FOOTNOTE_TOP_K is 'many'" in capsys.readouterr().err


def test_half_a_language_model_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("FOOTNOTE_LLM_URL", "http://127.0.0.1:9/v1")

    assert main(["Who?"]) == 2
    assert "FOOTNOTE_LLM_MODEL" in capsys.readouterr().err


def test_without_a_language_model_nothing_can_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--mode", "written", "Who?"]) == 2
    assert "FOOTNOTE_LLM_URL" in capsys.readouterr().err


def test_quotes_are_to_be_had_beside_a_language_model(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with running_model() as model:
        monkeypatch.setenv("FOOTNOTE_LLM_URL", model.base_url)
        monkeypatch.setenv("FOOTNOTE_LLM_MODEL", "scripted")
        carried = "Ukraine offered enlarged support for bilateral military cooperation"
        model.script = answering(lambda prompt: [f"{carried} [{number_of(carried, prompt)}]."])

        main(["--mode", "quotes", "What did Ukraine offer Tajikistan?"])
        assert "scripted" not in capsys.readouterr().out
        main(["--mode", "written", "What did Ukraine offer Tajikistan?"])
        assert "Written by scripted" in capsys.readouterr().out
        assert len(model.requests) == 1
