"""The corpus folder → its files: those that are documents, and those that are of no known kind."""

import errno
import os
import stat
from pathlib import Path

from index.errors import CorpusError

SUFFIXES = (".txt", ".md")
NOT_DOCUMENTS = ("README.md", "starters.toml")  # they speak about the corpus


def id_of(path: Path, folder: Path) -> str:
    """The id of the document that this file of the corpus folder holds."""
    return path.relative_to(folder).as_posix()


def list_files(folder: Path) -> tuple[list[Path], list[Path]]:
    """The folder's documents and the files that are none (unknown type), each sorted by path.

    Hidden files and folders, and the README and starters of the corpus itself, are neither.
    """
    check_folder(folder)
    files = [p for p in _walk(folder) if not (p.parent == folder and p.name in NOT_DOCUMENTS)]
    documents = [p for p in files if p.suffix.lower() in SUFFIXES]
    return documents, [p for p in files if p.suffix.lower() not in SUFFIXES]


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
            f"There is no folder {folder}. Create it and put .txt or .md files in it, or set FOOTNOTE_CORPUS."
        )


def _walk(folder: Path) -> list[Path]:
    """All files that are not hidden, sorted. A folder that cannot be listed is an error: what is in it is not gone."""

    def fail(error: OSError) -> None:
        raise CorpusError(f"{error.filename} cannot be read: {error.strerror}. Check its permissions, or move it away.")

    found = []
    for place, folders, names in os.walk(folder, onerror=fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if not os.access(place, os.X_OK):
            fail(PermissionError(errno.EACCES, os.strerror(errno.EACCES), place))
        found += [Path(place) / name for name in names if not name.startswith(".")]
    return sorted(path for path in found if _is_file(path))


def _is_file(path: Path) -> bool:
    """Whether it is a file, and neither pipe nor socket. What cannot be seen just now is one: it stands in the folder,
    so it is not gone, and reading it says what is wrong (a link into a disk that is not there).
    """
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True
