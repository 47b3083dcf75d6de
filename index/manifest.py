"""What a finished sync left: the one file whose replacement makes a sync take effect."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from index.documents.document import corpus_hash
from index.passages import SPLITTER
from settings import Settings


@dataclass(frozen=True)
class Entry:
    """One document as the store holds it."""

    version: str
    """Hash of its text: only rows of this version are alive."""
    title: str
    source: str
    metadata: dict[str, str]
    passages: int
    characters: int
    stale: str = ""
    """Why this is its last state, and not what its file holds: a sentence; empty where the file was read."""
    encoding: str = ""
    """Of a plain text's file, for people; empty where that is not known."""
    file_sha256: str = ""
    """Of its file's bytes: the same bytes need not be read again."""
    read_at: str = field(default="", compare=False)
    """When its file was read, in UTC, ISO 8601."""
    pages: int = 0
    """Of those that have such: pages, slides, sheets."""


@dataclass(frozen=True)
class LeftOut:
    """A file of a kind that is read, but could not be."""

    reason: str
    """The rest of a sentence that begins with its name, and what to do."""
    file_sha256: str = ""
    """Of its bytes, where to try costs much: it is not tried again before they change."""


@dataclass(frozen=True)
class Manifest:
    """The documents that are alive, and the number of the sync that made them so."""

    collection: str
    model: str
    fingerprint: str
    generation: int = 0
    synced_at: str = ""
    documents: dict[str, Entry] = field(default_factory=dict)
    left_out: dict[str, LeftOut] = field(default_factory=dict)
    """By id, also those of which the index keeps the last state. The ids are such as can be printed."""

    @property
    def passages(self) -> int:
        return sum(entry.passages for entry in self.documents.values())

    @property
    def corpus(self) -> str:
        """The hash of the corpus as it was synced."""
        return corpus_hash({key: entry.version for key, entry in self.documents.items()})

    def is_alive(self, document_id: str, version: str) -> bool:
        """Whether rows of this version of the document count; others are leftovers of a sync."""
        entry = self.documents.get(document_id)
        return entry is not None and entry.version == version

    def after(
        self, documents: dict[str, Entry], synced_at: str, left_out: dict[str, LeftOut] | None = None
    ) -> "Manifest":
        """The next generation, with these documents."""
        return replace(
            self,
            generation=self.generation + 1,
            synced_at=synced_at,
            documents=documents,
            left_out=left_out or {},
        )


def collection_name(fingerprint: str, settings: Settings) -> str:
    """The Chroma collection for this model and this splitting: other ones never mix with it."""
    key = f"{fingerprint} {SPLITTER} {settings.passage_tokens}"
    return f"footnote-{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def manifest_path(settings: Settings, collection: str) -> Path:
    return settings.store / f"{collection}.json"


def read_manifest(path: Path) -> Manifest | None:
    """The manifest, or None where no sync has ever finished (or its file is no manifest)."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        documents = {key: Entry(**entry) for key, entry in raw.pop("documents").items()}
        left_out = {key: LeftOut(**entry) for key, entry in raw.pop("left_out", {}).items()}
        return Manifest(documents=documents, left_out=left_out, **raw)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Replace the manifest in one step: a reader sees the old one or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".new")
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
