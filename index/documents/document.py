"""What a document is: canonical text, the blocks that it is made of, and its pages where it has such."""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

Span = tuple[int, int]
"""Start and end, in characters of a document's text, end excluded."""

Kind = Literal[
    # what holds text
    "heading",  # level 1 to 6
    "paragraph",
    "code",
    "cell",  # level: its column, from 0
    # what holds blocks
    "list",  # level 1: numbered; its children are items
    "item",
    "table",  # its children are a caption, a head (the row that names the columns) and rows
    "head",
    "row",
    "quotation",  # with an author
    "turn",  # with a speaker
    "exchange",  # a question and its answer
    "definition",  # with a term
    "message",  # of a mail or chat, with a sender, a date, a subject
    # what names the block that it is a child of
    "author",
    "speaker",
    "question",
    "term",
    "sender",
    "date",
    "subject",
    "caption",
    # what is kept in the text and is nothing to answer with
    "front",  # what the document states of itself: title, author, date
    "link",  # the definition of one, at the foot of a page
    "furniture",  # running heads, page numbers, contents lists, navigation, message headers that say nothing more
    "markup",  # within a paragraph or cell: asterisks, addresses of links, pointers to notes
]

LABELS: frozenset[Kind] = frozenset(("author", "speaker", "question", "term", "sender", "date", "subject", "caption"))
SILENT: frozenset[Kind] = frozenset(("front", "link", "furniture", "markup"))
LEAVES: frozenset[Kind] = LABELS | SILENT | frozenset[Kind](("heading", "paragraph", "code", "cell"))
"""What holds text itself, and at most furniture and markup within it."""


class Block(NamedTuple):
    """A stretch of the text, and what it is. It lies within its parent; those of one parent do not overlap."""

    kind: Kind
    start: int
    end: int
    """Without the white space behind it; markup that makes it what it is (`# `, `- `, `| `) stands within it."""
    parent: int = -1
    """Place of the block that it is in among the document's blocks; -1 at the top."""
    level: int = 0
    """Of a heading 1 to 6; of a list 1 where it is numbered; of a cell its column, from 0; of a row its number in its
    sheet or file, from 1; where that is not known, 0."""


@dataclass(frozen=True)
class Page:
    """A page, slide or sheet: the stretch of text that stands on it."""

    start: int
    end: int
    name: str
    """As people say it: "page 12", "slide 3", "sheet Prices"."""
    width: float = 0.0
    """In points; 0 where there is no picture of it."""
    height: float = 0.0
    words: tuple[tuple[int, int, int, int, int, int], ...] = field(default=(), compare=False, repr=False)
    """Where each word stands: from character to character of the document's text, then left, top, right and bottom
    in tenths of a point, from the page's upper left corner. In reading order."""


