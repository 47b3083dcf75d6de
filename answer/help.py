"""What Footnote says of itself, and a few questions to begin with."""

from collections.abc import Sequence

from answer.saying import Said, Saying, joined
from answer.understand.intent import LONGEST_QUESTION, Intent, Kind, Request
from index.manifest import Manifest
from index.passages import version_of
from index.shelf import Shelf

EXAMPLES = 3
LISTED = 12  # documents that are named
NAMED = 3  # files that could not be read of which is told why

_OPENING: dict[Intent, Saying] = {
    "help": Saying(
        "help",
        "I answer questions about your documents. Every sentence of an answer carries a citation: open it to "
        "see the very words it rests on. What the documents do not say, I do not answer.",
    ),
    "empty": Saying("empty", "I could read no question in that. Ask in your own words about the documents."),
    "too_long": Saying(
        "too_long",
        "That message has {length} characters; I read questions of up to {most}. "
        "To ask about a document, put it in the corpus folder, and ask a shorter question.",
    ),
}
_FOR_EXAMPLE = Saying("for_example", "For example:")()
_OWN_KIND: dict[Kind, Saying] = {
    "whole": Saying(
        "prints_none_whole",
        "I answer with quotes and print no document whole. In the chat, each opens whole at any citation.",
    ),
    "translate": Saying(
        "translates_none", "I quote the documents in the language that they are written in, and do not translate."
    ),
    "opinion": Saying(
        "no_opinion", "I have no opinion: I say what the documents say, and where. Ask what they say about it."
    ),
}
_HOLDINGS = Saying("holdings", "There are {count} documents.", one="There is 1 document.")
_MORE = Saying("more", "… and {more} more.")
_COUNTED = Saying(
    "counted",
    "Counted by the words “{words}”, {found} of {count} documents:",
    one="Counted by the words “{words}”, {found} of 1 document:",
)
_NOWHERE = Saying(
    "nowhere",
    "None of the {count} documents holds the words “{words}”. "
    "Whether one means it in other words, a question will tell.",
    one="None of the 1 document holds the words “{words}”. Whether one means it in other words, a question will tell.",
)
_UNREAD = Saying("unread", "{count} files could not be read: {files}.", one="{count} file could not be read: {files}.")
_UNREAD_AND_MORE = Saying(
    "unread_and_more",
    "{count} files could not be read: {files} and {more} more.",
    one="{count} file could not be read: {files} and {more} more.",
)


def help_text(intent: Intent, length: int, examples: tuple[str, ...], holdings: str) -> Said:
    """The reply to what is no question; `length` is the message's, in characters; `holdings` says what there is."""
    opening = _OPENING[intent](length=length, most=LONGEST_QUESTION)
    shown = [f"- {question}" for question in examples[:EXAMPLES]]
    return joined(
        opening,
        holdings if intent == "help" else "",
        joined(_FOR_EXAMPLE, *shown, by="\n") if shown else "",
        by="\n\n",
    )


def own_kind(request: Request, store: Shelf) -> Said:
    """The reply to a request that is no question about what the documents say."""
    if request.kind == "documents":
        return _listed(store.manifest)
    if request.kind == "mentions":
        return _mentions(request.subject, store)
    return _OWN_KIND[request.kind]()


def _listed(manifest: Manifest) -> Said:
    return _list(holdings(manifest), [entry.title for entry in manifest.documents.values()])


def _list(head: str, titles: Sequence[str]) -> Said:
    """The first of the titles below a line, and how many more there are."""
    more = _MORE(more=len(titles) - LISTED) if len(titles) > LISTED else ""
    return joined(head, *(f"- {title}" for title in titles[:LISTED]), more, by="\n")


def _mentions(subject: Sequence[str], store: Shelf) -> Said:
    """Which documents hold the words: counted by the words' index, so nothing is said of other words for it."""
    versions = {entry.version: document_id for document_id, entry in store.manifest.documents.items()}
    found = set(versions)
    for word in subject:
        hits = store.lexical.query(word, store.manifest.passages)
        found &= {version_of(passage_id) for passage_id, _ in hits}
    titles = [store.entry(versions[version]).title for version in versions if version in found]
    words, count = " ".join(subject), len(versions)
    if not titles:
        return _NOWHERE(words=words, count=count)
    return _list(_COUNTED(words=words, found=len(titles), count=count), titles)


def holdings(manifest: Manifest) -> Said:
    """How many documents there are, and which files could not be read; a line."""
    return joined(_HOLDINGS(count=len(manifest.documents)), unread(manifest))


def unread(manifest: Manifest) -> str:
    """Which files could not be read at the last sync, and why, as a line; "" where all could."""
    left_out = manifest.left_out
    if not left_out:
        return ""
    files = ", ".join(f"{name} ({left_out[name].reason.rstrip('.')})" for name in list(left_out)[:NAMED])
    if (more := len(left_out) - NAMED) > 0:
        return _UNREAD_AND_MORE(count=len(left_out), files=files, more=more)
    return _UNREAD(count=len(left_out), files=files)
