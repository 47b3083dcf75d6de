"""A file → a Document: its canonical text, its title, and what it says of itself."""

import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import CorpusError

SUFFIXES = (".txt", ".md")
NOT_DOCUMENTS = ("README.md", "starters.toml")  # they speak about the corpus

HEADER_KEYS = "publication|volume|issue|number|title|author|authors|byline|date|published|source|section|url"
_HEADER_FIELD = re.compile(rf"\b({HEADER_KEYS})\s*:\s*", re.IGNORECASE)
_MARKDOWN_TITLE = re.compile(r"^#[ \t]+(\S.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
LONGEST_HEADER = 300  # characters; a longer first line is text that only begins like a field
LONGEST_FIELD = 120


@dataclass(frozen=True)
class Document:
    """One document. Every offset anywhere points into `text`, counted in characters."""

    id: str
    """Its path within the corpus folder, with forward slashes."""
    title: str
    text: str
    source: str
    """Where it was read from, for people."""
    metadata: dict[str, str]
    """What its header line says: publication, volume, issue, author, date…"""

    @property
    def version(self) -> str:
        """A hash of the text (and of the id): another text is another version."""
        return version_of(self.id, self.text)


def version_of(document_id: str, text: str) -> str:
    """The version of the document that has this id and text."""
    return hashlib.sha256(f"{document_id}\0{text}".encode()).hexdigest()[:16]


def id_of(path: Path, folder: Path) -> str:
    """The id of the document that this file of the corpus folder holds."""
    return path.relative_to(folder).as_posix()


def corpus_hash(versions: Mapping[str, str]) -> str:
    """A hash over the ids and versions of all documents: the same corpus gives the same hash everywhere."""
    return hashlib.sha256("\n".join(f"{key} {versions[key]}" for key in sorted(versions)).encode()).hexdigest()[:16]


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


def read_document(path: Path, folder: Path) -> Document:
    """Read one UTF-8 text or Markdown file; line ends become `\\n`, a byte order mark is dropped."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"{path} is not UTF-8 text (byte {error.start} is 0x{error.object[error.start]:02x}). Save it as UTF-8."
        ) from None
    except OSError as error:
        raise CorpusError(f"{path} cannot be read: {error.strerror}. Check that it is there and may be read.") from None
    if not text.strip():
        raise CorpusError(f"{path} holds no text. Fill it, or remove it.")
    document_id = id_of(path, folder)
    if _has_surrogates(document_id):
        raise CorpusError(f"The name of {str(path)!r} is not UTF-8. Rename the file.")
    metadata = dict(_header_fields(header_line(text)))
    return Document(document_id, _title(text, metadata, path), text, document_id, metadata)


def header_line(text: str) -> str:
    """The first line, if all it holds is fields ("Publication: … Volume: …"); else the empty string."""
    first = text.split("\n", 1)[0]
    is_header = len(first) <= LONGEST_HEADER and _HEADER_FIELD.match(first)
    return first if is_header and all(len(v) <= LONGEST_FIELD for _, v in _header_fields(first)) else ""


def _header_fields(line: str) -> Iterator[tuple[str, str]]:
    found = list(_HEADER_FIELD.finditer(line))
    for field, following in zip(found, [*found[1:], None], strict=False):
        value = line[field.end() : following.start() if following else len(line)].strip(" \t;,|")
        if value:
            yield field.group(1).lower(), value


def _title(text: str, metadata: dict[str, str], path: Path) -> str:
    if "title" in metadata:
        return metadata["title"]
    if path.suffix.lower() == ".md" and (heading := _MARKDOWN_TITLE.search(text)):
        return heading.group(1)
    if "publication" in metadata:
        parts = [f"{key} {metadata[key]}" for key in ("volume", "issue", "number") if key in metadata]
        return ", ".join([metadata["publication"], *parts])
    return re.sub(r"[-_]+", " ", path.stem)


def _has_surrogates(name: str) -> bool:
    """Whether a file name came as bytes that are no UTF-8: such a name can be neither hashed nor stored."""
    return any("\ud800" <= c <= "\udfff" for c in name)
