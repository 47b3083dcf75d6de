"""Bytes → text, for formats that are text."""

import codecs

from index.documents.document import Unreadable


def decode(data: bytes) -> str:
    """The text, its line ends all `\\n`. UTF-8, or UTF-16 where a mark says so; Unreadable where it is neither."""
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        kind = "UTF-16" if is_wide else "UTF-8"
        place, byte = error.start, data[error.start]
        raise Unreadable(f"is not {kind} text (byte {place} is {byte:#04x}). Save it as UTF-8.") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
