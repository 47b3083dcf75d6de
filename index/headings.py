"""What a passage is about where it does not say so itself: its document's title, and the heading it stands under."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from markdown_it import MarkdownIt

from index.documents.document import Document

LONGEST = 100  # characters kept of a heading: one that is longer is a paragraph


@dataclass(frozen=True)
class Heading:
    """A heading at an offset of its document."""

    at: int
    level: int
    """1 to 6, as Markdown has them; 0 for a title that its header line gives."""
    text: str


def headings(document: Document) -> list[Heading]:
    """All headings of a document in order. A name that only its file has is none: "scan_0012" says nothing."""
    title = document.metadata.get("title")
    found = [Heading(0, 0, title[:LONGEST])] if title else []
    return [*found, *_of_markdown(document.text)] if document.id.lower().endswith(".md") else found


def _of_markdown(text: str) -> Iterator[Heading]:
    """The headings of a Markdown text, with # before them or a line below, as CommonMark has them."""
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    blocks = MarkdownIt("commonmark").disable("inline").parse(text)
    for opening, inside in pairwise(blocks):
        if opening.type == "heading_open" and opening.map and inside.content:
            yield Heading(starts[opening.map[0]], int(opening.tag[1:]), inside.content[:LONGEST])


def above(found: Sequence[Heading], start: int) -> str:
    """The title and the innermost heading in force before offset `start`, a line each; "" where there is none."""
    path: list[Heading] = []
    for heading in found:
        if heading.at > start:
            break
        path = [*(h for h in path if h.level < heading.level), heading]
    lines = [heading.text for heading in path if heading.at < start]
    return "\n".join([*lines[:1], *lines[1:][-1:]])
