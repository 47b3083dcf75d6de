"""What the tests do and cost without any mutant, and which of them are quick enough to be run on each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mutants.errors import MutantsError
from mutants.record import Record

LONGEST = 10.0
"""Seconds: a test that takes longer by itself is run on no mutant."""
TOGETHER = 20.0
"""Seconds: tests of further files are run beside the nearest file's, of each the quickest, while all take no longer."""


@dataclass(frozen=True)
class Unmutated:
    """The record of each test file. Raises MutantsError that names the tests that fail."""

    records: dict[str, Record]

    def __post_init__(self) -> None:
        failed = sorted(test for record in self.records.values() for test in record.failed)
        if failed:
            named = "\n".join(f"  {test}" for test in failed)
            raise MutantsError(f"These tests fail without any mutant. Make them pass first:\n{named}")

    @property
    def slow(self) -> list[str]:
        """The tests that are run on no mutant."""
        return sorted(test for record in self.records.values() for test in record.slow)

    def chosen(self, files: Iterable[str]) -> tuple[set[str], float]:
        """Of these files, the nearest first, the tests to leave out, and the seconds that the others take together.

        Of the nearest only the slow ones are left out: whether a mutant is noticed must not hang on the machine's load.
        """
        out, total, made = set(self.slow), 0.0, set[str]()
        for place, file in enumerate(files):
            record = self.records[file]
            for test in sorted(record.seconds.keys() - out, key=lambda test: (record.seconds[test], test)):
                shared = _shared(file, record, test)
                cost = record.seconds[test] + sum(seconds for name, seconds in shared.items() if name not in made)
                if place and total + cost > TOGETHER:
                    out.add(test)
                else:
                    total, made = total + cost, made | shared.keys()
        return out, total


def _shared(file: str, record: Record, test: str) -> dict[str, float]:
    """The shared fixtures that a test needs, with their seconds; those of a file under a name of their own."""
    names: Sequence[str] = [name for name in record.uses[test] if name in record.shared]
    return {name if name in record.session else f"{file} {name}": record.shared[name] for name in names}
