"""A mail (.eml) → text and blocks: who wrote when about what, what was written, and what was quoted."""

from contextlib import suppress
from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr

from index.documents.document import Content, Unreadable
from index.documents.draft import Draft
from index.documents.encoding import decode as decoded_text
from index.documents.html.blocks import parts_of
from index.documents.html.chrome import hidden_of
from index.documents.html.meta import iso_date
from index.documents.html.tree import decode, parse
from index.documents.mail.parts import ENCRYPTED, Brief, content_of, header, parameter, parts, parts_within, text_of
from index.documents.mail.text import write_fields, write_text
from index.documents.parts import write

DEEPEST = 10  # messages within each other
_BEGINNING = 100  # bytes, of a header
_FIELDS = ("From", "To", "Cc", "Date", "Subject")


def load(data: bytes) -> Content:
    """A mail's text, under its header."""
    if b"\0" in data[:_BEGINNING]:  # UTF-16, which no mail travels in, but may be saved in
        data = decoded_text(data)[0].encode()
    try:
        message = message_from_bytes(data, policy=Brief())
    except (RecursionError, TypeError, ValueError, LookupError):  # what the library raises at malformed parts
        raise Unreadable("is damaged: its parts cannot be told apart. Save it again from the mail program.") from None
    if not any(header(message, name) for name in ("From", "Date", "Subject")):
        raise Unreadable("is no mail: it has no sender, date or subject. Save it again from the mail program.")
    if message.get_content_type() in ENCRYPTED:
        raise Unreadable("is encrypted. Save a copy from the mail program that is not.")
    draft = Draft()
    if not _write_message(draft, message, 1):
        raise Unreadable("holds no text but its header. Remove it, or save what is attached to it as files.")
    return draft.content(_stated(message))


def _stated(message: Message) -> dict[str, str]:
    name, address = parseaddr(header(message, "From"))
    stated = {
        "title": header(message, "Subject"),
        "author": name or address,
        "date": iso_date(header(message, "Date")),
    }
    return {key: value for key, value in stated.items() if value}


def _write_message(draft: Draft, message: Message, depth: int) -> bool:
    """Write a message with all that is in it; whether it says anything below its header."""
    texts, attached = parts(message)
    draft.gap()
    with draft.block("message"):
        write_fields(draft, [(name, value) for name in _FIELDS if (value := header(message, name))])
        said = [_write_part(draft, part, depth) for part in texts]
        if attached:
            draft.gap()
            draft.leaf("furniture", f"Attachments: {', '.join(attached)}")
    return any(said)


def _write_part(draft: Draft, part: Message, depth: int) -> bool:
    before = draft.length
    if part.is_multipart():
        said = [_write_message(draft, message, depth + 1) for message in parts_within(part) if depth < DEEPEST]
        return any(said)
    if part.get_content_type() == "text/html":
        _write_html(draft, part)
    else:
        flowed, joined = parameter(part, "format").lower() == "flowed", parameter(part, "delsp").lower() == "yes"
        write_text(draft, text_of(part), flowed, joined)
    return draft.length > before


def _write_html(draft: Draft, part: Message) -> None:
    text = text_of(part)
    if not parameter(part, "charset"):
        with suppress(Unreadable):
            text, _ = decode(content_of(part))
    root = parse(text)
    write(draft, parts_of(root, hidden_of(root)))
