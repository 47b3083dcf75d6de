"""python -m index, as people type it: what it prints, and how it ends."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index import __main__ as command
from index.__main__ import main
from index.sync import sync
from settings import ROOT, Settings

MakeCorpus = Callable[..., Settings]


@pytest.fixture
def corpus(make_corpus: MakeCorpus, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of two documents, named by the environment; not yet synced."""
    settings = make_corpus(**{"bees.md": "# On bees\n\nBees fly.", "taxes.txt": "Taxes rose."})
    monkeypatch.setenv("FOOTNOTE_DATA", str(settings.data))
    monkeypatch.setenv("FOOTNOTE_CORPUS", str(settings.corpus))
    return settings.corpus


def test_sync_ends_with_what_was_done(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sync"]) == 0

    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("Synced: 2 new; 2 passages embedded. The index holds 2 documents in 2 passages (")


def test_sync_names_each_file_that_it_leaves_out(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / "latin.txt").write_bytes(b"caf\xe9")
    (corpus / "report.pdf").write_bytes(b"%PDF")

    assert main(["sync"]) == 1

    printed = capsys.readouterr()
    assert "1 file left out (.pdf 1): only .txt and .md are read." in printed.err
    assert "latin.txt is not UTF-8 text (byte 3 is 0xe9). Save it as UTF-8." in printed.err
    assert "Synced: 2 new" in printed.out


def test_sync_of_an_empty_folder_says_what_to_put_there(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()

    assert main(["--corpus", str(tmp_path / "empty"), "sync"]) == 0
    assert "holds no documents yet: put .txt or .md files in it" in capsys.readouterr().err


def test_sync_rebuilds_when_told_to(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["sync"])
    main(["sync", "--rebuild"])

    assert "Synced: 2 new; 2 passages embedded." in capsys.readouterr().out.splitlines()[-1]


def test_status_shows_documents_passages_model_and_fingerprint(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["sync"])
    capsys.readouterr()

    assert main(["status"]) == 0

    lines = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert (lines["documents"], lines["passages"]) == ("2", "2")
    assert lines["model"] == "all-MiniLM-L6-v2 (384 dimensions, 256 tokens)"
    assert len(lines["fingerprint"]) == 16
    assert lines["bees.md:"] == "On bees (1 passages, 20 characters)"


def test_check_of_a_synced_corpus_finds_nothing(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["sync"])

    assert main(["check"]) == 0
    assert "All is well: 2 documents, 2 passages, every offset exact." in capsys.readouterr().out


def test_check_names_what_it_finds(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["sync"])
    (corpus / "taxes.txt").write_text("Taxes fell.")

    assert main(["check"]) == 1
    assert "taxes.txt is not what was indexed. Run: python -m index sync\n" in capsys.readouterr().err


@pytest.mark.parametrize("asked", ["status", "check"])
def test_before_the_first_sync_one_is_asked_for(corpus: Path, capsys: pytest.CaptureFixture[str], asked: str) -> None:
    assert main([asked]) == 2
    assert capsys.readouterr().err == f"There is no index of {corpus} yet. Run: python -m index sync\n"


def test_a_missing_folder_says_what_to_do(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--corpus", str(corpus / "nowhere"), "sync"]) == 2
    assert "Create it and put .txt or .md files in it" in capsys.readouterr().err


def test_a_setting_that_cannot_be_used_is_named(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FOOTNOTE_PASSAGE_TOKENS", "many")

    assert main(["sync"]) == 2
    assert capsys.readouterr().err.startswith("FOOTNOTE_PASSAGE_TOKENS is 'many'")


def test_ctrl_c_says_that_nothing_is_lost(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "sync", interrupted)

    assert main(["sync"]) == 130
    assert "the next sync goes on from here" in capsys.readouterr().err


def test_an_unknown_command_shows_how_to_use_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["explain"])
    assert "usage: python -m index" in capsys.readouterr().err


def test_it_runs_as_a_module(make_corpus: MakeCorpus) -> None:
    settings = make_corpus(**{"taxes.txt": "Taxes rose."})
    sync(settings)
    asked = [sys.executable, "-m", "index", "--corpus", str(settings.corpus), "status"]

    done = subprocess.run(
        asked,
        cwd=ROOT,
        env={**os.environ, "FOOTNOTE_DATA": str(settings.data)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "documents    1\n" in done.stdout
    assert done.stderr == ""
