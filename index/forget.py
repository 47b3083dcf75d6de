"""What a sync may forget: a few documents that are gone go; many are more likely a folder that is not mounted."""

from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path

from index.documents.names import printable
from index.manifest import Entry

FEW = 5  # documents that go without a question, where others stay
SHARE = 10  # more than one in so many is many
NAMED = 3  # documents that the question names
GONE = "Its file is gone from the folder."


def is_many(gone: int, of: int) -> bool:
    """Whether so many documents of an index must not go unasked: all, or more than a tenth and more than five."""
    return gone > 0 and (gone >= of or (gone > FEW and gone * SHARE > of))


def missing(known: Mapping[str, Entry], listed: Container[str], new_hashes: Iterable[str]) -> list[str]:
    """The known documents that must not go unasked: many are not listed any more, or were not before and were kept.

    Such whose file is among the new ones, by its hash, do not count; these are looked at only where it comes to that.
    """
    gone = {document_id: entry for document_id, entry in known.items() if document_id not in listed}
    if not _to_ask(gone, len(known)):
        return []
    left = lost(gone, new_hashes)
    return left if _to_ask({document_id: gone[document_id] for document_id in left}, len(known)) else []


def _to_ask(gone: Mapping[str, Entry], of: int) -> bool:
    """What was kept once is not forgotten later because new documents, or some that came back, make it few."""
    return is_many(len(gone), of) or any(entry.stale == GONE for entry in gone.values())


def lost(gone: Mapping[str, Entry], hashes: Iterable[str]) -> list[str]:
    """The documents that are gone and whose file has none of these hashes: the others only have another name now."""
    there = set(hashes)
    return [document_id for document_id, entry in gone.items() if entry.file_sha256 not in there]


def question(gone: Sequence[str], of: int, folder: Path) -> str:
    """Whether these documents, of so many that the index holds, are to go."""
    return f"{_said(gone, of, folder)} Remove {_them(of)} from the index?"


def kept(gone: Sequence[str], of: int, folder: Path, command: str, rebuild: bool) -> str:
    """That they stay, and what to do; `command` is the sync that lets them go."""
    so = "The index is not rebuilt, so as to keep" if rebuild else "The index keeps"
    return f"{_said(gone, of, folder)} {so} {_them(of)}. To let {_them(of)} go: {command} (or FOOTNOTE_REMOVE=yes)"


def _said(gone: Sequence[str], of: int, folder: Path) -> str:
    what = "The only document is" if of == 1 else f"{len(gone):,} of {of:,} documents are"
    names = ", ".join(map(printable, gone[:NAMED]))
    more = f" and {len(gone) - NAMED:,} more" if len(gone) > NAMED else ""
    return f"{what} gone from {folder} ({names}{more})."


def _them(of: int) -> str:
    return "it" if of == 1 else "them"
