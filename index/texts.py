"""The documents of an index as they were read: text, blocks and pages, by their versions, in one SQLite file.

What a finished sync needs is there before its manifest is; a kill leaves rows that nobody asks for.
"""

import json
import sqlite3
import threading
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.documents.document import Block, Content, Document, Page
from index.errors import StoreError

WAIT = 30.0  # seconds for another process that is writing
_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (version TEXT PRIMARY KEY, text BLOB NOT NULL, structure BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS words (version TEXT, page INTEGER, words BLOB NOT NULL, PRIMARY KEY (version, page));
"""


class Texts:
    """What was read of each version of a document. Thread-safe."""

    def __init__(self, path: Path, command: str) -> None:
        """Opened when first asked; `command` makes it anew."""
        self._path, self._command = path, command
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def add(self, document: Document) -> None:
        """Keep a document; it is there for others from the next `commit` on."""
        structure = {"blocks": document.blocks, "pages": [_row(page) for page in document.pages]}
        words = [(document.version, n, _packed(page.words)) for n, page in enumerate(document.pages) if page.words]
        with self._asking(create=True) as rows:
            rows.execute(
                "INSERT OR REPLACE INTO documents VALUES (?, ?, ?)",
                (document.version, _packed(document.text), _packed(structure)),
            )
            rows.executemany("INSERT OR REPLACE INTO words VALUES (?, ?, ?)", words)

    def renew(self) -> None:
        """Begin with nothing where the file is damaged; for one who adds everything again."""
        try:
            with self._asking(create=True) as rows:
                is_sound = rows.execute("PRAGMA quick_check").fetchone() == ("ok",)
        except StoreError as error:
            if isinstance(error.__cause__, sqlite3.OperationalError):  # it is busy, or may not be written
                raise
            is_sound = False
        if not is_sound:
            self.close()
            self._path.unlink()

    def commit(self) -> None:
        """Make what was added last."""
        with self._asking(create=True) as rows:
            rows.commit()

    def find(self, version: str) -> Content | None:
        """Text, blocks and pages (without their words) of a version; None where it is not there."""
        with self._asking() as rows:
            row = rows.execute("SELECT text, structure FROM documents WHERE version = ?", (version,)).fetchone()
            if row is None:
                return None
            structure = _unpacked(row[1])
            blocks = tuple(Block(*block) for block in structure["blocks"])
            return Content(_unpacked(row[0]), blocks, tuple(Page(*page) for page in structure["pages"]))

    def words(self, version: str, page: int) -> list[tuple[int, int, int, int, int, int]]:
        """Where the words of a page stand, as `Page.words` has them; empty where that is not known."""
        with self._asking() as rows:
            found = rows.execute("SELECT words FROM words WHERE version = ? AND page = ?", (version, page)).fetchone()
            return [tuple(word) for word in _unpacked(found[0])] if found else []

    def versions(self) -> set[str]:
        """The versions that are there."""
        with self._asking(create=True) as rows:
            return {version for (version,) in rows.execute("SELECT version FROM documents")}

    def remove(self, versions: Iterable[str]) -> None:
        """Forget these versions."""
        gone = [(version,) for version in versions]
        with self._asking(create=True) as rows:
            rows.executemany("DELETE FROM documents WHERE version = ?", gone)
            rows.executemany("DELETE FROM words WHERE version = ?", gone)
            rows.commit()

    def close(self) -> None:
        """Let go of the file; what was not committed is lost."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @contextmanager
    def _asking(self, create: bool = False) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                if self._connection is None:
                    self._connection = self._open(create)
                yield self._connection
            except (sqlite3.Error, zlib.error, ValueError, TypeError, KeyError) as error:
                raise StoreError(
                    f"{self._path} cannot be read ({error}). It can be made again from the corpus: "
                    f"{self._command} --rebuild"
                ) from error

    def _open(self, create: bool) -> sqlite3.Connection:
        mode = "rwc" if create else "rw"  # a reader, too, takes back what a killed writer has left half done
        connection = sqlite3.connect(
            f"{self._path.absolute().as_uri()}?mode={mode}", timeout=WAIT, uri=True, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA cache_spill = OFF")  # else readers wait from a large document to its commit
            if create:
                connection.executescript(_SCHEMA)
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def _row(page: Page) -> tuple[int, int, str, float, float]:
    return page.start, page.end, page.name, page.width, page.height


def _packed(content: object) -> bytes:
    return zlib.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def _unpacked(packed: bytes) -> Any:
    return json.loads(zlib.decompress(packed))
