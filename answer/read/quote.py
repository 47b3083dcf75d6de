"""Quotes: stretches of a document that can be understood where they stand alone, in reading order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.passages import Passage
from index.sentences import Span, paragraph_spans, sentence_spans, trim

LONGEST_LEAD = 2  # sentences that a leaning one may bring along
MOST_ITEMS = 8  # that a sentence which announces them may bring along
FARTHEST_ITEM = 1500  # characters behind it in which they must end
FARTHEST_LEAD = 2000  # characters before it in which they must begin

_LEANS_ON_WHAT_CAME_BEFORE = re.compile(
    r"""^["“'‘(]*
    (?: (?: but|and|yet|also|thus|moreover|however|similarly|equally|furthermore|nevertheless|therefore|instead
          | then|still ),?\s )?
    (?: he|she|it|they|his|her|its|their|this|these|those|such|that|both|neither|the\ latter|the\ former )\b
    (?! \s(?:is|was)\s(?:clear|not\ by\ chance|true|likely|possible|necessary|important)\b )""",
    re.VERBOSE | re.IGNORECASE,
)
_OPENS_WITH_A_SUBORDINATE = re.compile(
    r"^(?:Although|Though|While|If|When|As|Since|Because|After|Before) (?:he|she|it|they)\b"
)


_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+(?=\S)")


@dataclass(frozen=True)
class Quote:
    """A stretch of a document, in characters, found in a passage."""

    document_id: str
    start: int
    end: int
    passage: Passage
    emphasis: tuple[Span, ...] = ()
    """The very words that answer, within start and end, in characters of the document; in order."""


def leans(sentence: str) -> bool:
    """Whether a sentence opens with something that only the sentence before it explains."""
    return bool(_LEANS_ON_WHAT_CAME_BEFORE.match(sentence) or _OPENS_WITH_A_SUBORDINATE.match(sentence))


def with_lead(text: str, quote: Quote) -> Quote:
    """The quote of a document's text, begun earlier where it leans on the sentences before ("They also…")."""
    start = quote.start
    for _ in range(LONGEST_LEAD):
        lead = _sentence_before(text, start) if leans(text[start : quote.end]) else None
        if lead is None:
            break
        start = lead
    return replace(quote, start=start)


def with_items(text: str, quote: Quote) -> Quote:
    """The quote of a document's text, with what its colon announces: a list, or the sentence behind it.

    Then that is what answers.
    """
    items = _items(text, quote.end) if text[quote.start : quote.end].endswith(":") else []
    return replace(quote, end=items[-1][1], emphasis=tuple(items)) if items else quote


def in_reading_order(quotes: Sequence[Quote]) -> list[Quote]:
    """Quotes in the order of the best document first, then of the text; one inside another is dropped."""
    documents = list(dict.fromkeys(q.document_id for q in quotes))
    ordered = sorted(quotes, key=lambda q: (documents.index(q.document_id), q.start, -q.end))
    kept: list[Quote] = []
    for quote in ordered:
        last = kept[-1] if kept else None
        if last and last.document_id == quote.document_id and quote.start < last.end:
            both = _without_overlaps([*last.emphasis, *quote.emphasis])
            kept[-1] = replace(last, end=max(last.end, quote.end), emphasis=both)
        else:
            kept.append(quote)
    return kept


def _items(text: str, end: int) -> list[Span]:
    """The list that stands behind `end`, without its markers, or the rest of the paragraph's first sentence."""
    near = text[end : end + FARTHEST_ITEM]
    items: list[Span] = []
    for a, b in (span for span in sentence_spans(near) if near[slice(*span)].strip()):
        marker = _ITEM.match(near, a, b)
        if not marker or len(items) == MOST_ITEMS or _is_cut(text, end, b):
            break
        items.append(trim(text, (end + marker.end(), end + b)))
    return items or _sentences_behind(text, end)[:1]


def _sentences_behind(text: str, end: int) -> list[Span]:
    """The sentences between `end` and the end of its paragraph."""
    near = text[end : end + FARTHEST_ITEM]
    stop = paragraph_spans("x" + near)[0][1] - 1
    spans = [trim(text, (end + a, end + b)) for a, b in sentence_spans(near[:stop])]
    return [(a, b) for a, b in spans if a < b and not _is_cut(text, end, b - end)]


def _is_cut(text: str, end: int, reach: int) -> bool:
    """Whether what reaches so far behind `end` goes on where nothing is looked at any more."""
    return reach == FARTHEST_ITEM and end + reach < len(text)


def _sentence_before(text: str, start: int) -> int | None:
    """Where the sentence before `start` begins, within the same paragraph; None at its beginning."""
    near = max(0, start - FARTHEST_LEAD)
    paragraph = near + paragraph_spans(text[near:start] + "x")[-1][0]
    before = [trim(text, (paragraph + a, paragraph + b)) for a, b in sentence_spans(text[paragraph:start])]
    before = [(a, b) for a, b in before if a < b]
    begun_earlier = bool(before) and near > 0 and before[-1][0] == near
    return before[-1][0] if before and not begun_earlier else None


def _without_overlaps(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in order, those that overlap as one."""
    joined: list[Span] = []
    for a, b in sorted(spans):
        if joined and a < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(b, joined[-1][1]))
        else:
            joined.append((a, b))
    return tuple(joined)
