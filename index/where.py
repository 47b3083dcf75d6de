"""Which documents are meant: conditions on what is known of them, e.g. `folder=contracts name=*2024*`."""

from collections.abc import Callable, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from index.errors import CorpusError
from index.manifest import Entry

KEYS = ("folder", "name", "title", "kind")
SHOWN = 10  # values that an error names


def selected(documents: Mapping[str, Entry], conditions: Sequence[str]) -> frozenset[str]:
    """The ids of the documents that fulfil all conditions, each KEY=VALUE; two of one key are alternatives.

    A folder is one within the corpus, with all that is in it; name and title are patterns (* stands for anything) that
    ignore case; kind is a suffix. CorpusError where a condition is none, or nothing fulfils them.
    """
    wanted: dict[str, list[str]] = {}
    for condition in conditions:
        key, given, value = condition.partition("=")
        if key not in KEYS or not given or not value:
            raise CorpusError(f"--where takes {', '.join(f'{k}=…' for k in KEYS)}, not {condition!r}.")
        wanted.setdefault(key, []).append(value.lower())
    found = frozenset(i for i, entry in documents.items() if _fulfils(i, entry, wanted))
    if not found:
        folders = sorted({parent for i in documents for parent in _folders(i)})
        there = f" Folders: {', '.join(folders[:SHOWN])}." if folders else ""
        raise CorpusError(
            f"None of the {len(documents):,} documents is one of {' '.join(conditions)}.{there} "
            "All are listed by: python -m index status"
        )
    return found


def _fulfils(document_id: str, entry: Entry, wanted: Mapping[str, Sequence[str]]) -> bool:
    path = PurePosixPath(document_id)
    folders = [folder.lower() for folder in _folders(document_id)]
    fulfilled: dict[str, Callable[[str], bool]] = {
        "folder": lambda value: value.strip("/") in folders,
        "name": lambda value: fnmatchcase(path.name.lower(), value),
        "title": lambda value: fnmatchcase(entry.title.lower(), value),
        "kind": lambda value: path.suffix.lower().removeprefix(".") == value.removeprefix("."),
    }
    return all(any(fulfilled[key](value) for value in values) for key, values in wanted.items())


def _folders(document_id: str) -> list[str]:
    """The folders in which a document is, within the corpus."""
    return [str(parent) for parent in PurePosixPath(document_id).parents if str(parent) != "."]
