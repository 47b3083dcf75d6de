"""Models that think aloud: what stands between <think> and </think> is no part of the answer."""

import re
from collections.abc import Iterable, Iterator

_BEGUN = re.compile(r"\s*<(think|thinking|thought|reasoning)>", re.IGNORECASE)
_LONGEST_TAG = len("<reasoning>")


def without_thoughts(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces of an answer without the thoughts that it opens with; empty pieces pass."""
    held: str | None = ""
    for piece in pieces:
        if held is None or not piece:
            yield piece
            continue
        held += piece
        begun = _BEGUN.match(held)
        if begun:
            _, closed, rest = held.partition(f"</{begun[1]}>")
            if closed:
                held = None
                yield rest.lstrip()
        elif not _may_begin(held):
            yield held
            held = None
    if held and not _BEGUN.match(held):
        yield held


def _may_begin(text: str) -> bool:
    """Whether text may still turn out to begin a thought."""
    start = text.lstrip()
    return not start or (start.startswith("<") and ">" not in start and len(start) < _LONGEST_TAG)
