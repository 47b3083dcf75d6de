"""Quotes: stretches of a document, with the form in which they are shown, in reading order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.documents.document import Span
from index.form import Form
from index.passages import Passage
from index.units import Unit


@dataclass(frozen=True)
class Quote:
    """A stretch of a document, in characters, found in a passage."""

    document_id: str
    start: int
    end: int
    passage: Passage
    unit: Unit
    """What was found; the first of several."""
    form: Form
    """How it is shown: its own words, and those that it needs from elsewhere in the document."""
    emphasis: tuple[Span, ...] = ()
    """The very words that answer, in characters of the form; in order."""

    @property
    def context(self) -> list[Span]:
        """The further stretches of the document that its form shows, in the form's order."""
        return [span for span in self.form.spans() if span[1] <= self.start or span[0] >= self.end]


def quote_of(unit: Unit, passage: Passage, emphasis: tuple[Span, ...] = ()) -> Quote:
    """A unit of a passage as a quote."""
    return Quote(passage.document_id, unit.start, unit.end, passage, unit, unit.form, emphasis)


def joined(first: Quote, second: Quote) -> Quote:
    """Two quotes of one document, of which the second begins behind the first or within it, as one."""
    if second.end <= first.end:
        inside = (first.form.find(span) for a, b in second.emphasis for span in second.form.spans(a, b))
        return replace(first, emphasis=_without_overlaps([*first.emphasis, *filter(None, inside)]))
    begin = _behind(second, first.end)
    tail = second.form.part(begin, len(second.form.text))
    shift = len(first.form.text) + 1 - begin
    moved = [(a + shift, b + shift) for a, b in second.emphasis if a >= begin]
    form = first.form + Form.between(" ") + tail
    return replace(first, end=second.end, form=form, emphasis=_without_overlaps([*first.emphasis, *moved]))


def _behind(quote: Quote, offset: int) -> int:
    """Where in a quote's form its own words from `offset` of the document on begin."""
    own = (run for run in quote.form.runs if run.start >= quote.start and run.start + run.length > offset)
    return next((run.at + max(0, offset - run.start) for run in own), 0)


def in_reading_order(quotes: Sequence[Quote]) -> list[Quote]:
    """Quotes in the order of the best document first, then of the text; those that overlap as one."""
    documents = list(dict.fromkeys(q.document_id for q in quotes))
    kept: list[Quote] = []
    for quote in sorted(quotes, key=lambda q: (documents.index(q.document_id), q.start, -q.end)):
        last = kept[-1] if kept else None
        overlaps = last is not None and last.document_id == quote.document_id and quote.start < last.end
        kept.append(joined(kept.pop(), quote) if overlaps else quote)
    return kept


def _without_overlaps(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in order, those that overlap as one."""
    joined: list[Span] = []
    for a, b in sorted(spans):
        if joined and a < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(b, joined[-1][1]))
        else:
            joined.append((a, b))
    return tuple(joined)
