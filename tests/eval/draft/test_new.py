"""python -m eval new: which document, where the draft goes, and that it passes the check unchanged."""

from pathlib import Path

import pytest

from eval.__main__ import main

TEXT = (
    "Anna Bell signed the treaty in Oslo on June 27, 1997. The council bought 300 buses in 2004. Bell said it rained."
)


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus of one document in a sub-folder; commands run beside it."""
    folder = tmp_path / "corpus"
    (folder / "old").mkdir(parents=True)
    (folder / "old" / "treaty.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("FOOTNOTE_CORPUS", str(folder))
    monkeypatch.chdir(tmp_path)
    return folder


def test_the_draft_passes_the_check_unchanged(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "old/treaty.txt"]) == 0
    assert "python -m eval check --questions treaty-dev.jsonl" in capsys.readouterr().out
    assert main(["check", "--questions", "treaty-dev.jsonl"]) == 0


def test_a_file_of_the_corpus_may_be_named_by_its_path(corpus: Path) -> None:
    assert main(["new", str(corpus / "old" / "treaty.txt"), "--out", "a-test.jsonl"]) == 0
    assert '"document":"old/treaty.txt"' in Path("a-test.jsonl").read_text(encoding="utf-8")


def test_of_a_file_elsewhere_its_folder_is_the_corpus(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "else where").mkdir()
    (tmp_path / "else where" / "other.md").write_text(TEXT, encoding="utf-8")
    assert main(["new", "else where/other.md"]) == 0
    assert "FOOTNOTE_CORPUS='else where' python -m eval check" in capsys.readouterr().out
    monkeypatch.setenv("FOOTNOTE_CORPUS", "else where")
    assert main(["check", "--questions", "other-dev.jsonl"]) == 0


def test_a_file_that_is_there_is_never_written_over(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("treaty-dev.jsonl").write_text("mine", encoding="utf-8")
    assert main(["new", "old/treaty.txt"]) == 2
    assert "treaty-dev.jsonl is there already, and may hold your edits." in capsys.readouterr().err
    assert Path("treaty-dev.jsonl").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["treaty.txt"], "There is no file treaty.txt; the nearest in"),
        (["zebra"], "holds none of that name either"),
        (["list.csv"], "list.csv is no document: only .txt and .md files are."),
        (["old/treaty.txt", "--out", "x.jsonl"], "x.jsonl is of no half. Name it …-dev.jsonl"),
        (["old/treaty.txt", "--out", "list.csv/x-dev.jsonl"], "x-dev.jsonl cannot be written"),
        (["dull.txt"], "No sentence of dull.txt is plain enough to ask about."),
    ],
)
def test_what_cannot_be_done_is_said(
    corpus: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("list.csv").touch()
    Path("dull.txt").write_text("Nothing here.", encoding="utf-8")
    assert main(["new", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_a_limit_below_one_is_refused(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["new", "old/treaty.txt", "--limit", "0"])
    assert "give 1 or more" in capsys.readouterr().err
