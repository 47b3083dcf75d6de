"""A document → passages that tile its text exactly, and never cut inside a unit."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.documents.document import Document, Span
from index.places import place_of
from index.units import Unit, said, units

SPLITTER = "units-3"
"""Name of this way to read and split; part of the store's fingerprint.

Raise it when loaders, units, passages, their contexts or what is embedded change: the next sync makes the index anew.
"""

LONGEST_CONTEXT = 400  # characters

CountTokens = Callable[[Sequence[str]], list[int]]
"""Texts → how many tokens the embedding model sees in each."""


@dataclass(frozen=True)
class Passage:
    """A stretch of a document: `document.text[start:end] == text`; together they tile it."""

    id: str
    document_id: str
    start: int
    end: int
    text: str
    place: str
    """Where its first unit stands, for people: "page 12", "paragraph 3 of 8"."""
    context: str = ""
    """What its units need and it does not hold itself: the document's title, headings, a table's head, a speaker; a
    line each. No part of the text."""

    @property
    def in_context(self) -> str:
        """What is searched for: the text, and what it does not hold itself."""
        return f"{self.context}\n{self.text}" if self.context else self.text


@dataclass(frozen=True)
class Hit:
    """A passage that a search found. A rank is from 1, None where that search did not find it."""

    passage: Passage
    score: float
    """What its likeness and its words come to; only its order means anything."""
    dense_rank: int | None
    lexical_rank: int | None


@dataclass(frozen=True)
class Piece:
    """A passage with its units, as they are when it is made."""

    passage: Passage
    units: tuple[Unit, ...]


def passage_id(version: str, ordinal: int) -> str:
    """The id of a document version's nth passage: the same corpus gives the same ids everywhere.

    The version is a hash of the document's id and text; the place in the tiling stands for the offsets.
    """
    return f"{version}-{ordinal}"


def version_of(passage_id: str) -> str:
    """The version of the document that a passage is of."""
    return passage_id.rpartition("-")[0]


def split(document: Document, count_tokens: CountTokens, limit: int) -> list[Piece]:
    """Split a document into passages whose units are, as they are read, of at most `limit` tokens together.

    A block begins a new passage, but joins one that is still small (a heading, a line of a list). Only a unit that is
    alone longer than `limit` goes beyond it.
    """
    found = units(document)
    groups = list(_packed(document, found, count_tokens, limit))
    starts = [_cut(document, before, behind) for before, behind in pairwise(groups)]
    edges = [0, *starts, len(document.text)]
    return [
        Piece(_passage(document, number, (edges[number], edges[number + 1]), group), tuple(group))
        for number, group in enumerate(groups or [[]])
    ]


def _passage(document: Document, ordinal: int, span: Span, found: Sequence[Unit]) -> Passage:
    start, end = span
    first = found[0].start if found else start
    text, context = document.text[start:end], _context(document, span, found)
    return Passage(
        passage_id(document.version, ordinal), document.id, start, end, text, place_of(document, first), context
    )


def _context(document: Document, span: Span, found: Sequence[Unit]) -> str:
    """The title, the headings over the first unit, and the further stretches of all units that stand elsewhere."""
    title = document.metadata.get("title", "")
    over = [said(document, place).text for place in document.headings_over(span[0] - 1)] if span[0] else []
    stretches = [s for unit in found for s in unit.context if not (span[0] <= s[0] and s[1] <= span[1])]
    lines = [title, *over, *(" ".join(document.text[a:b].split()) for a, b in stretches)]
    return "\n".join(dict.fromkeys(line for line in lines if line))[:LONGEST_CONTEXT]


def _packed(document: Document, found: Sequence[Unit], count_tokens: CountTokens, limit: int) -> Iterator[list[Unit]]:
    """The units in groups, of up to `limit` tokens, parted at blocks wherever that leaves no crumbs."""
    sizes = _sizes([unit.form.text for unit in found], count_tokens)
    blocks = list(_by_block(document, list(zip(found, sizes, strict=True))))
    group: list[Unit] = []
    used = 0
    for block in blocks:
        size = sum(size for _, size in block)
        if _says_something(group) and not (used + size <= limit and used < limit // 3):
            yield group
            group, used = [], 0
        for unit, size in block:
            if group and used + size > limit:
                yield group
                group, used = [], 0
            group.append(unit)
            used += size
    if group:
        yield group


def _says_something(group: Sequence[Unit]) -> bool:
    """Whether there is more in it than headings: these stay with what they stand over."""
    return any(unit.kind != "heading" for unit in group)


def _by_block(document: Document, sized: Sequence[tuple[Unit, int]]) -> Iterator[list[tuple[Unit, int]]]:
    """Units with their sizes, those of one block at the top together."""
    block: list[tuple[Unit, int]] = []
    outermost = -1
    for unit, size in sized:
        top = document.around(unit.block)[-1]
        if block and top != outermost:
            yield block
            block = []
        block.append((unit, size))
        outermost = top
    if block:
        yield block


def _cut(document: Document, before: Sequence[Unit], behind: Sequence[Unit]) -> int:
    """Where a passage ends and the next begins: before the outermost block that holds its first unit alone."""
    last, first = before[-1], behind[0]
    around, place = set(document.around(last.block)), first.block
    if place in around:
        return first.start
    while document.blocks[place].parent not in around and document.blocks[place].parent >= 0:
        place = document.blocks[place].parent
    return document.blocks[place].start


def _sizes(texts: list[str], count_tokens: CountTokens) -> list[int]:
    """Tokens in each text, at least one for ten characters: a wall of letters may count as one token."""
    return [max(tokens, len(text) // 10, 1) for text, tokens in zip(texts, count_tokens(texts), strict=True)]
