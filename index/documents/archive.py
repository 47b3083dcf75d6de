"""A ZIP archive that holds a document, read with care: none that unpacks to far more than it is."""

import zlib
from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile

from index.documents.document import Unreadable

MEGABYTE = 1_000_000
MOST = 200  # megabytes unpacked
MUCH, RATIO = 20, 100  # megabytes, and how many times what is packed: no document shrinks so far


class Archive:
    """The files of an archive. Opening it raises Unreadable where it is none, or must not be unpacked."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, LargeZipFile, ValueError, OSError, NotImplementedError):
            raise Unreadable("is damaged, or not what its name says. Save it again from its program.") from None
        files = self._zip.infolist()
        unpacked = sum(file.file_size for file in files)
        if unpacked > MOST * MEGABYTE or (unpacked > MUCH * MEGABYTE and unpacked > RATIO * len(data)):
            raise Unreadable(
                f"unpacks to {unpacked // MEGABYTE:,} megabytes. It is not read. Save it in smaller parts."
            )
        if any(file.flag_bits & 1 for file in files):
            raise Unreadable("is protected. Save a copy without a password.")
        self.names = frozenset(file.filename for file in files)

    def read(self, name: str) -> bytes:
        """One file; nothing where there is none of that name."""
        if name not in self.names:
            return b""
        try:
            with self._zip.open(name) as file:
                return file.read(self._zip.getinfo(name).file_size)  # no more than that, if it is more than it says
        except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
            raise Unreadable(
                f"is damaged: its part {name} cannot be unpacked. Save it again from its program."
            ) from None
