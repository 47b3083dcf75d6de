"""The store's folder: one sync at a time, and nothing old is left."""

import threading
from pathlib import Path

from filelock import FileLock

from index.folder import alone, remove_all_but, remove_other_collections


def made(root: Path, *names: str) -> list[Path]:
    """Folders with a file in each, or files where a name has a suffix."""
    paths = [root / name for name in names]
    for path in paths:
        file = path if path.suffix else path / "file"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
    return paths


def left(root: Path) -> list[str]:
    return sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())


def test_of_a_collection_s_folders_those_that_are_named_stay(tmp_path: Path) -> None:
    first, _, third = made(tmp_path, "c-1", "c-2", "c-3")
    made(tmp_path, "d-1")

    remove_all_but("c", first, third)

    assert left(tmp_path) == ["c-1/file", "c-3/file", "d-1/file"]


def test_of_other_collections_files_and_folders_go(tmp_path: Path) -> None:
    made(
        tmp_path, "c.json", "d.json", "c.unfinished", "d.unfinished", "chroma/c-1", "chroma/d-1", "bm25/d-1", "bm25/c-1"
    )
    made(tmp_path, "sync.lock", "bm25/d.txt")

    remove_other_collections(tmp_path, "c")

    assert left(tmp_path) == ["bm25/c-1/file", "c.json", "c.unfinished", "chroma/c-1/file", "sync.lock"]


def test_who_comes_first_does_not_wait_and_lets_go_at_the_end(tmp_path: Path) -> None:
    said: list[str] = []

    with alone(tmp_path, said.append):
        assert held(tmp_path)
    assert not held(tmp_path)
    assert said == []


def test_who_comes_second_says_so_and_waits(tmp_path: Path) -> None:
    told, inside = threading.Event(), threading.Event()

    def second() -> None:
        with alone(tmp_path, lambda line: told.set()):
            inside.set()

    with alone(tmp_path, print):
        thread = threading.Thread(target=second)
        thread.start()
        assert told.wait(30)
        assert not inside.wait(0.1)
    thread.join(30)
    assert inside.is_set()


def held(store: Path) -> bool:
    """Whether somebody holds the store's lock."""
    lock = FileLock(store / "sync.lock")
    try:
        lock.acquire(timeout=0)
    except TimeoutError:
        return True
    lock.release()
    return False
