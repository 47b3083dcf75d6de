"""Files that people bring to a conversation: each has a folder and an index of its own, and they go when it goes."""

import asyncio
import filecmp
import os
import re
import shutil
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path, PurePath
from time import monotonic

from chat.names import numbered
from chat.wording import coded
from index.bar import Bar
from index.documents.names import printable
from index.embed import OnnxEmbedding
from index.report import Report
from index.store import Store
from index.sync import Wishes, sync
from settings import FootnoteError, Settings

SHELF = "Your files (this conversation)"
"""The folder within a conversation's own, so that an id tells where a document is from."""
UNKEPT = "unkept-"
LONGEST_NAME = 150  # bytes
STORES_KEPT = 8  # indexes of conversations that are open at once

_ID = re.compile(r"[0-9A-Za-z-]{1,64}")

Tell = Callable[[float, float], None]
"""Hears what share of the files is read, and how many seconds the rest may take (0 where that is not known yet)."""


@dataclass(frozen=True)
class File:
    """A file that was sent: its name, and where it lies now."""

    name: str
    path: Path


class Ended(Exception):
    """The reading was stopped."""


class Brought:
    """The files of all conversations. Thread-safe; its methods block, so they are called from threads."""

    def __init__(self, settings: Settings, kept: bool = True) -> None:
        """`kept`: whether the conversations are; where not, a process has a home of its own, which is removed after it
        has ended."""
        self._settings = settings
        self._home = settings.brought if kept else settings.brought.with_name(f"{UNKEPT}{os.getpid()}")
        self._stores: OrderedDict[str, Store] = OrderedDict()
        self._lock = threading.Lock()
        self._busy: dict[str, threading.RLock] = {}
        """By conversation: whoever changes its files does so alone."""
        self._reading: dict[str, threading.Event] = {}
        """By conversation in which files are being read: what ends that."""
        self.in_turn = asyncio.Semaphore(1)
        """Files are read for one conversation after the other: the models need all cores."""

    def settings_of(self, thread_id: str) -> Settings:
        """The settings of a conversation's own folder and index."""
        return self._settings.model_copy(
            update={"corpus": self._folder(thread_id), "max_file": self._settings.own_file, "remove": "yes"}
        )

    def _folder(self, thread_id: str) -> Path:
        if not _ID.fullmatch(thread_id):
            raise FootnoteError(coded("chat.no_conversation", id=repr(thread_id)))
        return self._home / thread_id

    def _alone(self, thread_id: str) -> threading.RLock:
        with self._lock:
            return self._busy.setdefault(thread_id, threading.RLock())

    def path_of(self, thread_id: str, document_id: str) -> Path:
        """Where a file lies; FootnoteError where it was not brought to this conversation."""
        path = self._folder(thread_id) / SHELF / PurePath(document_id).name
        if document_id != f"{SHELF}/{path.name}" or not path.is_file():
            raise FootnoteError(coded("chat.not_brought", document=repr(document_id)))
        return path

    def store(self, thread_id: str, embedder: OnnxEmbedding) -> Store | None:
        """The index of a conversation's files; None where it has none."""
        settings = self.settings_of(thread_id)
        with self._lock:
            if not settings.corpus.is_dir() or not any(settings.store.glob("*.json")):
                return None
            if thread_id not in self._stores:
                self._stores[thread_id] = Store(settings, embedder.fingerprint)
                while len(self._stores) > STORES_KEPT:
                    self._stores.popitem(last=False)[1].close()
            self._stores.move_to_end(thread_id)
            return self._stores[thread_id]

    def add(
        self, thread_id: str, files: Sequence[File], embedder: OnnxEmbedding, tell: Tell, ended: threading.Event
    ) -> Report:
        """Take in files (the first `own_files` of them) and read them; Ended where it is stopped meanwhile."""
        with self._alone(thread_id):
            self._reading[thread_id] = ended
            try:
                return self._add(thread_id, files, embedder, lambda size: _Told(size, tell, ended))
            finally:
                del self._reading[thread_id]

    def _add(self, thread_id: str, files: Sequence[File], embedder: OnnxEmbedding, bar: Callable[[int], Bar]) -> Report:
        shelf, taken = self._folder(thread_id) / SHELF, list[Path]()
        try:
            shelf.mkdir(parents=True, exist_ok=True)
            there = set(shelf.iterdir())
            for file in files[: self._settings.own_files]:
                if (path := _free_or_same(file, shelf)) not in there:
                    taken.append(path)
                    shutil.copyfile(file.path, path)
            report = self._sync(thread_id, embedder, bar)
        except BaseException:
            self._take_back(thread_id, taken, embedder)
            raise
        report.problems = [problem.replace(f"{printable(shelf)}/", "") for problem in report.problems]
        report.left_out = [name.removeprefix(f"{SHELF}/") for name in report.left_out]
        most = self._settings.own_files
        rest = [printable(file.name) for file in files[most:]]
        report.problems += [coded("chat.one_too_many", name=name, most=most) for name in rest]
        self._forget_unread(shelf, thread_id, embedder)
        return report

    def _take_back(self, thread_id: str, taken: Sequence[Path], embedder: OnnxEmbedding) -> None:
        """Nothing half: files of which the reading ended are not there."""
        for path in taken:
            path.unlink(missing_ok=True)
        shelf = self._folder(thread_id) / SHELF
        if shelf.is_dir() and any(shelf.iterdir()):
            self._sync(thread_id, embedder, Bar)
        else:
            self.forget(thread_id)

    def _forget_unread(self, shelf: Path, thread_id: str, embedder: OnnxEmbedding) -> None:
        """What could not be read is not kept: it would be tried again with each further file."""
        if store := self.store(thread_id, embedder):
            store.refresh()
        documents = store.manifest.documents if store else {}
        for path in shelf.iterdir():
            if f"{SHELF}/{path.name}" not in documents:
                path.unlink()
        if not documents:
            self.forget(thread_id)

    def remove(self, thread_id: str, document_id: str, embedder: OnnxEmbedding) -> None:
        """Take one of a conversation's files away."""
        with self._alone(thread_id):
            self.path_of(thread_id, document_id).unlink()
            self._take_back(thread_id, [], embedder)

    def _sync(self, thread_id: str, embedder: OnnxEmbedding, bar: Callable[[int], Bar]) -> Report:
        wishes = Wishes(bar, most=self._settings.own_passages)
        return sync(self.settings_of(thread_id), embedder=embedder, wishes=wishes)

    def forget(self, thread_id: str) -> None:
        """Remove a conversation's files and their index; files that are being read for it are read no further."""
        if reading := self._reading.get(thread_id):
            reading.set()
        with self._alone(thread_id):
            with self._lock:
                if store := self._stores.pop(thread_id, None):
                    store.close()
            settings = self.settings_of(thread_id)
            shutil.rmtree(settings.corpus, ignore_errors=True)
            shutil.rmtree(settings.store, ignore_errors=True)

    def sweep(self, known: Collection[str]) -> None:
        """Remove the files of conversations that are no more: a kill may have left them, and unkept ones leave them."""
        for thread_id in _conversations(self._home):
            if thread_id not in known:
                self.forget(thread_id)
        for home in self._home.parent.glob(f"{UNKEPT}*"):
            if home != self._home and not _runs(home.name.removeprefix(UNKEPT)):
                other = copy(self)
                other._home = home
                for thread_id in _conversations(home):
                    other.forget(thread_id)
                shutil.rmtree(home, ignore_errors=True)


