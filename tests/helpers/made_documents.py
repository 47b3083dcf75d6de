"""Documents for tests: plain texts as the loader of texts reads them, and what a Draft holds."""

from dataclasses import replace

from answer.read.quote import Quote, quote_of
from index.documents.document import Document, faults
from index.documents.draft import Draft
from index.documents.plaintext.text import load
from index.form import Form
from index.passages import Passage
from index.places import place_of
from index.units import Unit, units


def plain(text: str, document_id: str = "a.txt") -> Document:
    """A text file's document, titled A."""
    content = load(text.encode())
    return Document(document_id, "A", content.text, document_id, dict(content.metadata), content.blocks, content.pages)


def drafted(draft: Draft, title: str = "A", **metadata: str) -> Document:
    """What was drafted as a document; its blocks are checked."""
    content = draft.content()
    assert not faults(content.text, content.blocks)
    return Document("a.txt", title, content.text, "a.txt", metadata, content.blocks)


def whole(document: Document, passage_id: str = "p") -> Passage:
    """A passage that is the whole document."""
    text = document.text
    return Passage(passage_id, document.id, 0, len(text), text, place_of(document, 0))


def passage_of(text: str, passage_id: str = "p") -> Passage:
    """A passage that is a whole text file."""
    return whole(plain(text, "d.txt"), passage_id)


def units_of(passage: Passage) -> tuple[Unit, ...]:
    """The units of a passage that is a whole text file."""
    return tuple(units(plain(passage.text, passage.document_id)))


def unit_with(document: Document, words: str) -> Unit:
    """The unit whose quote holds these words; that which begins with them where there are several."""
    found = [unit for unit in units(document) if words in document.text[unit.start : unit.end]]
    return next((unit for unit in found if document.text[unit.start :].startswith(words)), found[0])


def stretch(document: Document, words: str, passage: Passage | None = None) -> Quote:
    """A quote of these words, as a reader would point at them, whatever the units are."""
    start = document.text.index(words)
    end = start + len(words)
    block = next((n for n, block in enumerate(document.blocks) if block.start <= start < block.end), 0)
    form = Form.said(document.text, (start, end))
    unit = replace(units(document)[0], block=block, start=start, end=end, form=form, own=(0, len(form.text)))
    return quote_of(unit, passage or whole(document))


def quoted(document: Document, quote: Quote) -> str:
    """The words of the document that a quote points at."""
    return document.text[quote.start : quote.end]
