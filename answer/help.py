"""What Footnote says of itself, and a few questions to begin with."""

from collections.abc import Sequence
from itertools import islice

from answer.understand.intent import LONGEST_QUESTION, Intent, Request
from index.manifest import Manifest
from index.passages import version_of
from index.shelf import Shelf

EXAMPLES = 3
LISTED = 12  # documents that are named
NAMED = 3  # files that could not be read of which is told why


def help_text(intent: Intent, length: int, examples: tuple[str, ...], holdings: str) -> str:
    """The reply to what is no question; `length` is the message's, in characters; `holdings` says what there is."""
    opening = {
        "help": "I answer questions about your documents. Every sentence of an answer carries a citation: open it to "
        f"see the very words it rests on. What the documents do not say, I do not answer.\n\n{holdings}",
        "empty": "I could read no question in that. Ask in your own words about the documents.",
        "too_long": f"That message has {length:,} characters; I read questions of up to {LONGEST_QUESTION:,}. "
        "To ask about a document, put it in the corpus folder, and ask a shorter question.",
    }[str(intent)]
    shown = "\n".join(f"- {question}" for question in examples[:EXAMPLES])
    return f"{opening}\n\nFor example:\n{shown}" if shown else opening


def own_kind(request: Request, store: Shelf) -> str:
    """The reply to a request that is no question about what the documents say."""
    if request.kind == "documents":
        return _listed(store.manifest)
    if request.kind == "mentions":
        return _mentions(request.subject, store)
    return {
        "whole": "I answer with quotes and print no document whole. In the chat, each opens whole at any citation.",
        "translate": "I quote the documents in the language that they are written in, and do not translate.",
        "opinion": "I have no opinion: I say what the documents say, and where. Ask what they say about it.",
    }[str(request.kind)]


def _listed(manifest: Manifest) -> str:
    lines = [f"- {entry.title}" for entry in islice(manifest.documents.values(), LISTED)]
    more = len(manifest.documents) - LISTED
    return "\n".join([holdings(manifest), *lines, *([f"… and {more:,} more."] if more > 0 else [])])


def _mentions(subject: Sequence[str], store: Shelf) -> str:
    """Which documents hold the words: counted by the words' index, so nothing is said of other words for it."""
    versions = {entry.version: document_id for document_id, entry in store.manifest.documents.items()}
    found = set(versions)
    for word in subject:
        hits = store.lexical.query(word, store.manifest.passages)
        found &= {version_of(passage_id) for passage_id, _ in hits}
    titles = [store.entry(versions[version]).title for version in versions if version in found]
    words, of = " ".join(subject), f"{len(versions):,} document{'' if len(versions) == 1 else 's'}"
    if not titles:
        return f"None of the {of} holds the words “{words}”. Whether one means it in other words, a question will tell."
    more = f"\n… and {len(titles) - LISTED:,} more." if len(titles) > LISTED else ""
    listed = "\n".join(f"- {title}" for title in titles[:LISTED])
    return f"Counted by the words “{words}”, {len(titles):,} of {of}:\n{listed}{more}"


def holdings(manifest: Manifest) -> str:
    """How many documents there are, and which files could not be read; a line."""
    number = len(manifest.documents)
    documents = f"There {'is 1 document' if number == 1 else f'are {number:,} documents'}."
    return " ".join(filter(None, (documents, unread(manifest))))


def unread(manifest: Manifest) -> str:
    """Which files could not be read at the last sync, and why, as a line; "" where all could."""
    left_out = manifest.left_out
    if not left_out:
        return ""
    named = ", ".join(f"{name} ({left_out[name].reason.rstrip('.')})" for name in list(left_out)[:NAMED])
    more = f" and {len(left_out) - NAMED:,} more" if len(left_out) > NAMED else ""
    return f"{len(left_out):,} file{'' if len(left_out) == 1 else 's'} could not be read: {named}{more}."
