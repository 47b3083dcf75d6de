"""Heads of mails: lines of From, To, Date, Subject above what is written."""

import re
from collections.abc import Sequence

from index.documents.document import Kind
from index.documents.plaintext.lines import Line
from index.documents.plaintext.marks import Mark, Marks, is_apart, label
from index.documents.plaintext.tree import Node

FIELDS: dict[str, Kind] = {
    **dict.fromkeys(("from", "von", "de"), "sender"),
    **dict.fromkeys(("date", "sent", "datum", "gesendet", "envoyé"), "date"),
    **dict.fromkeys(("subject", "re", "betreff", "objet"), "subject"),
    **dict.fromkeys(("to", "cc", "bcc", "an", "à", "reply-to", "attachments", "importance"), "furniture"),
}
"""What the fields of a mail's head name; the rest of them says nothing more."""

_FIELD = re.compile(r"\*{0,2}(?P<key>[^\W\d_][\w\-]{0,24})\*{0,2}\s?:\*{0,2}(?=\s|$)")
_ENVELOPE = re.compile(r"From \S+@\S+ .{1,40}\d{4}$")
_ADDRESS = re.compile(r"(?:<[^<>\s]{1,200}>|\[mailto:[^\[\]\s]{1,200}\])$")


def mails(lines: Sequence[Line]) -> Marks:
    """The mails among these lines, by the first line of the head of each: a sender and more stand in it."""
    found: Marks = {}
    at = 0
    while at < len(lines):
        above = lines[at - 1] if at else None
        begins = is_apart(above) or (above is not None and above.words[:3] == "---")
        end = _head_end(lines, at) if begins else at
        if mark := _mark(lines, at, end):
            found[lines[at].start] = mark
        at = max(end, at + 1)
    return found


def _head_end(lines: Sequence[Line], at: int) -> int:
    """The number of the line behind the head that begins here; `at` where none does."""
    end = at + bool(_ENVELOPE.match(lines[at].words))
    while (
        end < len(lines)
        and lines[end].words
        and (_is_field(lines[end]) or (end > at and lines[end].indent > lines[at].indent))
    ):
        end += 1
    return end


def _is_field(line: Line) -> bool:
    """Whether a line is a field of a head, one that people write or one that programs do."""
    key = _key(line)
    return key in FIELDS or "-" in key or key == "received"


def _key(line: Line) -> str:
    match = _FIELD.match(line.words)
    return match["key"].lower() if match else ""


def _mark(lines: Sequence[Line], at: int, end: int) -> Mark | None:
    kinds = [FIELDS.get(_key(line), "furniture") for line in lines[at:end]]
    if "sender" not in kinds or len(kinds) < 2:
        return None
    labels: list[Node] = []
    taken: set[Kind] = set()
    for line, kind in zip(lines[at:end], kinds, strict=True):
        labels += _labels(line, "furniture" if kind in taken else kind)
        taken |= {kind} - {"furniture"}
    return Mark("message", tuple(labels), lines[end].start if end < len(lines) else lines[-1].end, outer=True)


def _labels(line: Line, kind: Kind) -> list[Node]:
    """A line of a head: its value under its name, or as a whole what says nothing more."""
    match = _FIELD.match(line.words)
    if kind == "furniture" or not match or not line.words[match.end() :].strip():
        return list(label("furniture", line, 0, len(line.words)))
    address = _ADDRESS.search(line.words, match.end()) if kind == "sender" else None
    named = address.start() if address and line.words[match.end() : address.start()].strip() else len(line.words)
    return [
        *label("markup", line, 0, match.end()),
        *label(kind, line, match.end(), named),
        *label("markup", line, named, len(line.words)),
    ]
