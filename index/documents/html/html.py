"""HTML → text and blocks: a saved page's article, or the whole of a page that is nothing else."""

from dataclasses import replace

from index.documents.document import Content, Unreadable
from index.documents.draft import Draft
from index.documents.html.blocks import parts_of
from index.documents.html.chrome import chrome_of
from index.documents.html.meta import questions, stated
from index.documents.html.tree import decode, parse
from index.documents.parts import write, write_front


def load(data: bytes) -> Content:
    """The article of an HTML page, under what the page states of itself."""
    text, encoding = decode(data)
    root = parse(text)
    metadata = stated(root)
    asked = questions(root)
    parts = parts_of(root, *chrome_of(root), asked) or parts_of(root, questions=asked)
    if not parts:
        raise Unreadable("holds no text; a script may show it. Save the page from a browser that shows it.")
    draft = Draft()
    write_front(draft, metadata)
    write(draft, parts)
    return replace(draft.content(metadata), encoding=encoding)
