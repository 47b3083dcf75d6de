"""A citation where it stands: its quote, its further stretches, and the text around them, as the panel shows them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from answer.answer import Citation
from index.documents.document import Span
from index.store import Store

AROUND = 700  # characters of text shown on each side of a quote
GAP = "\n\n…\n\n"
"""Stands for what lies between two stretches that are shown."""

Role = Literal["text", "quote", "context"]


@dataclass(frozen=True)
class Part:
    """A stretch of an excerpt."""

    text: str
    role: Role


def excerpt(store: Store, citation: Citation) -> list[Part]:
    """The citation's quote with up to AROUND characters on each side, cut between paragraphs or words.

    Its further stretches are marked in there; those that stand farther away come with their own line. Where the
    document has changed since, there is but the quote.
    """
    text = store.document(citation.document_id).text
    if text[citation.start : citation.end] != citation.quote:
        return [Part(citation.quote, "quote")]
    marked: dict[Span, Role] = {(s.start, s.end): "context" for s in citation.context}
    marked[citation.start, citation.end] = "quote"
    window = (_begin(text, citation.start), _end(text, citation.end))
    lines = [_line(text, span) for span in marked if not (window[0] <= span[0] and span[1] <= window[1])]
    return list(_parts(text, _merged([window, *lines]), marked))


def _parts(text: str, windows: Sequence[Span], marked: dict[Span, Role]) -> Iterator[Part]:
    for number, (start, end) in enumerate(windows):
        if start > 0 or number:
            yield Part(GAP.lstrip() if not number else GAP, "text")
        at = start
        for (a, b), role in sorted(marked.items()):
            if start <= a and b <= end and a >= at:
                yield from [Part(text[at:a], "text")] if a > at else []
                yield Part(text[a:b], role)
                at = b
        yield from [Part(text[at:end], "text")] if end > at else []
    if windows[-1][1] < len(text.rstrip()):
        yield Part(GAP.rstrip(), "text")


def _merged(windows: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(windows):
        if merged and not start > merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _line(text: str, span: Span) -> Span:
    """The line, or lines, in which a stretch stands."""
    end = text.find("\n", span[1])
    return max(text.rfind("\n", 0, span[0]) + 1, span[0] - AROUND), min(
        end if end >= 0 else len(text), span[1] + AROUND
    )


def _begin(text: str, start: int) -> int:
    """Where to begin before a quote: at a paragraph, or else at a word."""
    if start <= AROUND:
        return len(text) - len(text.lstrip())
    near = text[start - AROUND : start]
    for mark in ("\n\n", " "):
        if mark in near:
            return start - AROUND + near.index(mark) + len(mark)
    return start


def _end(text: str, end: int) -> int:
    """Where to end behind a quote."""
    near = text[end : end + AROUND]
    if end + AROUND >= len(text):
        return end + len(near.rstrip())
    for mark in ("\n\n", " "):
        if mark in near.rstrip():
            return end + near.rstrip().rindex(mark)
    return end
