"""The plain text of a mail → blocks: what is quoted, and messages that are passed on within it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from index.documents.document import Content, Kind
from index.documents.draft import Draft
from index.documents.plaintext.text import load as load_text

DEEPEST = 20  # quotations within each other; what is quoted more often is quoted so often
Line = tuple[int, str]
"""How often a line is quoted, and what it says."""
Field = tuple[str, str]
"""A header line's name and its value."""
_MARKS = re.compile(r"(?:> ?)+")
_FIELD = re.compile(r"\*?(From|Sent|Date|To|Cc|Bcc|Subject|Reply-To):\*?[ \t]+(\S.*)")
_RULE = re.compile(r"-{3,}[^-\n]+-{3,}")
_LABELS: dict[str, Kind] = {"from": "sender", "date": "date", "sent": "date", "subject": "subject"}


def write_text(draft: Draft, text: str, flowed: bool = False, joined: bool = False) -> None:
    """Write the text of a mail; `flowed` and `joined` are format=flowed and delsp=yes of RFC 3676."""
    lines = [_line(line) for line in text.splitlines()]
    _write_level(draft, list(_unwrapped(lines, joined)) if flowed else lines, 0)


def write_fields(draft: Draft, fields: Iterable[Field]) -> None:
    """Write the header lines of a message: its sender, date and subject are blocks."""
    for name, value in fields:
        draft.gap(1)
        kind = _LABELS.get(name.lower())
        if kind:
            draft.leaf("markup", f"{name}:")
            draft.write(" ")
            draft.leaf(kind, value)
        else:
            draft.leaf("furniture", f"{name}: {value}")


def _line(line: str) -> Line:
    marks = _MARKS.match(line)
    if not marks or line.startswith(">From "):  # as mailboxes write a line that begins with "From "
        return 0, line.removeprefix(">") if line.startswith(">From ") else line
    return min(marks.group().count(">"), DEEPEST), line[marks.end() :]


def _unwrapped(lines: Iterable[Line], joined: bool) -> Iterator[Line]:
    """Lines that were broken to be sent made whole: those that end with a space run on, as deep as they are quoted."""
    depth, said = 0, list[str]()
    for deep, line in lines:
        stuffed = line.removeprefix(" ")
        if said and deep != depth:
            yield depth, "".join(said)
            said = []
        depth, runs_on = deep, stuffed.endswith(" ") and stuffed != "-- "
        said.append(stuffed[:-1] if runs_on and joined else stuffed)
        if not runs_on:
            yield depth, "".join(said)
            said = []
    if said:
        yield depth, "".join(said)


def _write_level(draft: Draft, lines: list[Line], depth: int) -> None:
    """Write lines that are quoted so often or more. Header lines in it begin a message, up to the next such."""
    cuts = [at for at in range(len(lines)) if _begins_message(lines, at, depth)] + [len(lines)]
    _write_runs(draft, lines[: cuts[0]], depth)
    for start, end in pairwise(cuts):
        fields = _fields(lines, start, depth)
        draft.gap()
        with draft.block("message"):
            write_fields(draft, fields)
            _write_runs(draft, lines[start + len(fields) : end], depth)


def _begins_message(lines: list[Line], at: int, depth: int) -> bool:
    deep, line = lines[at]
    if deep != depth or not line.startswith(("From:", "*From:")):
        return False
    names = {name for name, _ in _fields(lines, at, depth)}
    return "From" in names and bool(names & {"Date", "Sent"})


def _fields(lines: list[Line], at: int, depth: int) -> list[Field]:
    """The header lines from one on."""
    found: list[Field] = []
    for deep, line in lines[at : at + 9]:
        field = _FIELD.fullmatch(line.rstrip())
        if deep != depth or not field or field.group(1) in dict(found):
            break
        found.append((field.group(1), field.group(2)))
    return found


def _write_runs(draft: Draft, lines: list[Line], depth: int) -> None:
    for quoted, run in groupby(lines, key=lambda line: line[0] > depth):
        if quoted:
            draft.gap()
            with draft.block("quotation"):
                _write_level(draft, list(run), depth + 1)
        else:
            _write_plain(draft, [line for _, line in run])


def _write_plain(draft: Draft, lines: list[str]) -> None:
    """Lines without quotations, read as any plain text; rules with words in them only part."""
    for is_rule, run in groupby(lines, key=lambda line: bool(_RULE.fullmatch(line.strip()))):
        text = "\n".join(run).strip()
        if text:
            draft.gap()
            draft.leaf("furniture", text) if is_rule else draft.paste(_content(text))


def _content(text: str) -> Content:
    """A plain text's content; what heads it like the fields of a document is said in the mail, and not of it."""
    content = load_text(text.encode())
    blocks = (block._replace(kind="paragraph") if block.kind == "front" else block for block in content.blocks)
    return replace(content, blocks=tuple(blocks))
