"""The documents' texts in one SQLite file: as they were read, there for all from a commit on, whole after a kill."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn_documents import documents
from index import texts as texts_module
from index.documents.document import Block, Document, Page
from index.errors import StoreError
from index.texts import Texts
from made_documents import plain
from settings import ROOT

Open = Callable[[], Texts]
BEES, WASPS = plain("Bees fly far.\n\nThey make honey."), plain("Wasps sting people.")
WORDS = ((0, 4, 10, 20, 30, 40), (5, 8, 35, 20, 50, 40))
PAGED = Document(
    "a.pdf",
    "A",
    "Bees fly.",
    "a.pdf",
    {},
    (Block("paragraph", 0, 9),),
    (Page(0, 5, "page i", 595.5, 842.0), Page(5, 9, "page 1", 595.5, 842.0, WORDS)),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bees.documents"


@pytest.fixture
def open_texts(path: Path) -> Iterator[Open]:
    """open_texts() → the texts of the file as one more process sees them, closed after the test."""
    opened: list[Texts] = []

    def open_one() -> Texts:
        opened.append(Texts(path, "python -m index sync"))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


def keep(texts: Texts, *documents: Document) -> None:
    for document in documents:
        texts.add(document)
    texts.commit()


def text_of(texts: Texts, document: Document) -> str | None:
    found = texts.find(document.version)
    return found.text if found else None


def run_and_kill(*lines: str) -> None:
    """Run this in another process, which is killed at its end."""
    code = "\n".join(["import os, signal, sqlite3", *lines, "os.kill(os.getpid(), signal.SIGKILL)"])
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests" / "helpers")])
    killed = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": path}, check=False)
    assert killed.returncode == -9


def test_a_document_comes_back_as_it_was_read(open_texts: Open) -> None:
    keep(open_texts(), PAGED)

    found = open_texts().find(PAGED.version)

    assert found is not None
    assert (found.text, found.blocks, found.pages) == (PAGED.text, PAGED.blocks, PAGED.pages)


def test_any_document_comes_back_as_it_was_read_and_of_its_version(open_texts: Open) -> None:
    texts = open_texts()

    @given(documents() | st.text(st.characters(codec="utf-8")).map(plain))
    def comes_back(document: Document) -> None:
        texts.add(document)
        found = texts.find(document.version)
        assert found is not None
        again = Document(document.id, "another title", found.text, "", {}, found.blocks, found.pages)
        assert (again.text, again.blocks, again.version) == (document.text, document.blocks, document.version)

    comes_back()


def test_a_version_that_is_not_there_is_not_found(open_texts: Open) -> None:
    texts = open_texts()
    keep(texts, BEES)

    assert texts.find(WASPS.version) is None
    assert texts.versions() == {BEES.version}


def test_the_words_of_a_page_come_when_they_are_asked_for(open_texts: Open) -> None:
    texts = open_texts()
    keep(texts, PAGED, BEES)

    found = texts.find(PAGED.version)

    assert found is not None
    assert [page.words for page in found.pages] == [(), ()]
    assert texts.words(PAGED.version, 1) == list(WORDS)
    assert texts.words(PAGED.version, 0) == texts.words(BEES.version, 0) == texts.words("gone", 1) == []


def test_what_is_removed_is_gone_with_its_words_and_nothing_else_is(open_texts: Open) -> None:
    texts = open_texts()
    keep(texts, PAGED, BEES)

    texts.remove([PAGED.version, "never-there"])

    assert open_texts().versions() == {BEES.version}
    assert texts.words(PAGED.version, 1) == []


def test_the_same_document_again_changes_nothing(open_texts: Open) -> None:
    texts = open_texts()
    keep(texts, BEES)
    keep(texts, BEES)

    assert text_of(texts, BEES) == BEES.text


def test_readers_see_what_was_committed_and_no_more_whoever_writes(open_texts: Open) -> None:
    writer, *readers = open_texts(), open_texts(), open_texts()
    keep(writer, BEES)

    writer.add(WASPS)
    assert [(text_of(r, BEES), text_of(r, WASPS)) for r in readers] == [(BEES.text, None)] * 2
    writer.commit()

    assert [text_of(r, WASPS) for r in readers] == [WASPS.text] * 2


def test_no_reader_waits_for_a_large_document_that_is_being_written(
    open_texts: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between its text and the commit lie all its vectors, which may take an hour."""
    monkeypatch.setattr(texts_module, "WAIT", 0.1)
    letters = np.random.default_rng(0).integers(0x4E00, 0x9FFF, 2_000_000)
    writer = open_texts()
    keep(writer, BEES)

    writer.add(plain("".join(map(chr, letters))))

    assert text_of(open_texts(), BEES) == BEES.text


