"""The store's folder: one sync at a time writes to it, and a finished one leaves nothing old behind."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

Tell = Callable[[str], None]


@contextmanager
def alone(store: Path, tell: Tell) -> Iterator[None]:
    """Hold the store's sync lock, and say so where that means waiting.

    It is let go of by the system where a sync is killed.
    """
    lock = FileLock(store / "sync.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        tell("Another sync of this corpus is running; waiting for it to end…")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def remove_all_but(collection: str, *folders: Path) -> None:
    """What earlier syncs of this collection have left beside these folders of theirs."""
    for folder in folders[0].parent.glob(f"{collection}-*"):
        if folder not in folders:
            shutil.rmtree(folder, ignore_errors=True)


def remove_other_collections(store: Path, collection: str) -> None:
    """What earlier models and passage sizes have left: the next sync with such a setting makes its own anew."""
    for path in [*store.glob("*.json"), *store.glob("*.unfinished"), *store.glob("*.documents"), *store.glob("*/*")]:
        if not path.name.startswith(collection):
            (shutil.rmtree if path.is_dir() else Path.unlink)(path)
