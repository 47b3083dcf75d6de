"""What a reader in a process of its own answers: JSON behind its length; checked, as a file may have got at it."""

import json
from collections.abc import Mapping
from itertools import chain
from typing import Any, BinaryIO, get_args

from index.documents.document import Block, Content, Kind, Page
from index.documents.source import Loaded

LONGEST = 500_000_000  # bytes of an answer: more, and who asked would run out of memory instead
_HEAD = 8  # bytes that say how long an answer is
_KINDS = frozenset(get_args(Kind))


class TooLongError(Exception):
    """The answer is longer than anybody should take in."""


def send(answer: Mapping[str, object], to: BinaryIO) -> None:
    """Write one answer. TooLongError, and nothing is written, where it is over the limit."""
    data = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    if len(data) > LONGEST:
        raise TooLongError
    to.write(len(data).to_bytes(_HEAD) + data)
    to.flush()


def receive(source: BinaryIO) -> dict[str, Any]:
    """One answer; EOFError where it ends too soon, ValueError where it is none."""
    head = source.read(_HEAD)
    length = int.from_bytes(head)
    if length > LONGEST:
        raise ValueError(f"An answer of {length:,} bytes")
    data = source.read(length)
    if len(head) < _HEAD or len(data) < length:
        raise EOFError
    answer = json.loads(data)
    if not isinstance(answer, dict):
        raise ValueError(f"An answer that is a {type(answer).__name__}")
    return answer


def packed(loaded: Loaded) -> dict[str, object]:
    """What a file holds, as `send` takes it."""
    content = loaded.content
    pages = [(p.start, p.end, p.name, p.width, p.height, [*chain(*p.words)]) for p in content.pages]
    return {
        "text": content.text,
        "blocks": content.blocks,
        "pages": pages,
        "metadata": dict(content.metadata),
        "encoding": content.encoding,
        "file_sha256": loaded.file_sha256,
    }


def unpacked(answer: Mapping[str, Any]) -> Loaded:
    """What a file holds, from an answer. KeyError, TypeError, ValueError or AttributeError where it does not say."""
    text = _str(answer["text"])
    blocks = tuple(_block(raw, len(text)) for raw in answer["blocks"])
    metadata = {_str(key): _str(value) for key, value in answer["metadata"].items()}
    pages = tuple(_page(raw) for raw in answer["pages"])
    return Loaded(Content(text, blocks, pages, metadata, _str(answer["encoding"])), _str(answer["file_sha256"]))


def _block(raw: Any, length: int) -> Block:
    kind, start, end, parent, level = raw
    if kind not in _KINDS or not 0 <= int(start) < int(end) <= length:
        raise ValueError(f"A block {raw}")
    return Block(kind, int(start), int(end), int(parent), int(level))


def _page(raw: Any) -> Page:
    start, end, name, width, height, words = raw
    numbers = iter([int(number) for number in words])
    return Page(int(start), int(end), _str(name), float(width), float(height), tuple(zip(*[numbers] * 6, strict=True)))


def _str(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
