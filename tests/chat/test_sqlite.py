"""The file of conversations: for its owner alone, and made once, however many chats start."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from chat.schema import HistoryError
from chat.sqlite import SQLite


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "conversations.sqlite"


def test_only_its_owner_may_read_the_file(path: Path) -> None:
    SQLite(path).open()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_is_no_such_file_says_what_to_do(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("no database, but long enough to be looked at" * 20)

    with pytest.raises(HistoryError, match="FOOTNOTE_HISTORY=off"):
        SQLite(path).open()


def test_chats_that_start_at_once_make_one_file(path: Path) -> None:
    with ThreadPoolExecutor(8) as starts:
        for start in [starts.submit(SQLite(path).open) for _ in range(8)]:
            start.result()
