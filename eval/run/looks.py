"""The book of looks: each time that a test half was asked, and what was seen. Who looks often fits to what is seen."""

import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime

from eval.run.runs import RunFileError
from eval.run.tables import value_text
from eval.score.metrics import Metric
from settings import ROOT

LOOKS = ROOT / "eval" / "looks.md"
FIGURES_SEEN = ("wrong_and_sure", "right", "refused", "doubt_on_right", "quote_exactness")
"""The figures of a run that are written down; of mutations all are."""


def need_book() -> None:
    """Raise RunFileError where no look could be written down: then none may be taken."""
    try:
        with LOOKS.open("r+", encoding="utf-8"):
            pass
    except OSError as error:
        raise RunFileError(
            f"A look at a test half is written down in {LOOKS}, which cannot be written ({error.strerror}). "
            "Put the file back, or make it writable; nothing was asked."
        ) from None


def write_down(what: str, measured: Mapping[str, Metric]) -> None:
    """Add a line: when, at which commit, at what, and these figures."""
    figures = ", ".join(f"{name.replace('_', ' ')} {value_text(name, m)} of {m.n}" for name, m in measured.items())
    with LOOKS.open("a", encoding="utf-8") as book:
        book.write(f"| {datetime.now(UTC):%Y-%m-%d} | {_commit()} | {what} | {figures} |\n")


def _commit() -> str:
    """The short name of the commit that is checked out, and whether the tree differs from it."""
    name = _git("rev-parse", "--short", "HEAD")
    if not name:
        return "no commit"
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!eval/looks.md")  # the looks before it
    return f"{name}, dirty" if changed else name


def _git(*arguments: str) -> str:
    """What git says here; "" where there is no git, or no repository."""
    git = shutil.which("git")
    done = subprocess.run([git, *arguments], cwd=ROOT, capture_output=True, text=True, check=False) if git else None
    return done.stdout.strip() if done else ""
