"""Stretches of documents → numbered citations, verbatim by construction and by check."""

from collections.abc import Sequence

from answer.answer import Citation, Statement, Stretch
from answer.read.complete import opener_of
from answer.read.quote import Quote
from answer.saying import Saying
from index.errors import StoreError
from index.places import place_of
from index.shelf import Shelf
from settings import FootnoteError

CHANGED = Saying("changed_meanwhile", "{document} changed while it was read. Ask again.")


class Citer:
    """Gives quotes their numbers: from 1, in order of appearance, one number for one quote."""

    def __init__(self, store: Shelf, said: Sequence[Statement] = ()) -> None:
        """Goes on counting after what was `said` already."""
        self._store = store
        cited = (citation for statement in said for citation in statement.citations)
        self._numbers = {(c.document_id, c.start, c.end): c.number for c in cited}

    def cite(self, quote: Quote) -> Citation:
        """The quote as a citation, its words sliced from the document itself; StoreError where that has changed."""
        document = self._store.document(quote.document_id)
        passage = quote.passage
        if document.text[passage.start : passage.end] != passage.text:  # a sync: the offsets are the old text's
            raise StoreError(CHANGED(document=quote.document_id))
        key = (quote.document_id, quote.start, quote.end)
        return Citation(
            number=self._numbers.setdefault(key, max(self._numbers.values(), default=0) + 1),
            document_id=document.id,
            passage_id=passage.id,
            start=quote.start,
            end=quote.end,
            quote=document.text[quote.start : quote.end],
            context=tuple(Stretch(start=a, end=b, text=document.text[a:b]) for a, b in sorted(set(quote.context))),
            title=document.title,
            place=place_of(document, quote.start),
            metadata=document.metadata,
        )

    def quoted(self, quote: Quote) -> Statement:
        """A statement that is the quote: the document's own words, in the form in which they are understood."""
        return Statement(
            text=quote.form.text,
            citations=(self.cite(quote),),
            support="quoted",
            emphasis=quote.emphasis,
            opener=opener_of(quote.form.text),
        )


def is_verbatim(store: Shelf, citation: Citation) -> bool:
    """Whether the quote and its context stand in their document at exactly these offsets, as the index has it now."""
    try:
        text = store.document(citation.document_id).text
    except FootnoteError:
        return False
    around = all(text[s.start : s.end] == s.text for s in citation.context)
    return bool(citation.quote) and text[citation.start : citation.end] == citation.quote and around
