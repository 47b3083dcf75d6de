"""Which documents an overview shall be of, and what is said of those that it does not speak of."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from answer.answer import Answer, Statement
from answer.saying import Saying
from answer.understand.intent import Request
from index.lexical import terms
from index.shelf import Shelf

_NO_WORD = re.compile(r"[\W_]+")
SOME_OF_ALL = Saying("some_of_all", "This speaks of {some} of {count} documents.")


def meant_by(request: Request, store: Shelf, history: Sequence[Answer]) -> list[str]:
    """The documents that a wish for an overview names; of none that it names but are not there: nothing.

    Where it names none: all of them, where it says so, else the one that was cited last, where the conversation has
    one.
    """
    if request.subject:
        return _named(request.subject, store)
    return list(store.manifest.documents) if request.kind == "corpus" else _spoken_of(store, history)


def _named(subject: Sequence[str], store: Shelf) -> list[str]:
    """Those whose title or file has all of the words."""
    wanted = {term for word in subject for term in terms(word)}
    return [
        document_id
        for document_id, entry in store.manifest.documents.items()
        if wanted and wanted <= set(terms(f"{entry.title} {_NO_WORD.sub(' ', PurePosixPath(document_id).stem)}"))
    ]


def _spoken_of(store: Shelf, history: Sequence[Answer]) -> list[str]:
    for answer in reversed(history):
        cited = [c.document_id for c in answer.citations if c.document_id in store.manifest.documents]
        if cited:
            return cited[:1]
    return list(store.manifest.documents)


def some_of_all(statements: Sequence[Statement], documents: Sequence[str]) -> str:
    """How many of the documents are spoken of; "" where all are."""
    cited = {c.document_id for statement in statements for c in statement.citations}
    return SOME_OF_ALL(some=len(cited), count=len(documents)) if 0 < len(cited) < len(documents) else ""