def _conversations(home: Path) -> list[str]:
    return [folder.name for folder in home.iterdir() if _ID.fullmatch(folder.name)] if home.is_dir() else []


def _runs(process: str) -> bool:
    """Whether there is such a process; where that cannot be known, it may well be."""
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (OSError, ValueError):
        return True
    return True


class _Told(Bar):
    """Tells a chat how far it is, and stops where the chat wants that."""

    def __init__(self, size: int, tell: Tell, ended: threading.Event) -> None:
        super().__init__(size)
        self._tell, self._ended, self._began = tell, ended, monotonic()

    def update(self, n: int) -> None:
        if self._ended.is_set():
            raise Ended
        super().update(n)
        done = self.n / max(self.size, 1)
        spent = monotonic() - self._began
        self._tell(done, spent / done - spent if done > 0.02 and spent > 1 else 0.0)


def _free_or_same(file: File, shelf: Path) -> Path:
    """Where a file is to lie, under its name; with a number where another one has that. The same one stays alone."""
    name = PurePath(file.name.replace("\\", "/")).name.lstrip(".") or "file"
    path = shelf / f"{_cut(PurePath(name).stem, LONGEST_NAME)}{_cut(PurePath(name).suffix, 20)}"
    return next(p for p in numbered(path) if not p.exists() or filecmp.cmp(p, file.path, shallow=False))


def _cut(text: str, most: int) -> str:
    """The beginning of a text, of so many bytes: what a file's name may have."""
    return text.encode("utf-8", "replace")[:most].decode("utf-8", "ignore")
