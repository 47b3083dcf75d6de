"""Files that mean harm, or are broken: each is told in a sentence, none holds up the sync, and the rest is indexed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterable
from pathlib import Path

import pytest

from index import sync as sync_module
from index.documents import isolated, reading
from index.documents.document import Document
from index.documents.reading import NotRead
from index.manifest import LeftOut
from index.store import Store
from index.sync import sync
from settings import ROOT, Settings

OpenStore = Callable[[Settings], Store]
MakeCorpus = Callable[..., Settings]

AGAIN = "It is tried again when it changes, and by a rebuild."
LATE = f"took longer than 2 s to read. Split it, or remove it. {AGAIN}"
CRASHED = f"made its reader crash. Save it anew with another program, or remove it. {AGAIN}"
FULL = f"needs more than 4 GB of memory to read. Split it, or remove it. {AGAIN}"
NO_TEXT = "holds no text. Fill it, or remove it."


@pytest.fixture(autouse=True)
def _hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files named .hostile are read by a loader that does what they say; nobody may take longer than two seconds."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "tests" / "helpers"))
    monkeypatch.setitem(reading.LOADERS, ".hostile", "hostile_loader")
    in_the_package = reading._module
    monkeypatch.setattr(reading, "_module", lambda name: name if name == "hostile_loader" else in_the_package(name))
    monkeypatch.setattr(isolated, "LEAST_SECONDS", 2)


def test_each_is_told_and_the_rest_is_indexed(make_corpus: MakeCorpus, open_store: OpenStore) -> None:
    settings = make_corpus(
        **{
            "bees.txt": "Bees fly.",
            "crash.hostile": "crash",
            "eat.hostile": "eat",
            "empty.txt": "",
            "hang.hostile": "hang",
            "latin.txt": "",
            "notes.hostile": "Wasps sting.",
            "picture.txt": "",
            "refuse.hostile": "refuse",
            "white.txt": " \n\t\n",
            "zeros.txt": "\0" * 100,
        }
    ).model_copy(update={"max_file": 1})
    corpus = settings.corpus
    (corpus / "latin.txt").write_bytes("Déjà vu.".encode("latin-1"))
    (corpus / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (corpus / "large.txt").write_text("x" * 1_000_001)
    (corpus / "loop.txt").symlink_to(corpus / "loop.txt")
    (corpus / "around").symlink_to(corpus, target_is_directory=True)
    (corpus / os.fsdecode(b"caf\xe9.txt")).write_text("Bees fly.")
    os.mkfifo(corpus / "pipe.txt")

    report = sync(settings)

    told = {
        r"caf\udce9.txt": "has a name that is not UTF-8. Rename the file.",
        "crash.hostile": CRASHED,
        "eat.hostile": FULL,
        "empty.txt": NO_TEXT,
        "hang.hostile": LATE,
        "large.txt": "is 2 MB, more than FOOTNOTE_MAX_FILE allows (1). Raise that, or split the file.",
        "loop.txt": "cannot be read: Too many levels of symbolic links. Check that it is there and may be read.",
        "picture.txt": "is a PNG picture by its content, not .txt. Rename it.",
        "refuse.hostile": "is encrypted. Save a copy without a password.",
        "white.txt": NO_TEXT,
        "zeros.txt": NO_TEXT,
    }
    assert sorted(report.problems) == sorted(f"{corpus}/{name} {why}" for name, why in told.items())
    assert report.new == ["bees.txt", "latin.txt", "notes.hostile"]
    assert report.left_out == ["around"]
    manifest = open_store(settings).manifest
    assert {name: left_out.reason for name, left_out in manifest.left_out.items()} == told
    assert list(manifest.documents) == report.new


@pytest.fixture
def harmed(make_corpus: MakeCorpus) -> Settings:
    """A synced corpus of a document and a file that crashes its reader."""
    settings = make_corpus(**{"bees.txt": "Bees fly.", "a.hostile": "crash"})
    sync(settings)
    return settings


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that are read from now on."""
    paths: list[Path] = []

    def note(of: Iterable[Path], folder: Path, max_file: int) -> Generator[Document | NotRead, None, None]:
        these = list(of)
        paths.extend(these)
        return reading.read_documents(these, folder, max_file)

    monkeypatch.setattr(sync_module, "read_documents", note)
    return paths


