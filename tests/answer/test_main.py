"""python -m answer, as people script against it."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from answer import __main__ as command
from answer.__main__ import main
from answer.answer import Answer
from scripted_model import answering, number_of, running_model


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


def answered(**fields: Any) -> Answer:
    """An answer as an assistant gives it, of one statement."""
    citation = {"number": 1, "document_id": "a.txt", "passage_id": "p", "start": 0, "end": 9, "quote": "Bees\n  fly."}
    citation |= {"title": "On bees", "place": "paragraph 1 of 2", "metadata": {}}
    statement = {"text": "Bees fly.", "citations": (citation,), "support": "quoted", "emphasis": ((0, 4), (5, 8))}
    given: dict[str, Any] = {
        "question": "What flies?",
        "standalone_question": "what flies? ",
        "statements": (statement,),
        "hits": (),
    }
    given |= {"verdict": "answered", "confidence": 0.9, "message": "", "note": "", "mode": "quotes", "timings": {}}
    return Answer.model_validate(given | fields)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """shown(answer) → what is printed of it; in a terminal where it `is_one`."""

    def show(answer: Answer, is_one: bool = False) -> str:
        class Assistant:
            def ask(self, *_: object, **__: object) -> Answer:
                return answer

        monkeypatch.setattr(command, "_open", lambda *_: Assistant())
        monkeypatch.setattr(sys.stdout, "isatty", lambda: is_one, raising=False)
        assert main(["What", "flies?"]) == 0
        return capsys.readouterr().out

    return show


Shown = Callable[..., str]


def test_a_quote_stands_under_its_statement_with_its_place(shown: Shown) -> None:
    assert shown(answered()) == "Bees fly. [1]\n\n[1] On bees, paragraph 1 of 2\n    “Bees fly.”\n"


def test_how_the_question_was_understood_and_what_is_to_be_known_stand_first(shown: Shown) -> None:
    said = shown(answered(standalone_question="What flies? (bees)", note="Beware."))

    assert said.startswith("Understood as: What flies? (bees)\n\nBeware.\n\nBees fly. [1]\n")


def test_in_a_terminal_the_very_words_are_bold(shown: Shown) -> None:
    assert shown(answered(), is_one=True).startswith("\033[1mBees\033[0m \033[1mfly\033[0m. [1]\n")


@pytest.mark.parametrize("is_one", [True, False])
def test_what_a_document_says_does_not_steer_the_terminal(shown: Shown, is_one: bool) -> None:
    evil = "Bees\x1b[2J fly.\n\x07Then\u202e they rest."
    citation = {**answered().citations[0].model_dump(), "quote": evil, "title": evil, "place": evil}
    statement = {"text": evil, "citations": [citation], "emphasis": [(0, 8)], "support": "supported"}

    said = shown(answered(statements=[statement], standalone_question=evil, citations=[citation]), is_one)

    assert not set("\x1b\x07\u202e") & set(said.replace("\033[1m", "").replace("\033[0m", ""))
    assert r"Bees\x1b[2J" in said.replace("\033[0m", "")
    assert "fly.\n" in said  # the lines of a list stay


def test_what_no_source_carries_says_so(shown: Shown) -> None:
    doubtful = {"text": "Bees sing.", "citations": (), "support": "unsupported", "reason": "no source"}

    said = shown(answered(statements=(doubtful,), model="m"))

    assert (
        said == "Bees sing.   (not in the sources: no source)\n\nWritten by m, and checked against the documents.\n\n"
    )


def test_where_nothing_is_found_the_message_and_the_nearest_are_shown(shown: Shown) -> None:
    nearest = answered().citations

    said = shown(answered(statements=(), message="Nothing.", nearest=nearest, model="m"))

    assert said == "Nothing.\n\n[1] On bees, paragraph 1 of 2\n    “Bees fly.”\n"


def ask_in_batch(monkeypatch: pytest.MonkeyPatch, text: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    return main(["--batch", "-"])


def test_a_batch_comes_from_standard_input_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask_in_batch(monkeypatch, '{"id": 1, "question": "Hi", "history": null}\n') == 0
    assert json.loads(capsys.readouterr().out)["id"] == 1


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "5",
        '{"id": 1}',
        '{"question": "Hi"}',
        '{"id": null, "question": "Hi"}',
        '{"id": 1, "question": 5}',
        '{"id": 1, "question": "Hi", "history": "Why?"}',
        '{"id": 1, "question": "Hi", "history": ["Why?", 5]}',
    ],
)
def test_each_line_that_is_none_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    assert ask_in_batch(monkeypatch, f'\n{{"id": 1, "question": "Hi"}}\n{line}\n') == 2

    captured = capsys.readouterr()
    assert captured.err.splitlines()[-1].startswith("-, line 3: expected ")
    assert captured.out == ""


def test_a_batch_that_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--batch", str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt, 130), (BrokenPipeError, 0)])
def test_it_ends_without_a_traceback_when_it_is_stopped_or_nobody_reads(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: type[BaseException], code: int
) -> None:
    def stop(*_: object) -> None:
        raise error

    monkeypatch.setattr(command, "_open", stop)
    monkeypatch.setattr(sys, "stderr", io.StringIO())

    assert main(["Why?"]) == code


def test_only_the_documents_that_are_meant_are_asked(make_corpus: Any, monkeypatch: Any, capsys: Any) -> None:
    settings = make_corpus(
        **{
            "old/lease.txt": "The rent of the old mill is 300 francs.",
            "new/lease.txt": "The rent of the new mill is 400 francs.",
        }
    )
    monkeypatch.setenv("FOOTNOTE_DATA", str(settings.data))
    monkeypatch.setenv("FOOTNOTE_CORPUS", str(settings.corpus))
    assert main(["What is the rent of the mill?", "--where", "folder=old", "name=lease.*"]) == 0
    assert "300 francs" in (said := capsys.readouterr().out)
    assert "400 francs" not in said
    assert main(["What is the rent of the mill?", "--where", "folder=older"]) == 2
    assert "Folders: new, old" in capsys.readouterr().err
