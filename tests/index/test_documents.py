"""A file becomes a document: its text as it stands, its title, and what its header line says."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from index.documents.document import Document
from index.documents.files import list_files
from index.documents.reading import read_document
from index.errors import CorpusError
from settings import ROOT

Read = Callable[[str, bytes], Document]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """read("name.txt", b"…") → the document of a file with these bytes."""

    def read_bytes(name: str, content: bytes) -> Document:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return read_document(path, tmp_path)

    return read_bytes


def test_the_header_line_of_the_article_becomes_its_metadata(article: str) -> None:
    document = read_document(ROOT / "corpus" / "eurasia-daily-monitor-2-128.txt", ROOT / "corpus")

    assert document.metadata == {"publication": "Eurasia Daily Monitor", "volume": "2", "issue": "128"}
    assert document.title == "Eurasia Daily Monitor, volume 2, issue 128"
    assert document.text == article


def test_a_first_line_that_is_no_header_gives_no_metadata(read: Read) -> None:
    assert read("a.txt", b"It came out as Volume: 2, they said.\n\nMore.").metadata == {}


@pytest.mark.parametrize(
    ("name", "content", "title"),
    [
        ("a.txt", b"Title: On Bees; Author: A. Bee\n\nBees fly.", "On Bees"),
        ("a.md", b"Some words.\n\n# On Bees #\n\nBees fly.", "On Bees"),
        ("a.txt", b"# On Bees\n\nBees fly.", "a"),
        ("notes/on_bees-2005.txt", b"Bees fly.", "on bees 2005"),
    ],
)
def test_the_title_is_the_best_the_file_offers(read: Read, name: str, content: bytes, title: str) -> None:
    assert read(name, content).title == title


def test_the_id_is_the_path_within_the_corpus(read: Read) -> None:
    assert read("notes/bees/a.txt", b"Bees fly.").id == "notes/bees/a.txt"


def test_a_byte_order_mark_is_no_part_of_the_text(read: Read) -> None:
    assert read("a.txt", b"\xef\xbb\xbfVolume: 2\n\nBees fly.").metadata == {"volume": "2"}


@pytest.mark.parametrize("line_end", [b"\r\n", b"\r", b"\n"])
def test_line_ends_of_every_system_become_one(read: Read, line_end: bytes) -> None:
    assert read("a.txt", b"Bees" + line_end + b"fly.").text == "Bees\nfly."


def test_a_text_that_is_not_utf_8_is_read_and_says_what_it_was(read: Read) -> None:
    document = read("latin.txt", b"caf\xe9 au lait")

    assert (document.text, document.encoding) == ("café au lait", "Windows-1252")


def test_a_file_name_that_is_not_utf_8_is_an_error_that_can_be_shown(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text("Bees fly.")

    with pytest.raises(CorpusError, match="Rename the file") as caught:
        read_document(path, tmp_path)
    assert str(caught.value).encode()


@pytest.mark.parametrize("content", [b"", b" \r\n\n", b"\xef\xbb\xbf"])
def test_a_file_without_text_says_what_to_do(read: Read, content: bytes) -> None:
    with pytest.raises(CorpusError, match=r"a\.txt holds no text. Fill it, or remove it"):
        read("a.txt", content)


@pytest.mark.parametrize("line", ["Source: " + "we said so, and so did they. " * 5, "Issue: 1 " * 60])
def test_a_long_first_line_that_begins_like_a_field_is_text(read: Read, line: str) -> None:
    assert read("a.txt", f"{line}\n\nMore.".encode()).metadata == {}


def test_a_file_in_the_place_of_the_folder_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Bees fly.")

    with pytest.raises(CorpusError, match=r"a\.txt is a file. Name the folder that it is in"):
        list_files(tmp_path / "a.txt")


def test_a_file_that_has_gone_is_an_error_of_the_corpus(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="cannot be read"):
        read_document(tmp_path / "gone.txt", tmp_path)


def test_another_text_is_another_version(read: Read) -> None:
    assert read("a.txt", b"Bees fly.").version != read("a.txt", b"Bees flew.").version


def test_the_same_text_under_another_name_is_another_version(read: Read) -> None:
    assert read("a.txt", b"Bees fly.").version != read("b.txt", b"Bees fly.").version


def test_only_text_and_markdown_files_are_documents(tmp_path: Path) -> None:
    names = ["b.txt", "sub/a.MD", "README.md", "sub/README.md", "starters.toml", ".hidden.txt", ".git/a.txt", "c.xyz"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Bees fly.")

    documents, others = list_files(tmp_path)

    assert [p.relative_to(tmp_path).as_posix() for p in documents] == [
        "README.md",
        "b.txt",
        "sub/README.md",
        "sub/a.MD",
    ]
    assert [p.name for p in others] == ["c.xyz"]


def test_only_the_corpus_that_comes_with_footnote_has_a_readme_that_is_no_document() -> None:
    assert (ROOT / "corpus" / "README.md").is_file()

    documents, others = list_files(ROOT / "corpus")

    assert not {"README.md", "starters.toml"} & {path.name for path in [*documents, *others]}


def test_a_link_to_a_folder_is_not_followed_and_is_named(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("Bees fly.")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path, target_is_directory=True)

    documents, others = list_files(tmp_path)

    assert (documents, others) == ([tmp_path / "sub" / "a.txt"], [tmp_path / "sub" / "loop"])


def test_the_name_of_a_folder_that_cannot_be_listed_does_not_steer_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a\x1b[31mb").mkdir()
    monkeypatch.setattr("os.access", lambda place, _: not str(place).endswith("b"))

    with pytest.raises(CorpusError, match=r"a\\x1b\[31mb cannot be read: Permission denied"):
        list_files(tmp_path)


def test_a_missing_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"There is no folder .*nowhere. Create it .* or set FOOTNOTE_CORPUS"):
        list_files(tmp_path / "nowhere")


def test_a_folder_that_cannot_be_seen_says_why(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"cannot be read: File name too long. Check that it is there"):
        list_files(tmp_path / ("x" * 300))


def test_a_link_that_leads_nowhere_is_a_file_that_cannot_be_read_and_a_pipe_is_none(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "away" / "link.txt")
    os.mkfifo(tmp_path / "pipe.txt")

    [link] = list_files(tmp_path)[0]

    with pytest.raises(
        CorpusError, match=r"link\.txt cannot be read: No such file or directory. Check that it is there"
    ):
        read_document(link, tmp_path)
