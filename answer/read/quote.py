"""Quotes: stretches of a document, with the form in which they are shown, in reading order."""

from collections.abc import Iterator, Sequence
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
    length = len(second.form.text)
    begin = length if second.end <= first.end else _behind(first, second)
    moved = _moved(second, begin, first.form)
    if begin == length:
        return replace(first, emphasis=_without_overlaps([*first.emphasis, *moved]))
    form = first.form + Form.between(" ") + second.form.part(begin, length)
    return replace(first, end=second.end, form=form, emphasis=_without_overlaps([*first.emphasis, *moved]))


def _behind(first: Quote, second: Quote) -> int:
    """Where in the second's form begins what the first does not say."""
    form = second.form
    if second.start >= first.end:
        return _led_in(first.form, form.part(0, second.unit.own[0]))
    own = (run for run in form.runs if second.start <= run.start < second.end and run.start + run.length > first.end)
    begin = next((run.at + max(0, first.end - run.start) for run in own), len(form.text))
    return begin + len(form.text[begin:]) - len(form.text[begin:].lstrip())


def _led_in(form: Form, lead: Form) -> int:
    """Where what leads a quote in goes on behind the last words of it that a form before it says."""
    if form.text.startswith(lead.text):
        return len(lead.text)
    edges = [(form.at(run.start), form.at(run.start + run.length - 1)) for run in lead.runs]
    said = max((number for number, places in enumerate(edges, 1) if places != (None, None)), default=0)
    return lead.runs[said].at if said < len(edges) else len(lead.text)


def _moved(quote: Quote, begin: int, before: Form) -> Iterator[Span]:
    """A quote's emphasis where what its form says from `begin` on stands behind another form, and a space."""
    shift = len(before.text) + 1 - begin
    for start, end in quote.emphasis:
        cut = len(quote.form.text[: min(end, begin)].rstrip())
        yield from filter(None, (before.find(span) for span in quote.form.spans(start, cut)))
        if max(start, begin) < end:
            yield max(start, begin) + shift, end + shift


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
