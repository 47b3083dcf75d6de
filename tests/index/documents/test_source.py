"""A file's bytes are read whole and of one moment, or there is a reason why not."""

import hashlib
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index.documents import source
from index.documents.document import Unreadable
from index.documents.source import hash_of, load_file

TEXT = "index.documents.plaintext.text"


def reason(path: Path, module: str = TEXT, max_file: int = 50) -> str:
    with pytest.raises(Unreadable) as caught:
        load_file(path, module, max_file)
    return str(caught.value)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("Bees fly.")
    return path


def test_a_file_is_loaded_and_hashed(file: Path) -> None:
    loaded = load_file(file, TEXT, 50)

    assert (loaded.content.text, loaded.content.encoding) == ("Bees fly.", "UTF-8")
    assert loaded.file_sha256 == hash_of(file, 50) == hashlib.sha256(b"Bees fly.").hexdigest()


def test_a_file_over_the_limit_is_not_even_read(file: Path) -> None:
    os.truncate(file, 2_000_001)

    assert reason(file, max_file=2) == (
        "is 3 MB, more than FOOTNOTE_MAX_FILE allows (2). Raise that, or split the file."
    )
    assert hash_of(file, 2) == ""
    os.truncate(file, 2_000_000)
    assert hash_of(file, 2)
    assert reason(file, max_file=2) != reason(file, max_file=1)


@pytest.mark.parametrize("content", ["", " \n\t\r\n", "\0" * 100])
def test_a_file_of_nothing_holds_no_text(file: Path, content: str) -> None:
    file.write_text(content)

    assert reason(file) == "holds no text. Fill it, or remove it."


def test_what_cannot_be_seen_says_why(file: Path, tmp_path: Path) -> None:
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)

    assert reason(tmp_path / "gone.txt").startswith("cannot be read: No such file or directory. Check that it is there")
    assert reason(loop).startswith("cannot be read: Too many levels of symbolic links. Check")
    assert [hash_of(tmp_path / "gone.txt", 50), hash_of(loop, 50)] == ["", ""]


def pipe(path: Path) -> None:
    os.mkfifo(path)


def listener(path: Path) -> None:
    os.chdir(path.parent)  # a socket's path is short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path.name)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of these")
@pytest.mark.parametrize("make", [pipe, listener, device, Path.mkdir])
def test_what_is_no_file_is_never_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]
) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path / "a.txt")

    assert reason(tmp_path / "a.txt") == "is a folder, a pipe or a device, and no file. Remove it."
    assert hash_of(tmp_path / "a.txt", 50) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_a_pipe_that_takes_the_place_of_a_file_in_the_last_moment_is_not_waited_for(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.setattr(os, "open", lambda path, flags, real=os.open: real(tmp_path / "pipe", flags))

    assert reason(file) == "is a folder, a pipe or a device, and no file. Remove it."


@pytest.fixture
def changing(file: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Path]:
    """changing(n) → a file that somebody writes to while it is read, the first n times."""
    monkeypatch.setattr(source, "WAIT", 0)

    def arrange(times: int) -> Path:
        fstat, left = os.fstat, [2 * times]  # asked twice for each reading

        def fstat_and_write(descriptor: int) -> os.stat_result:
            seen = fstat(descriptor)
            if left[0] and sys._getframe(1).f_code.co_name == "_read":
                left[0] -= 1
                with file.open("a") as writing:
                    writing.write(" More.")
            return seen

        monkeypatch.setattr(os, "fstat", fstat_and_write)
        return file

    return arrange


def test_a_file_that_changes_while_it_is_read_is_read_again(changing: Callable[[int], Path]) -> None:
    file = changing(2)

    assert load_file(file, TEXT, 50).content.text == file.read_text()


def test_a_file_that_does_not_stop_changing_is_left_for_the_next_time(changing: Callable[[int], Path]) -> None:
    assert reason(changing(3)) == "changes while it is read. Sync again when that has ended."


@pytest.mark.parametrize(("text", "error"), [("fail", "ZeroDivisionError")])
def test_whatever_a_loader_raises_becomes_a_reason(file: Path, text: str, error: str) -> None:
    file.write_text(text)

    assert reason(file, "hostile_loader") == (
        f"made its reader fail ({error}). Save it anew with another program, or remove it."
    )
