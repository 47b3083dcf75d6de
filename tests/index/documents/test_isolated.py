"""A reader in a process of its own: what a file does to it is told in a sentence, and the next file is read."""

import hashlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import hostile_loader
from index.documents import isolated
from index.documents.document import Block, Content, Unreadable
from index.documents.isolated import Harmful, Reader, Readers
from index.documents.source import Loaded
from settings import ROOT

HOSTILE = "hostile_loader"


@pytest.fixture(autouse=True)
def _hostile_loader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers find it, too."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "tests" / "helpers"))


@pytest.fixture
def reader() -> Iterator[Reader]:
    reader = Reader()
    yield reader
    reader.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.hostile"


def read(reader: Reader, file: Path, text: str) -> Loaded:
    file.write_text(text, "utf-8", "surrogatepass")
    return reader.read(file, HOSTILE, 50)


def test_what_the_loader_finds_comes_back_as_it_was(reader: Reader, file: Path) -> None:
    loaded = read(reader, file, "pages Bees fly.")

    assert loaded.content == hostile_loader.load(b"pages Bees fly.")
    assert loaded.content.pages[0].words == ((0, 4, 10, 20, 30, 40), (5, 9, 50, 20, 70, 40))
    assert loaded.file_sha256 == hashlib.sha256(b"pages Bees fly.").hexdigest()


def test_a_text_that_is_no_unicode_comes_back_too(reader: Reader, file: Path) -> None:
    text = "half a pair: \ud83d"

    assert read(reader, file, text).content == Content(text, (Block("paragraph", 0, len(text)),))


def test_one_process_reads_many_files(reader: Reader, file: Path) -> None:
    read(reader, file, "Bees fly.")
    process = reader._process
    read(reader, file, "Wasps sting.")

    assert reader._process is process


def test_it_imports_nothing_that_is_slow_to_start(reader: Reader, file: Path) -> None:
    modules = read(reader, file, "modules").content.text.split()

    assert "index" in modules
    assert not {"llama_index", "chromadb", "torch", "onnxruntime", "numpy", "pydantic", "settings"} & set(modules)


def test_what_a_library_prints_goes_nowhere(reader: Reader, file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert read(reader, file, "babble").content.text == "babbled"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("refuse", "is encrypted. Save a copy without a password."),
        ("fail", "made its reader fail (ZeroDivisionError). Save it anew with another program, or remove it."),
        (" \n\n\0", "holds no text. Fill it, or remove it."),
        ("%PDF-1.7", "is a PDF by its content, not .hostile. Rename it."),
    ],
)
def test_a_reason_comes_back(reader: Reader, file: Path, text: str, why: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(reader, file, text)

    assert (str(caught.value), type(caught.value)) == (why, Unreadable)
    assert read(reader, file, "Bees fly.").content.text == "Bees fly."


LIES = ["no JSON", "5", "{}", '{"text": "a", "blocks": [["paragraph", 0, 9, -1, 0]], "pages": [], "metadata": {}}']


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("hang", "took longer than 2 s to read. Split it, or remove it."),
        ("eat", "needs more than 4 GB of memory to read. Split it, or remove it."),
        ("crash", "made its reader crash. Save it anew with another program, or remove it."),
        ("leave", "made its reader crash. Save it anew with another program, or remove it."),
        *((f"lie {lie}", "made its reader crash. Save it anew with another program, or remove it.") for lie in LIES),
    ],
)
def test_a_reader_that_dies_of_a_file_is_told_and_the_next_file_is_read(
    reader: Reader, file: Path, monkeypatch: pytest.MonkeyPatch, text: str, why: str
) -> None:
    monkeypatch.setattr(isolated, "LEAST_SECONDS", 2)
    read(reader, file, "Bees fly.")

    with pytest.raises(Harmful) as caught:
        read(reader, file, text)

    assert str(caught.value) == f"{why} It is tried again when it changes, and by a rebuild."
    assert read(reader, file, "Bees fly.").content.text == "Bees fly."


def test_a_file_that_is_larger_may_take_longer(file: Path) -> None:
    file.write_bytes(bytes(3_500_000))

    assert isolated._seconds(file) == 60 + 210
    assert isolated._seconds(file.parent / "gone") == 60


def test_a_process_that_has_suffered_from_an_earlier_file_is_no_reason_against_this_one(
    reader: Reader, file: Path
) -> None:
    read(reader, file, "Bees fly.")
    assert reader._process
    reader._process.kill()

    assert read(reader, file, "Wasps sting.").content.text == "Wasps sting."


def test_a_reader_ends_by_itself_where_nobody_is_there_any_more_to_end_it(file: Path) -> None:
    file.write_text("hang")
    asked = {"path": str(file), "module": HOSTILE, "max_file": 50, "seconds": -9}
    command = [sys.executable, "-m", "index.documents.worker", str(isolated.MEMORY)]

    done = subprocess.run(command, input=json.dumps(asked).encode(), cwd=ROOT, timeout=30, check=False)

    assert done.returncode < 0


def test_closing_ends_a_reader_that_hangs(file: Path, tmp_path: Path) -> None:
    readers, pid_file = Readers(1), tmp_path / "pid"
    file.write_text(f"hang {pid_file}")

    def ask() -> None:
        with readers.one() as reader, pytest.raises((Unreadable, RuntimeError)):
            reader.read(file, HOSTILE, 50)

    asking = threading.Thread(target=ask)
    asking.start()
    while not (pid_file.exists() and pid_file.read_text()):
        time.sleep(0.01)
    readers.close()
    asking.join(10)

    assert not asking.is_alive()
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid_file.read_text()), 0)
