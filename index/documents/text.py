"""Plain text → blocks: what is plainly a heading, list, table, question… ; else paragraphs."""

import re
from collections.abc import Iterator

from index.documents.document import Block, Content
from index.documents.encoding import decode

HEADER_KEYS = "publication|volume|issue|number|title|author|authors|byline|date|published|source|section|url"
_HEADER_FIELD = re.compile(rf"\b({HEADER_KEYS})\s*:\s*", re.IGNORECASE)
LONGEST_HEADER = 300  # characters; a longer first line is text that only begins like a field
LONGEST_FIELD = 120
_PARAGRAPH = re.compile(r"\S(?:.|\n(?![ \t\r\f\v]*\n))*")


def load(data: bytes) -> Content:
    """A plain text's content."""
    text, encoding = decode(data)
    header = header_line(text)
    blocks = [Block("front", 0, len(header.rstrip()))] if header else []
    found = ((m.start(), m.start() + len(m.group().rstrip())) for m in _PARAGRAPH.finditer(text, len(header)))
    blocks += [Block("paragraph", start, end) for start, end in found]
    return Content(text, tuple(blocks), (), dict(_header_fields(header)), encoding)


def header_line(text: str) -> str:
    """The first line, if all it holds is fields ("Publication: … Volume: …"); else the empty string."""
    first = text.split("\n", 1)[0]
    is_header = len(first) <= LONGEST_HEADER and _HEADER_FIELD.match(first)
    return first if is_header and all(len(v) <= LONGEST_FIELD for _, v in _header_fields(first)) else ""


def _header_fields(line: str) -> Iterator[tuple[str, str]]:
    found = list(_HEADER_FIELD.finditer(line))
    for field, following in zip(found, [*found[1:], None], strict=False):
        value = line[field.end() : following.start() if following else len(line)].strip(" \t;,|")
        if value:
            yield field.group(1).lower(), value