def test_what_has_harmed_its_reader_is_told_again_but_not_tried_before_it_changes(
    harmed: Settings, open_store: OpenStore, read: list[Path]
) -> None:
    before = open_store(harmed).manifest

    assert sync(harmed).problems == [f"{harmed.corpus}/a.hostile {CRASHED}"]
    assert (read, open_store(harmed).manifest) == ([], before)

    (harmed.corpus / "a.hostile").write_text("Wasps sting.")

    assert sync(harmed).new == ["a.hostile"]
    assert read == [harmed.corpus / "a.hostile"]
    assert open_store(harmed).manifest.left_out == {}


def test_a_rebuild_tries_it_again(harmed: Settings, read: list[Path]) -> None:
    assert len(sync(harmed, rebuild=True).problems) == 1
    assert read == [harmed.corpus / "a.hostile", harmed.corpus / "bees.txt"]


def test_a_document_whose_file_comes_to_harm_its_reader_keeps_its_last_state(
    make_corpus: MakeCorpus, open_store: OpenStore, read: list[Path]
) -> None:
    settings = make_corpus(**{"a.hostile": "Wasps sting.", "bees.txt": "Bees fly."})
    sync(settings)
    make_corpus(**{"a.hostile": "crash"})
    read.clear()

    for _ in range(2):
        report = sync(settings)

        assert (report.kept, report.documents) == (["a.hostile"], 2)
        assert report.problems == [f"{settings.corpus}/a.hostile {CRASHED} The index keeps its last state."]
    assert len(read) == 1
    manifest = open_store(settings).manifest
    assert manifest.left_out["a.hostile"].reason == f"{CRASHED} The index keeps its last state."
    assert manifest.documents["a.hostile"].stale == f"{settings.corpus}/a.hostile {CRASHED}"


def test_a_reason_that_changes_or_goes_is_written_without_touching_the_rest(
    make_corpus: MakeCorpus, open_store: OpenStore
) -> None:
    settings = make_corpus(**{"bees.txt": "Bees fly.", "a.hostile": "refuse"})
    sync(settings)
    generation = open_store(settings).manifest.generation

    make_corpus(**{"a.hostile": ""})
    assert not sync(settings).did_something
    assert open_store(settings).manifest.left_out == {"a.hostile": LeftOut(NO_TEXT)}

    (settings.corpus / "a.hostile").unlink()
    assert not sync(settings).did_something
    manifest = open_store(settings).manifest
    assert (manifest.left_out, manifest.generation) == ({}, generation)


SYNC = """
import sys
from index.documents import reading
reading.LOADERS[".hostile"] = "hostile_loader"
in_the_package = reading._module
reading._module = lambda name: name if name == "hostile_loader" else in_the_package(name)
from index.__main__ import main
sys.exit(main(["sync"]))
"""


def test_ctrl_c_ends_the_readers_too(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    settings = make_corpus(**{"a.hostile": f"hang {pid_file}"})
    environment = {**os.environ, "FOOTNOTE_DATA": str(settings.data), "FOOTNOTE_CORPUS": str(settings.corpus)}
    syncing = subprocess.Popen(
        [sys.executable, "-c", SYNC], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    while not (pid_file.exists() and pid_file.read_text()) and syncing.poll() is None:
        time.sleep(0.05)

    syncing.send_signal(signal.SIGINT)
    _, error = syncing.communicate(timeout=30)

    assert syncing.returncode == 130
    assert error.decode().strip() == "Stopped. The index is as it was; the next sync goes on from here."
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid_file.read_text()), 0)