def test_threads_may_read_and_write_at_once(open_texts: Open) -> None:
    texts, found = open_texts(), list[str | None]()
    keep(texts, BEES)

    def read() -> None:
        found.extend(text_of(texts, BEES) for _ in range(50))

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for n in range(50):
        keep(texts, plain(f"{n} wasps came."))
    for thread in threads:
        thread.join()

    assert found == [BEES.text] * 100
    assert len(texts.versions()) == 51


def test_what_a_killed_writer_has_not_committed_never_was(path: Path, open_texts: Open) -> None:
    keep(open_texts(), BEES)

    run_and_kill(
        "from index.texts import Texts",
        "from made_documents import plain",
        "from pathlib import Path",
        f"texts = Texts(Path({str(path)!r}), '')",
        f"texts.add(plain({WASPS.text!r}))",
    )

    assert (text_of(open_texts(), BEES), text_of(open_texts(), WASPS)) == (BEES.text, None)
    assert open_texts().versions() == {BEES.version}


def test_a_reader_takes_back_what_a_writer_left_that_was_killed_while_it_committed(
    path: Path, open_texts: Open
) -> None:
    keep(open_texts(), BEES)
    before = path.read_bytes()

    run_and_kill(
        f"rows = sqlite3.connect({str(path)!r})",
        "rows.execute('PRAGMA cache_size = 1')",  # so that pages are written before all are known
        "rows.execute('DELETE FROM documents')",
        "rows.executemany('INSERT INTO documents VALUES (?, ?, ?)', [(str(n), b'x' * 5000, b'') for n in range(99)])",
    )

    assert path.read_bytes() != before
    assert text_of(open_texts(), BEES) == BEES.text


def test_where_there_is_no_file_a_reader_says_what_to_do_and_makes_none(path: Path, open_texts: Open) -> None:
    with pytest.raises(StoreError, match=r"bees\.documents cannot be read .*: python -m index sync --rebuild"):
        open_texts().find(BEES.version)

    assert not path.exists()


def test_texts_that_were_closed_open_again_when_they_are_asked(open_texts: Open) -> None:
    texts = open_texts()
    keep(texts, BEES)
    texts.close()
    texts.close()

    assert text_of(texts, BEES) == BEES.text


def test_what_was_not_committed_before_it_is_closed_is_lost(open_texts: Open) -> None:
    texts = open_texts()
    keep(texts, BEES)
    texts.add(WASPS)

    texts.close()

    assert texts.versions() == {BEES.version}


def no_database(path: Path) -> None:
    path.write_bytes(b"damaged " * 1000)


def broken_pages(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def altered_rows(path: Path) -> None:
    rows = sqlite3.connect(path)
    rows.execute("UPDATE documents SET text = x'00ff'")
    rows.commit()
    rows.close()


DAMAGES = [no_database, broken_pages, cut_short, altered_rows]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_says_what_to_do(path: Path, open_texts: Open, damage: Callable[[Path], None]) -> None:
    texts = open_texts()
    keep(texts, BEES)
    texts.close()

    damage(path)

    with pytest.raises(StoreError, match=r"cannot be read \(.+\)\. It can be .*: python -m index sync --rebuild"):
        texts.find(BEES.version)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_renewed_by_one_who_adds_everything_again(
    path: Path, open_texts: Open, damage: Callable[[Path], None]
) -> None:
    texts = open_texts()
    keep(texts, BEES)
    texts.close()
    damage(path)

    texts.renew()
    keep(texts, BEES)

    assert text_of(open_texts(), BEES) == BEES.text


def test_a_sound_file_is_not_renewed(path: Path, open_texts: Open) -> None:
    """Readers need it until the rebuild is done."""
    texts = open_texts()
    keep(texts, BEES)

    texts.renew()

    assert text_of(open_texts(), BEES) == BEES.text


def test_a_file_that_another_holds_is_not_taken_for_a_damaged_one(
    path: Path, open_texts: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts_module, "WAIT", 0.1)
    keep(open_texts(), BEES)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    with pytest.raises(StoreError, match="locked"):
        open_texts().renew()

    other.close()
    assert text_of(open_texts(), BEES) == BEES.text
