"""What a sync did, for people."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

TOLD = 10  # files that could not be read of which is told why
NAMED = 3  # files of no kind that is read that are named


@dataclass
class Report:
    """What a sync did, by document ids."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    repaired: list[str] = field(default_factory=list)
    """Unchanged documents of which rows were missing."""
    kept: list[str] = field(default_factory=list)
    """Documents in their last state, as their files cannot be read."""
    missing: list[str] = field(default_factory=list)
    """Documents whose files are gone, kept as they are too many to go unasked."""
    embedded: int = 0
    """Passages that went through the model; all others were there already."""
    documents: int = 0
    passages: int = 0
    problems: list[str] = field(default_factory=list)
    """A sentence for each file that could not be read."""
    left_out: list[str] = field(default_factory=list)
    """Files of no kind that is read, and links to folders."""
    seconds: float = 0.0

    @property
    def warnings(self) -> list[str]:
        """What was not read, and why; and one line on the files that were left out."""
        return [*self.unread, *([left_out_line(self.left_out)] if self.left_out else [])]

    @property
    def unread(self) -> list[str]:
        """The problems: the first of them, and how many more there are."""
        more = len(self.problems) - TOLD
        rest = f"{_count(more, 'more file')} could not be read: `status` names them all."
        return [*self.problems[:TOLD], *([rest] if more > 0 else [])]

    @property
    def did_something(self) -> bool:
        return bool(self.new or self.changed or self.removed or self.repaired)

    def __str__(self) -> str:
        done = [(self.new, "new"), (self.changed, "changed"), (self.removed, "removed"), (self.repaired, "repaired")]
        done += [(self.kept, "unreadable but kept"), (self.missing, "gone but kept")]
        what = ", ".join(f"{len(ids):,} {word}" for ids, word in done if ids) or "nothing changed"
        holds = f"{_count(self.documents, 'document')} in {_count(self.passages, 'passage')}"
        embedded = _count(self.embedded, "passage")
        return f"Synced: {what}; {embedded} embedded. The index holds {holds} ({self.seconds:.1f} s)."


def left_out_line(files: Sequence[str]) -> str:
    """That these were left out: a few names, and how many there are of each kind."""
    kinds = Counter(PurePosixPath(file).suffix.lower() or "no suffix" for file in files)
    which = ", ".join(f"{kind} {number:,}" for kind, number in kinds.most_common(6))
    names = ", ".join(files[:NAMED]) + " …" * (len(files) > NAMED)
    return f"{_count(len(files), 'file')} left out, of no kind that is read: {names} ({which})."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
