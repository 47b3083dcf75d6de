"""What a mail consists of: its header's values, the parts that are its text, the names of what is attached."""

from contextlib import suppress
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from email.utils import collapse_rfc2231_value

from index.documents.html.tree import CONTROL, codec

LONGEST = 20_000  # characters of a header's value
TEXTS = ("text/plain", "text/html")
ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")


class Brief(Compat32):
    """How mails are parsed: as the library does, but no header's value is longer than any that is meant."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """A header's name, and its value."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST]


def header(message: Message, name: str) -> str:
    """A header's value in one line, decoded as far as it can be; "" where there is none."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return decoded(raw)


def decoded(raw: str) -> str:
    """A header's value as it is meant: encoded words, and bytes that stand there though they may not."""
    value = as_text(raw.encode("utf-8", "surrogateescape"), "utf-8")
    with suppress(MessageError, ValueError):  # else it stays as it stands
        value = "".join(_word(word, charset) for word, charset in decode_header(value))
    return " ".join(CONTROL.sub("", value).split())


def _word(word: bytes | str, charset: str | None) -> str:
    if isinstance(word, str):
        return word
    return as_text(word, codec(charset) if charset else "raw_unicode_escape")


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
        kind, name, within = part.get_content_type(), _file_name(part), parts_within(part)
        if kind == "message/rfc822":
            texts.append(part)
        elif part.is_multipart():
            rest += [_best(within)] if kind == "multipart/alternative" and within else reversed(within)
        elif part.get_content_disposition() == "attachment" and part is not message:
            attached.append(name or kind)
        elif kind in TEXTS or kind.startswith("multipart/"):  # a "multipart" that has no parts is text
            texts.append(part)
        elif name and part.get_content_disposition() != "inline":
            attached.append(name)
    return texts, attached


def parts_within(part: Message) -> list[Message]:
    """The parts that a part consists of, or the messages that are in it."""
    inner = part.get_payload() if part.is_multipart() else []
    return [one for one in inner if isinstance(one, Message)]


def _best(alternatives: list[Message]) -> Message:
    for kind in TEXTS:
        for part in alternatives:
            if part.get_content_type() == kind and text_of(part).strip():
                return part
    return alternatives[-1]


def _file_name(part: Message) -> str:
    return decoded(parameter(part, "filename", "content-disposition") or parameter(part, "name"))


def parameter(part: Message, name: str, field: str = "content-type") -> str:
    """A parameter of a part's header; "" where there is none that can be read."""
    try:
        return collapse_rfc2231_value(part.get_param(name, "", field))
    except (TypeError, ValueError, LookupError):  # what the library raises at parameters that are malformed
        return ""


def text_of(part: Message) -> str:
    """The text of a part."""
    data = content_of(part)
    return CONTROL.sub("", as_text(data, codec(parameter(part, "charset") or "utf-8"))).replace("\r\n", "\n")


def content_of(part: Message) -> bytes:
    """The bytes of a part, unpacked from how they were sent."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
