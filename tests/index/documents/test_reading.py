"""Files become documents, in their order and a few ahead; where one does not, the reason takes its place."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.documents import isolated, reading
from index.documents.document import Document
from index.documents.reading import AHEAD, LOADERS, NotRead, kinds, read_document, read_documents
from index.documents.source import hash_of
from index.errors import CorpusError
from settings import ROOT


@pytest.fixture(autouse=True)
def _hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files named .hostile are read by a loader that does what they say, in a process of its own."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "tests" / "helpers"))
    monkeypatch.setitem(LOADERS, ".hostile", "hostile_loader")
    in_the_package = reading._module
    monkeypatch.setattr(reading, "_module", lambda name: name if name == "hostile_loader" else in_the_package(name))


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., list[Path]]:
    """write(**{"a.txt": "text"}) → the paths of these files."""

    def write_all(**files: str) -> list[Path]:
        for name, text in files.items():
            (tmp_path / name).write_text(text)
        return [tmp_path / name for name in files]

    return write_all


Write = Callable[..., list[Path]]


def told(read: Iterator[Document | NotRead]) -> list[str]:
    """What became of each file: its text, or the reason why there is none."""
    return [one.text if isinstance(one, Document) else one.reason for one in read]


def test_documents_come_in_the_order_of_their_files_whatever_becomes_of_them(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolated, "LEAST_SECONDS", 2)
    paths = write(
        **{
            "1.hostile": "hang",
            "2.txt": "Bees fly.",
            "3.hostile": "Wasps sting.",
            "4.hostile": "crash",
            "5.txt": "",
            "6.hostile": "eat",
            "7.hostile": "Ants walk.",
            "8.xyz": "plan",
        }
    )

    again = "It is tried again when it changes, and by a rebuild."
    assert told(read_documents(paths, tmp_path)) == [
        f"took longer than 2 s to read. Split it, or remove it. {again}",
        "Bees fly.",
        "Wasps sting.",
        f"made its reader crash. Save it anew with another program, or remove it. {again}",
        "holds no text. Fill it, or remove it.",
        f"needs more than 4 GB of memory to read. Split it, or remove it. {again}",
        "Ants walk.",
        f"is of no kind that is read ({kinds()}).",
    ]


def test_what_is_read_is_what_the_document_says(write: Write, tmp_path: Path) -> None:
    [path] = write(**{"on_bees.hostile": "pages Bees fly."})

    document = read_document(path, tmp_path)

    assert (document.id, document.title, document.text) == ("on_bees.hostile", "On bees", "Bees fly.")
    assert (document.encoding, document.file_sha256) == ("UTF-8", hash_of(path, 50))
    assert document.pages[0].name == "page 1"


def test_what_harms_its_reader_is_told_from_what_is_just_not_read(write: Write, tmp_path: Path) -> None:
    paths = write(**{"a.hostile": "crash", "b.hostile": "refuse", "c.txt": ""})

    read = list(read_documents(paths, tmp_path))

    assert [isinstance(one, NotRead) and one.harmful for one in read] == [True, False, False]
    with pytest.raises(CorpusError, match=r"b\.hostile is encrypted\. Save a copy without a password\."):
        read_document(paths[1], tmp_path)


def test_only_a_few_files_are_read_ahead(write: Write, tmp_path: Path) -> None:
    asked: list[Path] = []

    def paths() -> Iterator[Path]:
        for path in write(**{f"{n:02}.txt": "Bees fly." for n in range(20)}):
            asked.append(path)
            yield path

    with closing(read_documents(paths(), tmp_path)) as documents:
        next(documents)

    assert len(asked) == AHEAD + 1


def test_who_wants_no_more_leaves_no_reader_behind(write: Write, tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    paths = write(**{"a.txt": "Bees fly.", "b.hostile": f"hang {pid_file}", "c.txt": "Wasps sting."})

    with closing(read_documents(paths, tmp_path)) as documents:
        next(documents)
        while not (pid_file.exists() and pid_file.read_text()):
            pass

    with pytest.raises(ProcessLookupError):
        os.kill(int(pid_file.read_text()), 0)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("reader")]


def test_a_text_needs_no_process_of_its_own(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("subprocess.Popen", None)

    assert told(read_documents(write(**{"a.txt": "Bees fly.", "b.md": "Wasps sting."}), tmp_path)) == [
        "Bees fly.",
        "Wasps sting.",
    ]


@pytest.mark.parametrize("text", ["word " * 1_000_000, "x" * 5_000_000, "A short line.\n" * 100_000])
def test_a_line_of_five_million_characters_and_a_hundred_thousand_lines_are_read(
    write: Write, tmp_path: Path, text: str
) -> None:
    [path] = write(**{"a.txt": text})

    assert read_document(path, tmp_path).text == text


def test_a_file_over_the_limit_is_told_its_size(write: Write, tmp_path: Path) -> None:
    [path] = write(**{"a.txt": "x" * 1_000_001})

    with pytest.raises(CorpusError, match=r"a\.txt is 2 MB, more than FOOTNOTE_MAX_FILE allows \(1\)"):
        read_document(path, tmp_path, max_file=1)


def test_half_a_surrogate_pair_does_not_get_into_the_index(write: Write, tmp_path: Path) -> None:
    [path] = write(**{"a.hostile": ""})
    path.write_text("half \ud83d a pair", "utf-8", "surrogatepass")

    document = read_document(path, tmp_path)

    assert document.text == "half \ufffd a pair"
    assert document.version


@pytest.mark.parametrize(
    ("name", "title"),
    [("on\x1b[31m_bees.txt", "on [31m bees"), (f"{'bees ' * 45}.txt", f"{'bees ' * 40}".rstrip() + "…")],
)
def test_a_title_is_one_short_line(write: Write, tmp_path: Path, name: str, title: str) -> None:
    [path] = write(**{name: "Bees fly."})

    assert read_document(path, tmp_path).title == title


def test_a_loader_of_ours_that_runs_out_of_memory_is_told(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load_file(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(reading, "load_file", load_file)

    assert told(read_documents(write(**{"a.txt": "Bees fly."}), tmp_path)) == [
        "needs more memory to read than there is. Split it, or remove it."
    ]
