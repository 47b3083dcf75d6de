"""Bytes → text, whatever they are encoded in: told by a mark, by where zeros stand, by strict UTF-8, or by likeness."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress

from index.documents.document import Unreadable

SAMPLE = 1 << 16  # bytes that are enough to tell an encoding by
EVIDENCE = 4  # bytes beyond ASCII, fewer of which say nothing against Windows-1252

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
LATIN = {
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1254": "Windows-1254",
    "iso8859_2": "Latin-2",
    "cp850": "DOS 850",
    "cp852": "DOS 852",
    "mac_roman": "Mac Roman",
}
"""Encodings of the Latin alphabet, the most usual first: where several read equally well, it is that one."""
OTHERS = {
    "cp1251": "Windows-1251",
    "koi8_r": "KOI8-R",
    "koi8_u": "KOI8-U",
    "cp866": "DOS 866",
    "iso8859_5": "ISO 8859-5",
    "mac_cyrillic": "Mac Cyrillic",
    "cp1253": "Windows-1253",
    "iso8859_7": "ISO 8859-7",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
    "iso8859_6": "ISO 8859-6",
    "cp932": "Shift-JIS",
    "euc_jp": "EUC-JP",
    "gb18030": "GB 18030",
    "big5": "Big5",
    "cp949": "EUC-KR",
    "tis_620": "TIS-620",
}

_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_NOT_A_LEAD = bytes(b for b in range(256) if not 0xC2 <= b <= 0xF4)
_CONTROLS = bytes([*range(8), *range(0x10, 0x1A), *range(0x1C, 0x20), 0x7F])  # not \t, \f, Escape…
_REPLACED = "\ufffd"


def decode(data: bytes) -> tuple[str, str]:
    """The text, with line ends of one kind and without a byte order mark, and the encoding's name for people.

    Zeros stay. Unreadable where it is no text.
    """
    text, name = _decode(data)
    return text.replace("\r\n", "\n").replace("\r", "\n"), name


def _decode(data: bytes) -> tuple[str, str]:
    for mark, codec, name in MARKS:
        if data.startswith(mark):
            return _wide(data[len(mark) :], codec), name
    data = data.removeprefix(codecs.BOM_UTF8)
    for codec, name in _by_zeros(data):
        with suppress(UnicodeDecodeError):
            return data.decode(codec), name
    with suppress(UnicodeDecodeError):
        text = data.decode()
        _refuse_rubbish(data, least=100, share=10)
        return text, "UTF-8"
    _refuse_rubbish(data, least=4, share=100)
    return _damaged(data) or _by_likeness(data)


def _wide(data: bytes, codec: str) -> str:
    text = data.decode(codec, "replace")
    if text.count(_REPLACED) * 20 > len(text):
        raise _no_text()
    return text


def _by_zeros(data: bytes) -> Iterator[tuple[str, str]]:
    """UTF-16 or UTF-32 without a mark: half or three quarters of the bytes of most texts are zero, in the same places.

    Few zeros, as in Chinese, count only where it is no UTF-8: there they may be stray ones.
    """
    sample = data[:4096]
    places = [sample[n::4].count(0) for n in range(4)]
    zeros = sum(places)
    if zeros < 4 or len(data) % 2 or zeros == len(sample):
        return
    if len(data) % 4 == 0 and zeros * 2 >= len(sample):
        yield ("utf-32-le" if places[0] < places[3] else "utf-32-be"), "UTF-32"
    high, low = places[1] + places[3], places[0] + places[2]
    if min(high, low) * 20 <= zeros and (zeros * 20 >= len(sample) or not _is(data, "utf-8")):
        yield ("utf-16-le" if low < high else "utf-16-be"), "UTF-16"


def _is(data: bytes, codec: str) -> bool:
    with suppress(UnicodeDecodeError):
        return bool(data.decode(codec))
    return False


def _refuse_rubbish(data: bytes, least: int, share: int) -> None:
    """Unreadable where so many bytes, and more than one in so many, are such as no text holds."""
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls >= least and controls * share > len(data):
        raise _no_text()


def _no_text() -> Unreadable:
    return Unreadable("is no text. Save it as text, or remove it.")


def _damaged(data: bytes) -> tuple[str, str] | None:
    """UTF-8 of which a little is broken; None where it is something else."""
    text = data.decode(errors="replace")
    broken = text.count(_REPLACED) - data.count(_REPLACED.encode())
    if broken * 10 > len(data.translate(None, _NOT_A_LEAD)):
        return None
    return text, f"UTF-8, damaged in {broken:,} place{'' if broken == 1 else 's'}"


def _by_likeness(data: bytes) -> tuple[str, str]:
    """An encoding of one country's letters, as the text reads best in it; Windows-1252 where that says nothing."""
    codec, name = _likeliest(_sample(data))
    text = data.decode(codec, "replace")
    if text.count(_REPLACED) * 1000 <= len(text) and codec != "cp1252":
        return text, name
    with suppress(UnicodeDecodeError):
        return data.decode("cp1252"), LATIN["cp1252"]
    return data.decode("latin-1"), "Latin-1"


def _sample(data: bytes) -> bytes:
    """A part that says much: from the line on that first leaves ASCII."""
    first = _BEYOND_ASCII.search(data)
    if first is None:
        return data[:SAMPLE]
    start = max(data.rfind(b"\n", 0, first.start()) + 1, first.start() - SAMPLE // 2)
    return data[start : start + SAMPLE]


def _likeliest(sample: bytes) -> tuple[str, str]:
    """The encoding in which the sample reads best."""
    runs = [len(run) for run in _BEYOND_ASCII.findall(sample)]
    if sum(run for run in runs if run > 2) * 2 > sum(runs):  # other alphabets leave ASCII for words on end
        names = OTHERS
    else:
        names = LATIN
        if sum(runs) < EVIDENCE and _is(sample, "cp1252"):
            return "cp1252", names["cp1252"]
    size = len(sample)
    parts = (sample[:end] for end in (size, size - 1, size // 4, size // 4 - 1))  # cut within a letter, it is none
    best = next(filter(None, (_best(part, list(names)) for part in parts)), "cp1252")
    return best, {**LATIN, **OTHERS}[best]


def _best(sample: bytes, codecs_by_use: list[str]) -> str:
    from charset_normalizer import from_bytes  # 50 ms, and seldom needed

    found = [
        (round(match.chaos, 2), -round(match.coherence, 3), codecs_by_use.index(codec))
        for match in from_bytes(sample, cp_isolation=codecs_by_use, threshold=0.3)
        for codec in {match.encoding, *match.could_be_from_charset} & set(codecs_by_use)
    ]
    return codecs_by_use[min(found)[2]] if found else ""
