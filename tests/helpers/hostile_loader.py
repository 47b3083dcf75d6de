"""A loader that does what its file says, to see that nobody else suffers from it."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from index.documents.document import Block, Content, Page, Unreadable

ANSWERS = 3  # the descriptor that answers are written to: the first that is free in a new process


def load(data: bytes) -> Content:
    """Obey the file's first word; a file that says nothing special is read."""
    text = data.decode("utf-8", "surrogatepass")
    word, _, rest = text.partition(" ")
    obey: dict[str, Callable[[str], Content]] = {
        "hang": _hang,
        "eat": _eat,
        "crash": _crash,
        "leave": _leave,
        "lie": _lie,
        "babble": _babble,
        "fail": _fail,
        "refuse": _refuse,
        "modules": _modules,
        "pages": _pages,
    }
    return obey[word](rest) if word in obey else _plain(text)


def _plain(text: str) -> Content:
    return Content(text, (Block("paragraph", 0, len(text)),))


def _hang(pid_file: str) -> Content:
    if pid_file:
        Path(pid_file).write_text(str(os.getpid()))
    while True:
        time.sleep(1)


def _eat(_: str) -> Content:
    return _plain(str(len(bytearray(1 << 33))))


def _crash(_: str) -> Content:
    os.kill(os.getpid(), signal.SIGSEGV)
    return _plain("unharmed")


def _leave(_: str) -> Content:
    os._exit(0)


def _lie(answer: str) -> Content:
    os.write(ANSWERS, len(answer).to_bytes(8) + answer.encode())
    time.sleep(30)
    return _plain("in time")


def _babble(_: str) -> Content:
    print("on standard output")
    print("on standard error", file=sys.stderr)
    os.write(1, b"in C, too")
    return _plain("babbled")


def _fail(_: str) -> Content:
    raise ZeroDivisionError


def _refuse(_: str) -> Content:
    raise Unreadable("is encrypted. Save a copy without a password.")


def _modules(_: str) -> Content:
    return _plain(" ".join(sorted({name.split(".")[0] for name in sys.modules})))


def _pages(text: str) -> Content:
    page = Page(0, len(text), "page 1", 595.0, 842.5, ((0, 4, 10, 20, 30, 40), (5, 9, 50, 20, 70, 40)))
    return Content(text, (Block("paragraph", 0, len(text), -1, 0),), (page,), {"title": "On bees"}, "UTF-8")
