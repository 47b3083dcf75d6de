"""A file → its bytes, whole and of one moment, → what its loader finds in them."""

import hashlib
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

from index.documents.document import Content, Unreadable
from index.documents.signature import refuse_wrong_suffix

MB = 1_000_000
TRIES, WAIT = 3, 0.2  # a file that changes while it is read is read again, so many seconds later
NO_TEXT = "holds no text. Fill it, or remove it."

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # a pipe is never waited for


class Loaded(NamedTuple):
    """What a file holds."""

    content: Content
    file_sha256: str
    """Of the bytes that were read."""


def load_file(path: Path, module: str, max_file: int) -> Loaded:
    """What the loader in this module finds in a file of at most so many MB. Unreadable says why it cannot be read."""
    try:
        data = _read(path, max_file * MB)
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror}. Check that it is there and may be read.") from None
    if not data.strip(b" \t\r\n\0"):
        raise Unreadable(NO_TEXT)
    refuse_wrong_suffix(data, path.suffix.lower())
    return Loaded(_load(module, data), hashlib.sha256(data).hexdigest())


def hash_of(path: Path, max_file: int) -> str:
    """SHA-256 of a file's bytes; "" where it cannot be read, or has more MB: who reads it says why."""
    with suppress(OSError, Unreadable), _opened(path) as file:
        if os.fstat(file.fileno()).st_size <= max_file * MB:
            return hashlib.file_digest(file, "sha256").hexdigest()
    return ""


def _load(module: str, data: bytes) -> Content:
    try:
        content: Content = import_module(module).load(data)
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # whatever a library may raise: one file must not stop the others
        raise Unreadable(
            f"made its reader fail ({type(error).__name__}). Save it anew with another program, or remove it."
        ) from None
    return content


def _read(path: Path, limit: int) -> bytes:
    for _ in range(TRIES):
        with _opened(path) as file:
            before = os.fstat(file.fileno())
            if before.st_size > limit:
                raise Unreadable(
                    f"is {-(-before.st_size // MB):,} MB, more than FOOTNOTE_MAX_FILE allows ({limit // MB:,}). "
                    "Raise that, or split the file."
                )
            data = file.read(before.st_size + 1)
            after = os.fstat(file.fileno())
        if (len(data), before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
            return data
        time.sleep(WAIT)
    raise Unreadable("changes while it is read. Sync again when that has ended.")


@contextmanager
def _opened(path: Path) -> Iterator[BufferedReader]:
    if not stat.S_ISREG(path.stat().st_mode):  # a device may do something when it is opened
        raise Unreadable("is a folder, a pipe or a device, and no file. Remove it.")
    with open(os.open(path, _FLAGS), "rb") as file:  # noqa: PTH123 (a descriptor is no path)
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise Unreadable("is a folder, a pipe or a device, and no file. Remove it.")
        yield file
