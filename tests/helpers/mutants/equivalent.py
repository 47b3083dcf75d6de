"""Places listed by hand: broken there, a module does the same as before."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mutants.errors import MutantsError
from mutants.sample import Mutant
from mutants.source import Source


@dataclass(frozen=True)
class Equivalent:
    """A place, known by the text of its line, and why no test can notice that it is broken."""

    module: str
    line: str
    operator: str
    why: str


def load_equivalents(path: Path) -> list[Equivalent]:
    """The places that a file lists; none where there is no such file. Raises MutantsError where one lacks a field."""
    if not path.exists():
        return []
    try:
        return [Equivalent(**entry) for entry in tomllib.loads(path.read_text(encoding="utf-8"))["equivalent"]]
    except KeyError:  # nothing but comments
        return []
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise MutantsError(f"{path} cannot be read ({error}). Give each place module, line, operator, why.") from None


def is_listed(mutant: Mutant, equivalents: Iterable[Equivalent]) -> bool:
    return (mutant.module, mutant.old, mutant.operator) in {(e.module, e.line, e.operator) for e in equivalents}


def require_current(equivalents: Iterable[Equivalent], sources: Sequence[Source], path: Path) -> None:
    """Raise MutantsError where a listed line stands no more in its module."""
    lines = {source.module: {line.strip() for line in source.content.decode().splitlines()} for source in sources}
    gone = [e for e in equivalents if e.line not in lines.get(e.module, {e.line})]
    if gone:
        named = "\n".join(f"  {e.module}: {e.line}" for e in gone)
        raise MutantsError(f"{path} lists lines that are no more. Mend or remove them there:\n{named}")
