"""python -m index, as people type it: what it prints, and how it ends."""

import io
import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from index import __main__ as command
from index.__main__ import main
from index.sync import sync
from settings import ROOT, Settings, load_settings

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
    (corpus / "report.txt").write_bytes(b"%PDF-1.7")
    (corpus / "plan.xyz").write_bytes(b"plan")

    assert main(["sync"]) == 1

    printed = capsys.readouterr()
    assert "1 file left out, of no kind that is read: plan.xyz (.xyz 1)." in printed.err
    assert "report.txt is a PDF by its content, not .txt. Rename it." in printed.err
    assert "Synced: 2 new" in printed.out


def test_files_of_no_kind_that_is_read_need_no_attention(corpus: Path) -> None:
    (corpus / "plan.xyz").write_bytes(b"plan")

    assert main(["sync"]) == 0


def test_names_never_steer_the_terminal(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / "\x1b[31mred\n.txt").write_text("# \x1b]0;owned\x07 Bees fly.")
    (corpus / "\x1b[2Jempty.txt").write_text("")
    (corpus / "\x9b1m.xyz").write_text("plan")
    (corpus / os.fsdecode(b"caf\xe9.txt")).write_text("Bees fly.")

    for arguments in (["sync"], ["status"], ["check"]):
        main(arguments)

    printed = capsys.readouterr()
    assert all(line.isprintable() for line in (printed.out + printed.err).splitlines())
    assert "\\x1b[31mred\\n.txt: " in printed.out
    assert "\\x1b[2Jempty.txt holds no text." in printed.err
    assert "left out, of no kind that is read: \\x9b1m.xyz" in printed.err
    assert "caf\\udce9.txt has a name that is not UTF-8. Rename the file." in printed.err


def test_sync_of_an_empty_folder_says_what_to_put_there(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()

    assert main(["--corpus", str(tmp_path / "empty"), "sync"]) == 0
    assert "holds no documents yet: put some in it (" in capsys.readouterr().err


def test_sync_rebuilds_when_told_to(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["sync"])
    main(["sync", "--rebuild"])

    assert "Synced: 2 new; 2 passages embedded." in capsys.readouterr().out.splitlines()[-1]


def test_where_all_are_gone_and_nobody_can_be_asked_they_are_kept_and_the_end_is_3(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["sync"])
    for file in corpus.iterdir():
        file.unlink()

    assert main(["sync"]) == 3

    printed = capsys.readouterr()
    assert f"2 of 2 documents are gone from {corpus} (bees.md, taxes.txt). The index keeps them." in printed.err
    assert "To let them go: python -m index sync --yes (or FOOTNOTE_REMOVE=yes)" in printed.err
    assert "Synced: 2 gone but kept; 0 passages embedded. The index holds 2 documents" in printed.out


@pytest.mark.parametrize(("option", "variable"), [(["--yes"], ""), ([], "yes")])
def test_where_all_are_gone_they_go_when_told_to(
    corpus: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    option: list[str],
    variable: str,
) -> None:
    main(["sync"])
    for file in corpus.iterdir():
        file.unlink()
    monkeypatch.setenv("FOOTNOTE_REMOVE", variable)

    assert main(["sync", *option]) == 0
    assert "Synced: 2 removed;" in capsys.readouterr().out


@contextmanager
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The user's end of a terminal: what is written there is typed, what is read there was shown."""
    user, program = pty.openpty()
    with os.fdopen(program, "r+b", buffering=0) as ends, os.fdopen(user, "wb"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(ends))
        monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(ends, write_through=True))
        yield user


def test_where_only_one_end_is_a_terminal_nobody_is_asked(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["sync"])
    for file in corpus.iterdir():
        file.unlink()
    with terminal(monkeypatch) as user:
        monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))

        assert main(["sync"]) == 3

        assert "[y/N]" not in os.read(user, 10_000).decode()


@pytest.mark.parametrize(
    ("typed", "code", "left"), [("y\n", 0, 0), ("Yes\n", 0, 0), ("n\n", 3, 2), ("\n", 3, 2), ("\x04", 3, 2)]
)
def test_in_a_terminal_it_asks_first(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, typed: str, code: int, left: int
) -> None:
    main(["sync"])
    for file in corpus.iterdir():
        file.unlink()
    with terminal(monkeypatch) as user:
        os.write(user, typed.encode())

        assert main(["sync"]) == code

        shown = os.read(user, 10_000).decode()
    assert "2 of 2 documents are gone from" in shown
    assert "Remove them from the index? [y/N] " in shown
    [manifest] = load_settings().store.glob("*.json")
    assert len(json.loads(manifest.read_text())["documents"]) == left


def test_status_says_why_a_document_is_in_its_last_state(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["sync"])
    (corpus / "taxes.txt").write_text("")

    assert main(["sync"]) == 1
    why = f"{corpus / 'taxes.txt'} holds no text. Fill it, or remove it."
    assert f"{why} The index keeps its last state." in capsys.readouterr().err

    main(["status"])
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "  taxes.txt: taxes (1 passages, 11 characters)",
        f"    keeps its last state: {why}",
        "  bees.md: On bees (1 passages, 20 characters)",
    ]


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


def test_status_names_twenty_documents_and_counts_the_others(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for n in range(19):
        (corpus / f"{n:02}.txt").write_text(f"In {n} they came.")
    main(["sync"])
    capsys.readouterr()

    main(["status"])
    shown = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]

    assert (len(shown), shown[-1]) == (21, "  … and 1 more")
    (corpus / "18.txt").unlink()
    main(["sync"])
    capsys.readouterr()
    main(["status"])
    assert "more" not in capsys.readouterr().out


def test_status_says_which_sync_was_the_last_and_how_large_the_store_is(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["sync"])
    (corpus / "wasps.txt").write_text("Wasps sting.")
    main(["sync"])
    capsys.readouterr()

    main(["status"])

    lines = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    size = sum(p.stat().st_size for p in load_settings().store.rglob("*") if p.is_file()) / 1e6
    assert lines["last"].endswith("(number 2)")
    assert lines["store"] == f"{load_settings().store} ({size:.1f} MB)"


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
    assert "Create it and put documents in it (" in capsys.readouterr().err


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


def test_it_ends_without_a_traceback_when_nobody_reads(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    unread = os.fdopen(writing, "w", buffering=1)
    monkeypatch.setattr(sys, "stdout", unread)
    monkeypatch.setattr(sys, "stderr", io.StringIO())

    assert main(["sync"]) == 0
    with suppress(BrokenPipeError):
        unread.close()


def test_ctrl_c_stops_even_where_it_was_to_be_ignored(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a shell script's background jobs are begun."""

    def interrupted(*_: object, **__: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(command, "sync", interrupted)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        assert main(["sync"]) == 130
    finally:
        signal.signal(signal.SIGINT, before)


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
