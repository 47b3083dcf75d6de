"""What a passage is about where it does not say so itself: its document's title, and the heading it stands under."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.documents import Document

LONGEST = 100  # characters kept of a heading: one that is longer is a paragraph
_HEADING = re.compile(r"^(#{1,6})[ \t]+(\S.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_CODE = re.compile(r"^(```|~~~).*?(?:^\1|\Z)", re.MULTILINE | re.DOTALL)


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
    if document.id.lower().endswith(".md"):
        code = [match.span() for match in _CODE.finditer(document.text)]
        found += [
            Heading(match.start(), len(match[1]), match[2][:LONGEST])
            for match in _HEADING.finditer(document.text)
            if not any(a <= match.start() < b for a, b in code)
        ]
    return found


def above(found: Sequence[Heading], start: int) -> str:
    """The title and the innermost heading in force before offset `start`, a line each; "" where there is none."""
    path: list[Heading] = []
    for heading in found:
        if heading.at > start:
            break
        path = [*(h for h in path if h.level < heading.level), heading]
    lines = [heading.text for heading in path if heading.at < start]
    return "\n".join([*lines[:1], *lines[1:][-1:]])
