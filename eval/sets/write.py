"""Drafts → files that a person edits: never over one that is there, and never half of one."""

from pathlib import Path

from settings import FootnoteError


class DraftError(FootnoteError):
    """A draft cannot be written there."""


def refuse_unless_new(path: Path) -> None:
    """Raise DraftError where a draft may not be written: over a file, or under a name of neither half."""
    if not path.name.endswith(("-dev.jsonl", "-test.jsonl")):
        raise DraftError(f"{path.name} is of no half. Name it …-dev.jsonl (may be tuned on) or …-test.jsonl.")
    if path.exists():
        raise DraftError(f"{path} is there already, and may hold your edits. Give another --out FILE, or move it away.")


def write_new(text: str, path: Path) -> None:
    """Write a file that is not there yet; raises DraftError where that cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise DraftError(f"{path} cannot be written: {error.strerror}. Give another --out FILE.") from None
