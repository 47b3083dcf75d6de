"""A set's texts → documents in a folder, indexed as any corpus is; kept, so that a second run is quick.

The folder's name ends in a hash of the documents: the same texts are written and embedded once. It lies
in `<data>/bench`, its index where the index of any corpus of that name lies.
"""

import hashlib
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tqdm import tqdm

from eval.sets.files import BenchError
from index.embed import OnnxEmbedding, load_embedder
from index.passages import Hit, Passage
from index.store import Store
from index.sync import sync
from settings import Settings


class SetText(NamedTuple):
    """One document of a set."""

    text: str
    title: str = ""
    """Set above the text as its heading, where there is one."""

    @property
    def is_blank(self) -> bool:
        return not self.content.strip()

    @property
    def name_ending(self) -> str:
        return ".md" if self.title.strip() else ".txt"

    @property
    def content(self) -> str:
        """What is written to its file: as a user's own document would look."""
        heading = " ".join(self.title.split())
        return f"# {heading}\n\n{self.text}" if heading else self.text


@dataclass(frozen=True)
class IndexedTexts:
    """The indexed texts of a set. A text's number is its place in the set, from 0."""

    settings: Settings
    store: Store
    embedder: OnnxEmbedding

    def passages_of(self, number: int, text: SetText) -> list[Passage]:
        """A text's passages in reading order; none where it is blank."""
        return [] if text.is_blank else self.store.passages(self.store.passage_ids(file_name(number, text)))

    def hits_of(self, texts: Mapping[int, SetText]) -> list[Hit]:
        """The passages of these texts, given by their numbers, as a search would give them that found all of them."""
        passages = [passage for number, text in texts.items() for passage in self.passages_of(number, text)]
        return [Hit(passage, 1 / rank, rank, rank) for rank, passage in enumerate(passages, 1)]


def number_of(passage: Passage) -> int:
    """The number of the text that a passage is from."""
    return int(passage.document_id.partition(".")[0])


def file_name(number: int, text: SetText) -> str:
    return f"{number:07}{text.name_ending}"


@contextmanager
def index_texts(settings: Settings, name: str, texts: Sequence[SetText]) -> Iterator[IndexedTexts]:
    """Write the texts to a folder of their own (unless they are there), sync it, and open its index for the block.

    A text of white space alone is left out: the index takes none. Raises BenchError where nothing is left,
    or where the folder cannot be written.
    """
    if all(text.is_blank for text in texts):
        raise BenchError(f"{name} holds no text at all: there is nothing to index.")
    folder = settings.data / "bench" / f"{name}-{_hash(texts)}"
    try:
        _write(folder, texts)
    except OSError as error:
        raise BenchError(
            f"{folder} cannot be written ({error.strerror}). Set FOOTNOTE_DATA to another folder."
        ) from None
    ours = settings.of_corpus(folder)
    sync(ours, tell=lambda line: print(line, file=sys.stderr))
    embedder = load_embedder(ours)
    with closing(Store(ours, embedder.fingerprint)) as store:
        yield IndexedTexts(ours, store, embedder)


def _write(folder: Path, texts: Sequence[SetText]) -> None:
    """All files or none: they are written beside, and take their place in one step."""
    if folder.is_dir():
        return
    beside = folder.with_name(f"{folder.name}.{os.getpid()}.new")
    beside.mkdir(parents=True)
    try:
        for number, text in enumerate(tqdm(texts, desc="Writing", disable=None, delay=0.5, file=sys.stderr)):
            if not text.is_blank:
                _write_text(beside / file_name(number, text), text)
        beside.replace(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _write_text(path: Path, text: SetText) -> None:
    path.write_text(text.content, encoding="utf-8", errors="replace", newline="")


def _hash(texts: Sequence[SetText]) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(f"{len(text.content)} {text.content}".encode("utf-8", "replace"))
    return digest.hexdigest()[:12]
