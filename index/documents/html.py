"""HTML → text and blocks: a saved page's article, or the whole of a page that is nothing else."""

from index.documents.document import Content, Unreadable
from index.documents.draft import Draft
from index.documents.html_blocks import parts_of
from index.documents.html_chrome import chrome_of
from index.documents.html_meta import questions, stated
from index.documents.html_tree import decode, parse
from index.documents.parts import write, write_front


def load(data: bytes) -> Content:
    """The article of an HTML page, under what the page states of itself."""
    root = parse(decode(data))
    metadata = stated(root)
    asked = questions(root)
    parts = parts_of(root, *chrome_of(root), asked) or parts_of(root, questions=asked)
    if not parts:
        raise Unreadable("holds no text; a script may show it. Save the page from a browser that shows it.")
    draft = Draft()
    write_front(draft, metadata)
    write(draft, parts)
    return draft.content(metadata)
