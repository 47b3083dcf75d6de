"""The documents that a conversation can ask: what there is, which of it is asked, and what an owner changes of it."""

import shutil
import threading
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from answer.assistant import Assistant
from chat.brought import SHELF, Brought
from chat.names import free
from chat.wording import coded
from index.documents.names import printable
from index.manifest import Entry, Manifest
from index.shelf import Shelf
from index.sync import Wishes, sync
from settings import FootnoteError, Settings

Listed = dict[str, Any]
"""A document, or a file that could not be read, as the page shows it."""


class LibraryError(FootnoteError):
    """The library cannot be changed so."""


def listed(shelf: Shelf, settings: Settings) -> Listed:
    """All documents of a shelf, and the files that could not be read, each with the reason."""
    manifest = shelf.manifest
    return {
        "corpus": str(settings.corpus),
        "documents": [_document(document_id, entry) for document_id, entry in manifest.documents.items()],
        "left_out": [{"name": name, "reason": left.reason} for name, left in manifest.left_out.items()],
    }


def _document(document_id: str, entry: Entry) -> Listed:
    return {
        "id": document_id,
        "title": entry.title,
        "kind": PurePosixPath(document_id).suffix.removeprefix(".").upper(),
        "date": entry.metadata.get("date", ""),
        "characters": entry.characters,
        "pages": entry.pages,
        "read_at": entry.read_at,
        "stale": entry.stale,
        "own": document_id.startswith(f"{SHELF}/"),
        "metadata": entry.metadata,
        "version": entry.version,
    }


def in_short(manifest: Manifest, asked: int) -> Listed:
    """For the page's head and its welcome: how many documents there are and are asked, and the newest."""
    newest = max(manifest.documents.values(), key=lambda entry: entry.read_at, default=None)
    return {
        "documents": len(manifest.documents),
        "asked": asked,
        "newest": newest.title if newest else "",
        "read_at": newest.read_at if newest else "",
        "left_out": len(manifest.left_out),
    }


class Library:
    """Changes the folder of documents. Thread-safe; its methods block, and each ends with the index up to date."""

    def __init__(self, settings: Settings, brought: Brought) -> None:
        self._settings, self._brought = settings, brought
        self._lock = threading.Lock()

    def keep(self, thread_id: str, document_id: str, assistant: Assistant) -> str:
        """Move a conversation's file into the folder of documents, for all; its id there."""
        source = self._brought.path_of(thread_id, document_id)
        with self._lock:
            path = free(self._settings.corpus / source.name)
            try:
                shutil.copyfile(source, path)
                report = sync(self._settings, embedder=assistant.embedder)
                assistant.store.refresh()
                if path.name not in assistant.store.manifest.documents:
                    name, problems = printable(source.name), " ".join(report.problems)
                    raise LibraryError(coded("chat.not_kept", name=name, problems=problems))
            except BaseException:
                path.unlink(missing_ok=True)
                raise
        self._brought.remove(thread_id, document_id, assistant.embedder)
        return path.name

    def take_out(self, document_id: str, assistant: Assistant) -> Path:
        """Move a document's file into the trash, from where it can be brought back; where it lies there."""
        path = self._settings.corpus / document_id
        with self._lock:
            assistant.store.refresh()
            if document_id not in assistant.store.manifest.documents or not path.is_file():
                name, folder = printable(document_id), str(self._settings.corpus)
                raise LibraryError(coded("chat.no_file", name=name, folder=folder))
            day = datetime.now(UTC).strftime("%Y-%m-%d")
            trashed = free(self._settings.data / "trash" / day / document_id)
            trashed.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(path, trashed)
            sync(self._settings, embedder=assistant.embedder, wishes=Wishes(gone=[document_id]))
        return trashed


def chosen_of(manifest: Manifest, wanted: Collection[str] | None) -> frozenset[str] | None:
    """Those of the wanted documents that there are; None, for all, where that is all or none."""
    there = frozenset(wanted or ()) & manifest.documents.keys()
    return None if not there or len(there) == len(manifest.documents) else there
