"""What a document states of itself: who wrote it, when it was published, what it is called.

Such a question is told by its likeness to one that asks just that; a header line answers nothing else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from answer.answer import Answer
from answer.read.encoder import Encoder
from answer.read.quote import Quote, quote_of
from answer.read.reading import Reading
from index.documents.document import Document, Span
from index.form import Form
from index.lexical import terms
from index.passages import Hit
from index.shelf import Shelf
from index.units import Unit

ASKED: Mapping[str, tuple[str, ...]] = {
    "author": ("Who wrote this document?", "Who is the author of this article?", "Who is the author of this text?"),
    "date": ("When was this document published?", "When was this article written?", "What is the date of this text?"),
    "title": ("What is the title of this document?",),
    "publication": ("Where was this document published?", "Which publication did this article appear in?"),
}
OF_A_KEY = ("Which {key} is this document?", "What {key} is it?")
"""Of what else a document states."""
LEAST_LIKENESS = 0.65
"""Cosine: "Who wrote the article?" is .85 to its like, "Who wrote the letter to the president?" .53."""
OTHER_NAMES = {"authors": "author", "byline": "author", "published": "date"}


def about(store: Shelf, encoder: Encoder, question: str, history: Sequence[Answer]) -> Reading | None:
    """What answers a question about the document that is spoken of; None where it is no such question.

    Where the document does not state what is asked, that is no answer either: the fields that it states come nearest.
    """
    document = _spoken_of(store, history)
    if document is None or not document.metadata or not _asks_nothing_else(question, document):
        return None
    asked = encoder.question(question).sentences[0]
    keys = {OTHER_NAMES.get(key, key): key for key in (*ASKED, *document.metadata)}
    likeness = {
        key: max(float(encoder.question(one).sentences[0] @ asked) for one in _prototypes(name))
        for name, key in keys.items()
    }
    best = max(likeness, key=lambda key: likeness[key])
    if likeness[best] < LEAST_LIKENESS:
        return None
    quotes = tuple(_quotes(store, document, [best] if best in document.metadata else []))
    nearest = tuple(_quotes(store, document, list(document.metadata)))
    hits = tuple(Hit(quote.passage, 1.0, n, None) for n, quote in enumerate(nearest[:1], 1))
    return Reading(quotes, likeness[best] if quotes else 0.0, answers=bool(quotes), nearest=nearest, hits=hits)


def _asks_nothing_else(question: str, document: Document) -> bool:
    """Whether all that it speaks of is the document."""
    known = " ".join([*(one for some in ASKED.values() for one in some), *document.metadata, document.title])
    return set(terms(question)) <= set(terms(known))


def _spoken_of(store: Shelf, history: Sequence[Answer]) -> Document | None:
    """The document that was cited last; the only one, where nothing was cited yet."""
    known = store.manifest.documents
    cited = [c.document_id for answer in reversed(history) for c in answer.citations if c.document_id in known]
    alone = list(known) if len(known) == 1 else []
    return next((store.document(document_id) for document_id in (*cited, *alone)), None)


def _prototypes(key: str) -> Sequence[str]:
    return ASKED.get(key) or [one.format(key=key) for one in OF_A_KEY]


def _quotes(store: Shelf, document: Document, keys: Sequence[str]) -> Iterator[Quote]:
    """The fields that state these, where they stand in the document."""
    fronts = [document.blocks[p] for p in document.children.get(-1, []) if document.blocks[p].kind == "front"]
    for key in keys:
        for block in fronts:
            if field := _field(document.text, (block.start, block.end), key, document.metadata[key]):
                yield _quote(store, document, *field)


def _quote(store: Shelf, document: Document, start: int, value: int, end: int) -> Quote:
    form = Form.said(document.text, (start, end))
    emphasis = form.find((value, end))
    unit = Unit("front", 0, start, end, form, Form.between(""), (0, len(form.text)), alone=True)
    passages = store.passages(store.passage_ids(document.id)[:4])
    passage = next((p for p in passages if p.start <= start < p.end), passages[0])
    return quote_of(unit, passage, (emphasis,) if emphasis else ())


def _field(text: str, within: Span, key: str, value: str) -> tuple[int, int, int] | None:
    """Where a field begins, where its value does, and where that ends."""
    pattern = rf"\b{re.escape(key)}\b\W{{0,6}}?({re.escape(value)})"
    found = re.compile(pattern, re.IGNORECASE).search(text, *within)
    return (found.start(), found.start(1), found.end()) if found else None
