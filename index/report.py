"""What a sync did, for people."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path


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
    left_out: list[Path] = field(default_factory=list)
    """Files of a type that is not read."""
    seconds: float = 0.0

    @property
    def warnings(self) -> list[str]:
        """The problems, and one line on the files that were left out."""
        kinds = Counter(path.suffix.lower() or "no suffix" for path in self.left_out)
        which = ", ".join(f"{kind} {number:,}" for kind, number in kinds.most_common(6))
        left_out = f"{_count(len(self.left_out), 'file')} left out ({which}): only .txt and .md are read."
        return [*self.problems, *([left_out] if self.left_out else [])]

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


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
