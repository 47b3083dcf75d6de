"""Formats that are a zip of XML: opened only where it is whole and unpacks to a size that can be read."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from io import BytesIO
from typing import Any
from zipfile import ZipFile, ZipInfo

from index.documents.document import Unreadable

LARGEST = 200_000_000  # bytes, of all members together
LARGE = 20_000_000  # bytes: a smaller member may shrink as far as it likes
MOST_SHRUNK = 100  # times; XML of a full sheet shrinks to a thirtieth
PIECE = 1 << 20  # bytes
OLE = b"\xd0\xcf\x11\xe0"  # what encrypted files and those before 2007 begin with
BROKEN = "is broken, or a file of another kind ({}). Open it in the program that made it, and save it again."


@contextmanager
def opened(data: bytes) -> Iterator[ZipFile]:
    """`open_zip`, closed at the end; whatever goes wrong with it meanwhile is Unreadable."""
    try:
        with open_zip(data) as archive:
            yield archive
    except Unreadable:
        raise
    except Exception as error:  # libraries raise all sorts of them at a damaged file
        raise Unreadable(BROKEN.format(type(error).__name__)) from error


def open_zip(data: bytes) -> ZipFile:
    """The zip archive that these bytes are. Unreadable where they are none, or it is encrypted, or a bomb."""
    if data.startswith(OLE):
        raise Unreadable(
            "is encrypted, or of the format before 2007. "
            "Save it as .docx, .xlsx or .pptx (or as .odt or .ods), without a password."
        )
    try:
        archive = ZipFile(BytesIO(data))
        _check_sizes(archive)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(BROKEN.format(type(error).__name__)) from error
    return archive


def parse(data: bytes) -> Any:
    """The root element of XML. Nothing outside it is read, and no entity expanded."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(data, parser)


def _check_sizes(archive: ZipFile) -> None:
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    shrunk = (m for m in members if m.file_size > LARGE and m.file_size > MOST_SHRUNK * m.compress_size)
    if total > LARGEST or any(shrunk):
        raise Unreadable(f"unpacks to {total / 1e9:.1f} GB. It is not read. Save its text alone, or in parts.")
    for member in members:
        if member.flag_bits & 1:
            raise Unreadable("is encrypted. Save a copy without a password.")
        if _unpacks_to(archive, member) != member.file_size:
            raise zipfile.BadZipFile


def _unpacks_to(archive: ZipFile, member: ZipInfo) -> int:
    """Bytes that a member unpacks to, or more than it says. What it says of itself may be a lie that a library only
    finds out with the memory gone, so it is unpacked here first, piece by piece.
    """
    claimed = member.file_size
    patient = copy(member)
    patient.file_size = claimed + PIECE  # else it stops where the file says it ends
    size = 0
    with archive.open(patient) as unpacked:
        while size <= claimed and (piece := unpacked.read(PIECE)):
            size += len(piece)
    return size
