"""Runs tests on the benches, several at once: unmutated first, then a mutant at a time on each."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tqdm import tqdm

from mutants.attempt import Attempt, Order, begin
from mutants.benches import Bench
from mutants.record import Record
from mutants.sample import Mutant
from mutants.unmutated import LONGEST, Unmutated

PATIENCE = (3.0, 15.0)
"""A mutant may take so many times what its tests take unmutated, and so many seconds more."""
WHOLE_FILE = 300.0  # seconds that the unmutated tests of one file may take
PAUSE = 0.02  # seconds between two looks at what runs


@dataclass(frozen=True)
class Verdict:
    """Whether tests noticed a mutant."""

    mutant: Mutant
    tests: Sequence[str]
    """The files of the tests that were run."""
    noticed: bool
    out_of_time: bool = False
    """Noticed by taking far longer than before."""


@dataclass(frozen=True)
class Task:
    """A run to be made: how it is begun, and who hears its exit status, None where it ran out of time."""

    begin: Callable[[Bench], Attempt]
    done: Callable[[Attempt, int | None], None]


def run_unmutated(benches: Sequence[Bench], tests: Iterable[str]) -> Unmutated:
    """Run these test files as they are. Raises MutantsError that names the tests that fail."""
    records: dict[str, Record] = {}

    def task(file: str) -> Task:
        def done(attempt: Attempt, code: int | None) -> None:
            records[file] = attempt.record() or Record(failed=[file])
            if code and not records[file].failed + records[file].slow:
                records[file].failed.append(file)

        options = (f"--timeout={LONGEST}", "-o", "timeout_func_only=true")
        return Task(lambda bench: begin(bench, Order([file], (), WHOLE_FILE, options)), done)

    _run_all(benches, [task(file) for file in sorted(tests)], "Unmutated tests")
    return Unmutated(records)


def run_mutants(
    benches: Sequence[Bench], mutants: Sequence[Mutant], tests: Mapping[str, Sequence[str]], unmutated: Unmutated
) -> list[Verdict]:
    """Try each mutant with the tests of its module, until one notices it."""
    verdicts = {mutant: Verdict(mutant, tests[mutant.module], noticed=False) for mutant in mutants}
    times, more = PATIENCE

    def task(mutant: Mutant) -> Task:
        files = tests[mutant.module]
        left_out, seconds = unmutated.chosen(files)
        order = Order(files, left_out, times * seconds + more, ("-x",))

        def start(bench: Bench) -> Attempt:
            bench.put(mutant.module, mutant.content)
            return begin(bench, order)

        def done(attempt: Attempt, code: int | None) -> None:
            verdicts[mutant] = Verdict(mutant, files, noticed=code != 0, out_of_time=code is None)

        return Task(start, done)

    _run_all(benches, [task(mutant) for mutant in mutants if tests[mutant.module]], "Mutants")
    return list(verdicts.values())


def _run_all(benches: Sequence[Bench], tasks: Sequence[Task], what: str) -> None:
    """All tasks, one at a time on each bench. However this ends, nothing that was begun runs on."""
    free, waiting = list(benches), deque(tasks)
    running: dict[Attempt, Task] = {}
    with tqdm(total=len(tasks), desc=what, unit="run", leave=False, disable=None) as bar:
        try:
            while waiting or running:
                while free and waiting:
                    task = waiting.popleft()
                    running[task.begin(free.pop())] = task
                for attempt, code in _ended(running):
                    running.pop(attempt).done(attempt, code)
                    attempt.bench.mend()
                    free.append(attempt.bench)
                    bar.update()
                time.sleep(PAUSE)
        finally:
            for attempt in running:
                attempt.kill()


def _ended(running: Iterable[Attempt]) -> list[tuple[Attempt, int | None]]:
    """The runs that have ended, or were ended now as they are late, with their exit statuses."""
    found: list[tuple[Attempt, int | None]] = []
    for attempt in running:
        code = attempt.poll()
        if code is not None:
            attempt.kill_group()
            found.append((attempt, code))
        elif attempt.is_late():
            attempt.kill()
            found.append((attempt, None))
    return found
