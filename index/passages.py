"""A document → passages that tile its text exactly, and never cut inside a sentence."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.documents.document import Document
from index.documents.text import header_line
from index.headings import above, headings
from index.sentences import Span, paragraph_spans, sentence_spans

SPLITTER = "sentences-5"
"""Name of this way to split; part of the store's fingerprint.

Raise it when passages, their contexts or the sentences that are embedded change.
"""

CountTokens = Callable[[Sequence[str]], list[int]]
"""Texts → how many tokens the embedding model sees in each."""


@dataclass(frozen=True)
class Location:
    """Where a passage begins: its first paragraph's number (from 1; 0 is the header line)."""

    paragraph: int
    paragraphs: int

    def __str__(self) -> str:
        return f"paragraph {self.paragraph} of {self.paragraphs}" if self.paragraph else "header line"


@dataclass(frozen=True)
class Passage:
    """A stretch of a document: `document.text[start:end] == text`; together they tile it."""

    id: str
    document_id: str
    start: int
    end: int
    text: str
    location: Location
    context: str = ""
    """Its document's title and the heading it stands under, where it does not hold them itself; no part of the text."""

    @property
    def in_context(self) -> str:
        """What is searched for words: the text under its headings. Vectors are of the text alone: they find more so."""
        return f"{self.context}\n{self.text}" if self.context else self.text

    def location_of(self, start: int) -> Location:
        """Where in the document the character at offset `start` (of the document) stands."""
        spans = paragraph_spans(self.text)
        before = sum(1 for a, _ in spans if a <= start - self.start) - 1
        return Location(self.location.paragraph + max(before, 0), self.location.paragraphs)


@dataclass(frozen=True)
class Hit:
    """A passage that a search found. A rank is from 1, None where that search did not find it."""

    passage: Passage
    score: float
    """What its likeness and its words come to; only its order means anything."""
    dense_rank: int | None
    lexical_rank: int | None


def passage_id(version: str, ordinal: int) -> str:
    """The id of a document version's nth passage: the same corpus gives the same ids everywhere.

    The version is a hash of the document's id and text; the place in the tiling stands for the offsets.
    """
    return f"{version}-{ordinal}"


def split(document: Document, count_tokens: CountTokens, limit: int) -> list[Passage]:
    """Split a document into passages of at most `limit` tokens each.

    Whole sentences are packed. A paragraph begins a new passage, but joins one that is still small
    (a heading, a line of a list). The header line is a passage of its own. Only a sentence longer than `limit` is cut,
    between words where it has any.
    """
    text = document.text
    starts = [a for a, _ in paragraph_spans(text)]
    has_header = bool(header_line(text))
    total, found = len(starts) - has_header, headings(document)
    passages = []
    for ordinal, (start, end) in enumerate(_pack(text, count_tokens, limit, has_header)):
        paragraph = bisect_right(starts, start) - has_header
        passages.append(
            Passage(
                passage_id(document.version, ordinal),
                document.id,
                start,
                end,
                text[start:end],
                Location(paragraph, total),
                above(found, start),
            )
        )
    return passages


def _pack(text: str, count_tokens: CountTokens, limit: int, has_header: bool) -> Iterator[Span]:
    """Join sentences up to the limit, breaking at paragraphs wherever that leaves no crumbs."""
    paragraphs = paragraph_spans(text)
    start, used = 0, 0
    for number, paragraph in enumerate(paragraphs):
        pieces = _pieces(text, paragraph, count_tokens, limit)
        fits = used + sum(size for _, size in pieces) <= limit and used < limit // 3
        if used and (not fits or (has_header and number == 1)):
            yield start, paragraph[0]
            start, used = paragraph[0], 0
        for (a, _), size in pieces:
            if used and used + size > limit:
                yield start, a
                start, used = a, 0
            used += size
    if start < len(text):
        yield start, len(text)


def _pieces(text: str, paragraph: Span, count_tokens: CountTokens, limit: int) -> list[tuple[Span, int]]:
    """The paragraph's sentences with their sizes; a sentence over the limit in several pieces."""
    offset = paragraph[0]
    spans = [(offset + a, offset + b) for a, b in sentence_spans(text[slice(*paragraph)])]
    sizes = _sizes([text[a:b] for a, b in spans], count_tokens)
    pieces: list[tuple[Span, int]] = []
    for span, size in zip(spans, sizes, strict=True):
        pieces += [(span, size)] if size <= limit else _cut(text, span, count_tokens, limit)
    return pieces


def _cut(text: str, span: Span, count_tokens: CountTokens, limit: int) -> list[tuple[Span, int]]:
    """Halve a sentence that is too long, at the space nearest to its middle, until every part fits."""
    start, end = span
    size = _sizes([text[start:end]], count_tokens)[0]
    if size <= limit or end - start < 2:
        return [(span, size)]
    middle = (start + end) // 2
    spaces = [start + m.end() for m in re.finditer(r"\s+", text[start:end]) if start + m.end() < end]
    cut = min(spaces, key=lambda at: abs(at - middle)) if spaces else middle
    return _cut(text, (start, cut), count_tokens, limit) + _cut(text, (cut, end), count_tokens, limit)


def _sizes(texts: list[str], count_tokens: CountTokens) -> list[int]:
    """Tokens in each text, at least one for ten characters: a wall of letters may count as one token."""
    return [max(tokens, len(text) // 10, 1) for text, tokens in zip(texts, count_tokens(texts), strict=True)]
