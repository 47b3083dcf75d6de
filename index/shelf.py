"""What is asked: documents with their passages, and both searches over them.

A Store is the shelf of all documents of a folder; a Selection is one of some of them, or of several stores at once.
"""

from collections.abc import Sequence
from typing import Protocol

from index.documents.document import Document
from index.embed import Vectors
from index.manifest import Entry, Manifest
from index.meaning import Meaning
from index.passages import Passage
from index.units import Unit

Word = tuple[int, int, int, int, int, int]
"""Where a word stands, as `Page.words` has it."""


class Words(Protocol):
    """The search by words. Scores are BM25, terms are stemmed."""

    @property
    def words(self) -> frozenset[str]:
        """Every word as it stands, lower case."""

    def query(self, question: str, k: int) -> list[tuple[str, float]]:
        """Ids and scores of the k best passages, best first; only those that share a word with it."""

    def scores(self, question: str, ids: Sequence[str]) -> list[float]:
        """The scores of these passages; 0 where one is unknown or shares no word with it."""

    def idf(self, term: str) -> float:
        """How telling a term is."""

    def document_frequency(self, term: str) -> int:
        """In how many passages the term occurs."""


class Shelf(Protocol):
    """Methods raise StoreError where the index is missing or damaged, or holds no such document."""

    @property
    def manifest(self) -> Manifest:
        """The documents, as of the last finished sync."""

    @property
    def lexical(self) -> Words:
        """The search by words."""

    def refresh(self) -> bool:
        """Follow a sync that has finished since; True where there was one."""

    def nearest(self, vector: Vectors, k: int) -> list[tuple[Passage, float]]:
        """The k passages nearest to a vector, with their cosine similarity, nearest first."""

    def passages(self, ids: list[str]) -> list[Passage]:
        """The passages of these ids that are there, in the order of the ids."""

    def meanings(self, ids: list[str]) -> list[Meaning]:
        """The vectors of these passages, which must be there, and of their units."""

    def entry(self, document_id: str) -> Entry:
        """What is known of a document."""

    def passage_ids(self, document_id: str) -> list[str]:
        """The ids of a document's passages, in reading order."""

    def document(self, document_id: str) -> Document:
        """The whole document."""

    def units(self, passage: Passage) -> list[Unit]:
        """The units of a passage, in order."""

    def words_of(self, document_id: str, page: int) -> list[Word]:
        """Where the words of a document's page (from 0) stand."""
