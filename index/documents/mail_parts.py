"""What a mail consists of: its header's values, the parts that are its text, the names of what is attached."""

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message

from index.documents.html_tree import CONTROL, codec

TEXTS = ("text/plain", "text/html")
ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_WORD_GAP = re.compile(r"(\?=)\s+(?==\?)")


def header(message: Message, name: str) -> str:
    """A header's value in one line, decoded as far as it can be; "" where there is none."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return decoded(raw)


def decoded(raw: str) -> str:
    """A header's value as it is meant: encoded words, and bytes that stand there though they may not."""
    try:
        value = str(make_header(decode_header(_as_text(raw))))
    except (HeaderParseError, LookupError, ValueError):
        value = _as_text(raw)
    return " ".join(CONTROL.sub("", value.encode("utf-8", "replace").decode()).split())


def _as_text(raw: str) -> str:
    data = raw.encode("utf-8", "surrogateescape")
    return as_text(data, "utf-8")


def as_text(data: bytes, encoding: str) -> str:
    """Bytes decoded as they are declared, else as UTF-8, else as Windows-1252."""
    for name in (encoding, "utf-8"):
        try:
            return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def parts(message: Message) -> tuple[list[Message], list[str]]:
    """The parts of a message that are read, messages in it among them, and the names of the others.

    Of alternatives the plain text is read, else the HTML, else the last.
    """
    texts: list[Message] = []
    attached: list[str] = []
    rest = [message]
    while rest:
        part = rest.pop()
        kind, inner, name = part.get_content_type(), part.get_payload(), _file_name(part)
        if kind == "message/rfc822":
            texts.append(part)
        elif isinstance(inner, list):
            within = [one for one in inner if isinstance(one, Message)]
            rest += [_best(within)] if kind == "multipart/alternative" and within else reversed(within)
        elif part.get_content_disposition() == "attachment" and part is not message:
            attached.append(name or kind)
        elif kind in TEXTS or kind.startswith("multipart/"):  # a "multipart" that has no parts is text
            texts.append(part)
        elif name and part.get_content_disposition() != "inline":
            attached.append(name)
    return texts, attached


def _best(alternatives: list[Message]) -> Message:
    for kind in TEXTS:
        for part in alternatives:
            if part.get_content_type() == kind and text_of(part).strip():
                return part
    return alternatives[-1]


def _file_name(part: Message) -> str:
    return decoded(part.get_filename() or "")


def text_of(part: Message) -> str:
    """The text of a part."""
    data = content_of(part)
    return CONTROL.sub("", as_text(data, codec(part.get_content_charset() or "utf-8"))).replace("\r\n", "\n")


def content_of(part: Message) -> bytes:
    """The bytes of a part, unpacked from how they were sent."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
