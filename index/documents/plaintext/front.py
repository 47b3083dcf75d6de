"""What a text states of itself at its top: fields, all in its first line or a line each."""

import re
from collections.abc import Iterator, Sequence

from index.documents.plaintext.directives import FIELD
from index.documents.plaintext.lines import Line, is_spoken
from index.documents.plaintext.mails import mails
from index.documents.plaintext.tree import Node

HEADER_KEYS = "publication|volume|issue|number|title|author|authors|byline|date|published|source|section|url"
LONGEST_HEADER = 300  # characters; a longer first line is text that only begins like a field
LONGEST_FIELD = 120
TOP = 40  # lines, of which one may begin the fields: a title or a notice may stand above them
_HEADER_FIELD = re.compile(rf"\b({HEADER_KEYS})\s*:\s*", re.IGNORECASE)
_FIELD = re.compile(r"(?P<name>[^\W\d_][\w\- ]{0,30}?)\s?:(?=\s|$)")
_KNOWN = frozenset(HEADER_KEYS.split("|"))
_Fields = list[tuple[str, str]]


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


def front_of(lines: Sequence[Line], text: str) -> tuple[list[Node], dict[str, str], list[Line]]:
    """The fields as blocks, what they say, and the lines, with blank ones in their place."""
    nodes: list[Node] = []
    fields: _Fields = []
    kept = list(lines)
    blocks = [] if mails(lines[:TOP]) else list(_blocks(lines[:TOP]))
    for number, (begin, end) in enumerate(blocks):
        stated = _stated(lines[begin:end])
        below = [fields for block in blocks[number + 1 : number + 2] for fields in _stated(lines[slice(*block)])]
        if stated and (number == 0 or fields or len(stated) > 1 or below):
            nodes.append(Node("front", lines[begin].start, lines[end - 1].end))
            fields += stated
            kept[begin:end] = [_blank(line) for line in lines[begin:end]]
        elif fields:
            break
    header = "" if nodes else header_line(text)
    if header:
        kept = [_blank(line) if line.start < len(header) else line for line in lines]
        nodes, fields = [Node("front", 0, len(header.rstrip()))], list(_header_fields(header))
    return nodes, dict(reversed([(name, value) for name, value in fields if value])), kept


def _blocks(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """From which line to which what is between blank lines stands, but for the last, which may go on."""
    begin = None
    for at, line in enumerate(lines):
        if line.words and begin is None:
            begin = at
        elif not line.words and begin is not None:
            yield begin, at
            begin = None


def _stated(lines: Sequence[Line]) -> _Fields:
    """What these lines state, if each is a field and half of the names at least are known ones; else nothing."""
    fields: _Fields = []
    for line in lines:
        if not is_spoken(line):
            continue
        found = _fields(line)
        if not found and fields and line.indent > lines[0].indent:
            fields[-1] = (fields[-1][0], f"{fields[-1][1]} {line.words}")
        elif not found or any(len(value) > LONGEST_FIELD for _, value in found):
            return []
        fields += found
    known = sum(name in _KNOWN for name, _ in fields)
    return fields if known and 2 * known >= len(fields) else []


def _fields(line: Line) -> _Fields:
    if len(line.words) > LONGEST_HEADER:
        return []
    header = list(_header_fields(line.words)) if _HEADER_FIELD.match(line.words) else []
    if len(header) > 1:
        return header
    match = FIELD.match(line.words) or _FIELD.match(line.words)
    return [(match["name"].lower(), line.words[match.end() :].strip())] if match else []


def _blank(line: Line) -> Line:
    return Line(line.start, "", 0, line.start)