@dataclass(frozen=True)
class Content:
    """What a loader finds in a file."""

    text: str
    blocks: tuple[Block, ...]
    """Each behind its parent, those of one parent in the order of the text."""
    pages: tuple[Page, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    """What the file states of itself, and nothing that is guessed: title, author, date; publication, volume, issue…"""
    encoding: str = ""
    """Of a plain text, for people: "UTF-8", "Windows-1252"."""


@dataclass(frozen=True)
class Document:
    """One document. Every offset anywhere points into `text`, counted in characters."""

    id: str
    """Its path within the corpus folder, with forward slashes."""
    title: str
    text: str
    source: str
    """Where it was read from, for people."""
    metadata: dict[str, str]
    """What it states of itself: title, author, date, publication…"""
    blocks: tuple[Block, ...] = ()
    pages: tuple[Page, ...] = ()
    encoding: str = ""
    """Of a plain text, for people."""
    file_sha256: str = ""
    """Of the bytes that it was read from."""

    @cached_property
    def version(self) -> str:
        """A hash of the id, the text and its structure: another text is another version."""
        structure = json.dumps([self.blocks, [(p.start, p.end, p.name) for p in self.pages]])
        return hashlib.sha256(f"{self.id}\0{self.text}\0{structure}".encode()).hexdigest()[:16]

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """Places of the blocks within each block, by its place, in order; those at the top by -1."""
        found: dict[int, list[int]] = {}
        for place, block in enumerate(self.blocks):
            found.setdefault(block.parent, []).append(place)
        return found

    @cached_property
    def outline(self) -> dict[int, list[tuple[int, int]]]:
        """The headings within each block, by its place (-1: the top), in order: the place of each, and that of the
        heading beside it under which it stands; -1 where there is none."""
        found: dict[int, list[tuple[int, int]]] = {}
        over: dict[int, list[int]] = {}
        for place, block in enumerate(self.blocks):
            if block.kind == "heading":
                path = over.setdefault(block.parent, [])
                while path and self.blocks[path[-1]].level >= block.level:
                    path.pop()
                found.setdefault(block.parent, []).append((place, path[-1] if path else -1))
                path.append(place)
        return found

    @cached_property
    def _over(self) -> dict[int, int]:
        return {place: over for headings in self.outline.values() for place, over in headings}

    def headings_over(self, offset: int, parent: int = -1) -> list[int]:
        """The places of the headings within a block under which a character stands, the outermost first; a heading
        stands under itself."""
        headings = self.outline.get(parent, [])
        number = bisect_right(headings, offset, key=lambda heading: self.blocks[heading[0]].start) - 1
        path: list[int] = []
        place = headings[number][0] if number >= 0 else -1
        while place >= 0:
            path.append(place)
            place = self._over[place]
        return path[::-1]

    @cached_property
    def counted(self) -> list[int]:
        """The places of the blocks at the top that say something, in order."""
        return [place for place in self.children.get(-1, []) if self.blocks[place].kind not in SILENT]

    def around(self, place: int) -> list[int]:
        """The places of a block and of all that it is in, the innermost first."""
        path = []
        while place >= 0:
            path.append(place)
            place = self.blocks[place].parent
        return path

    def page_at(self, offset: int) -> Page | None:
        """The page on which a character stands."""
        place = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[place] if place >= 0 and offset < self.pages[place].end else None


class Unreadable(Exception):
    """A file that holds no document: the rest of a sentence that begins with its name, and what to do."""


def corpus_hash(versions: Mapping[str, str]) -> str:
    """A hash over the ids and versions of all documents: the same corpus gives the same hash everywhere."""
    return hashlib.sha256("\n".join(f"{key} {versions[key]}" for key in sorted(versions)).encode()).hexdigest()[:16]


def faults(text: str, blocks: Sequence[Block]) -> list[str]:
    """What is wrong with blocks of a text, a sentence each: the laws that all that reads them relies on."""
    found = []
    ends: dict[int, int] = {}
    for place, block in enumerate(blocks):
        outer = blocks[block.parent] if block.parent >= 0 else Block("paragraph", 0, len(text))
        if not block.parent < place:
            found.append(f"{place} {block} comes before its parent.")
        elif not outer.start <= block.start < block.end <= outer.end:
            found.append(f"{place} {block} is empty, or not within its parent {outer}.")
        elif block.parent >= 0 and outer.kind in LEAVES and block.kind not in ("furniture", "markup"):
            found.append(f"{place} {block} is within a {outer.kind}, which holds no blocks.")
        elif block.start < ends.get(block.parent, 0):
            found.append(f"{place} {block} overlaps the one before it.")
        ends[block.parent] = max(ends.get(block.parent, 0), block.end)
    return [*found, *_uncovered(text, blocks)]


def _uncovered(text: str, blocks: Sequence[Block]) -> list[str]:
    """Letters and digits that stand in no block that holds text, the first of them."""
    covered = bytearray(len(text))
    for block in blocks:
        if block.kind in LEAVES:
            covered[block.start : block.end] = b"\1" * (block.end - block.start)
    bare = next((i for i, c in enumerate(text) if c.isalnum() and not covered[i]), None)
    return [] if bare is None else [f"{text[bare : bare + 40]!r} at {bare} stands in no block that holds text."]
