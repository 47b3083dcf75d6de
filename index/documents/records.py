"""JSON (.json, and .jsonl or .ndjson with a record a line) → tables, and the fields of records."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from index.documents.document import Content, Unreadable
from index.documents.draft import Draft
from index.documents.encoding import decode
from index.documents.rows import count_heads, write_table

LONG = 200  # characters: a longer value is text to read, and no cell
LONGEST_KEY = 200  # characters of a dotted key that are kept, the last ones
LONGEST_NAME = 80  # characters of a value that names its record
FEW = 20  # one line in so many may be broken
_HALF = re.compile("[\ud800-\udfff]")  # half of a character: JSON can write it, UTF-8 cannot
_BLANK = re.compile(r"\n\s*\n")

Fields = dict[str, str]
"""A record's values by their keys, dotted where they are nested ("author.name"); empty where they are null."""


def load(data: bytes) -> Content:
    """A file's records: a table where they share their keys and are short, else the fields of each."""
    text, encoding = decode(data)
    draft = Draft()
    try:
        value = _parse(text)
    except ValueError as error:
        if "\n" not in text.strip():
            raise Unreadable(f"is no JSON ({_reason(error)}). Check how it was made.") from None
        value = _lines(text)
    _write_value(draft, value)
    return replace(draft.content(), encoding=encoding)


def _parse(text: str) -> Any:
    """The value that JSON writes, with numbers as they are written; ValueError where it is none."""
    try:
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except RecursionError:
        raise ValueError("it is nested too deep") from None


def _reason(error: ValueError) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else str(error)


def _lines(text: str) -> list[Any]:
    """The value of each line; a few that are broken are left out."""
    found, broken, lines = [], [], 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        lines += 1
        try:
            found.append(_parse(line))
        except ValueError as error:
            broken.append(f"line {number} is no JSON ({_reason(error)})")
    if len(broken) * FEW > lines:
        more = f", nor are {len(broken) - 1} more" if len(broken) > 1 else ""
        raise Unreadable(f"cannot be read: {broken[0]}{more}. Mend the file, or remove it.")
    return found


def _write_value(draft: Draft, value: Any) -> None:
    """A file's value: its records; of one alone the fields, then what it has lists of, each under its key."""
    values = value if isinstance(value, list) else [value]
    if len(values) != 1 or not isinstance(values[0], dict):
        _write_records(draft, values, 1)
        return
    lists = {key: inner for key, inner in values[0].items() if _is_nested(inner)}
    _write_records(draft, [{key: inner for key, inner in values[0].items() if key not in lists}], 1)
    for key, inner in lists.items():
        _write_heading(draft, _text(key), 1)
        _write_records(draft, inner, 2)


def _is_nested(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(inner, dict | list) for inner in value)


def _write_records(draft: Draft, values: Sequence[Any], level: int) -> None:
    """Records as a table, or each under a heading of this level; rows of values as a table."""
    if rows := _rows(values):
        write_table(draft, rows, count_heads(rows))
        draft.gap()
        return
    records = [_fields(value) for value in values]
    if keys := _columns(records):
        write_table(draft, [keys, *([record.get(key, "") for key in keys] for record in records)], 1)
        draft.gap()
        return
    long = {key for record in records for key, value in record.items() if len(value) > LONG}
    for name, record in zip(_names(records), records, strict=True):
        if any(record) and len(records) > 1:  # what stands alone needs no name
            _write_heading(draft, name, level)
        _write_record(draft, record, long, level + 1)


def _rows(values: Sequence[Any]) -> list[list[str]]:
    """The values as rows, where each is a list of texts and numbers; else none."""
    if not all(isinstance(value, list) and not _is_nested(value) for value in values):
        return []
    return [[_text(cell) for cell in value] for value in values]


def _columns(records: Sequence[Fields]) -> list[str]:
    """The keys that records share, where each has most of them and short values only; else none."""
    keys = list(dict.fromkeys(key for record in records for key in record))
    is_even = all(2 * len(record) >= len(keys) for record in records)
    is_short = all(len(value) <= LONG for record in records for value in record.values())
    return keys if is_even and is_short and len(records) > 1 and any(keys) else []


def _fields(value: Any) -> Fields:
    """A value's fields. A list of values is one, of all of them; of what is nested more deeply each has its own."""
    found: dict[str, list[str]] = {}
    waiting = [("", value)]
    while waiting:
        key, inner = waiting.pop()
        if isinstance(inner, dict) or _is_nested(inner):
            pairs = list(inner.items() if isinstance(inner, dict) else enumerate(inner))
            waiting += ((f"{key}.{part}"[-LONGEST_KEY:] if key else _text(part), below) for part, below in pairs[::-1])
        elif isinstance(inner, list):
            found.setdefault(_text(key), []).append(", ".join(_text(part) for part in inner))
        else:
            found.setdefault(_text(key), []).append(_text(inner))
    return {key: "\n".join(texts) for key, texts in found.items()}


def _text(value: Any) -> str:
    """A value as people read it: true, false and numbers as they are written, nothing for null."""
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return _HALF.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")


def _names(records: Sequence[Fields]) -> list[str]:
    """A name for each record: its value of the key that tells them all apart, most of its values in several words."""
    ways = [[record.get(key, "") for record in records] for key in (records[0] if records else ())]
    telling = [
        names for names in ways if all(0 < len(n) <= LONGEST_NAME for n in names) and len(set(names)) == len(names)
    ]
    if telling:
        return max(telling, key=lambda names: sum(" " in name for name in names))
    return [f"Record {number}" for number in range(1, len(records) + 1)]


def _write_record(draft: Draft, record: Fields, long: set[str], level: int) -> None:
    """Short values as definitions of their keys; then what is long as paragraphs, under its key if several are."""
    for key, value in record.items():
        if key and key not in long and value.strip():
            draft.gap(1)
            with draft.block("definition"):
                draft.leaf("term", " ".join(key.split()))
                draft.write(": ")
                draft.leaf("paragraph", value)
    draft.gap()
    for key, value in record.items():
        if key and key in long and len(long) > 1 and value.strip():
            _write_heading(draft, key, level)
        if not key or key in long:
            for paragraph in _BLANK.split(value):
                draft.leaf("paragraph", paragraph)
                draft.gap()


def _write_heading(draft: Draft, text: str, level: int) -> None:
    draft.gap()
    draft.leaf("heading", " ".join(text.split()), level)
    draft.gap()
