"""The corpus folder → its files: those that are documents, and those that are of no known kind."""

import errno
import os
import stat
from pathlib import Path

from index.documents.names import printable
from index.documents.reading import LOADERS, kinds
from index.errors import CorpusError
from settings import ROOT

STARTERS = "starters.toml"  # the questions that the chat begins with: read elsewhere
README = "README.md"
OWN_CORPUS = ROOT / "corpus"
"""The folder that comes with Footnote. Its README speaks about the folder; anybody's own README is a document."""


def list_files(folder: Path) -> tuple[list[Path], list[Path]]:
    """The folder's documents, and what is none: files of no kind that is read, links to folders. Each sorted by path.

    Hidden files and folders, pipes, sockets and devices, and the starters at the top are neither.
    """
    check_folder(folder)
    aside = {folder / STARTERS} | ({folder / README} if folder.resolve() == OWN_CORPUS else set())
    files, links = _walk(folder)
    documents = [p for p in files if p.suffix.lower() in LOADERS and p not in aside]
    return documents, sorted([p for p in files if p.suffix.lower() not in LOADERS and p not in aside] + links)


def check_folder(folder: Path) -> None:
    """CorpusError where there is no such folder, or it cannot be seen."""
    try:
        is_file, is_folder = folder.is_file(), folder.is_dir()
    except OSError as error:  # a disk or a server that does not answer
        raise CorpusError(
            f"{folder} cannot be read: {error.strerror}. Check that it is there and may be read."
        ) from None
    if is_file:
        raise CorpusError(f"{folder} is a file. Name the folder that it is in.")
    if not is_folder:
        raise CorpusError(
            f"There is no folder {folder}. Create it and put documents in it ({kinds()}), or set FOOTNOTE_CORPUS."
        )


def _walk(folder: Path) -> tuple[list[Path], list[Path]]:
    """All files, and all links to folders (which are not followed), that are not hidden; sorted.

    A folder that cannot be listed is an error: what is in it is not gone.
    """

    def fail(error: OSError) -> None:
        raise CorpusError(
            f"{printable(error.filename)} cannot be read: {error.strerror}. Check its permissions, or move it away."
        )

    found, links = list[Path](), list[Path]()
    for place, folders, names in os.walk(folder, onerror=fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if not os.access(place, os.X_OK):
            fail(PermissionError(errno.EACCES, os.strerror(errno.EACCES), place))
        links += [path for name in folders if (path := Path(place) / name).is_symlink()]
        found += [Path(place) / name for name in names if not name.startswith(".")]
    return sorted(path for path in found if _is_file(path)), links


def _is_file(path: Path) -> bool:
    """Whether it is a file, and neither pipe nor socket. What cannot be seen just now is one: it stands in the folder,
    so it is not gone, and reading it says what is wrong (a link into a disk that is not there).
    """
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True
