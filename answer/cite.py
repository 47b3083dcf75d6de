"""Stretches of documents → numbered citations, verbatim by construction and by check."""

import re
from dataclasses import dataclass

from answer.answer import Citation, Statement
from index.passages import Passage
from index.store import Store


@dataclass(frozen=True)
class Quote:
    """A stretch of a document, in characters, found in a passage."""

    document_id: str
    start: int
    end: int
    passage: Passage


@dataclass(frozen=True)
class Excerpt:
    """A quote with the text around it, as the panel shows it."""

    before: str
    quote: str
    after: str


class Citer:
    """Gives quotes their numbers: from 1, in order of appearance, one number for one quote."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._numbers: dict[tuple[str, int, int], int] = {}

    def cite(self, quote: Quote) -> Citation:
        """The quote as a citation, its words sliced from the document itself."""
        document = self._store.document(quote.document_id)
        key = (quote.document_id, quote.start, quote.end)
        return Citation(
            number=self._numbers.setdefault(key, len(self._numbers) + 1),
            document_id=document.id,
            passage_id=quote.passage.id,
            start=quote.start,
            end=quote.end,
            quote=document.text[quote.start : quote.end],
            title=document.title,
            location=str(quote.passage.location_of(quote.start)),
            metadata=document.metadata,
        )

    def quoted(self, quote: Quote) -> Statement:
        """A statement that is the quote: the document's own words, white space made even."""
        citation = self.cite(quote)
        return Statement(text=" ".join(citation.quote.split()), citations=(citation,), support="quoted")


def excerpt(store: Store, citation: Citation, around: int = 700) -> Excerpt:
    """The citation's quote with up to `around` characters on each side, cut at paragraphs or words."""
    text = store.document(citation.document_id).text
    before = text[max(0, citation.start - around) : citation.start]
    after = text[citation.end : citation.end + around]
    if citation.start > around:
        before = "…" + (
            re.sub(r"^.*?\n\s*\n", "", before, count=1, flags=re.DOTALL)
            if "\n\n" in before
            else before.partition(" ")[2]
        )
    if citation.end + around < len(text):
        after = (after.rpartition("\n\n")[0] if "\n\n" in after else after.rpartition(" ")[0]) + "…"
    return Excerpt(before.lstrip(), text[citation.start : citation.end], after.rstrip())
