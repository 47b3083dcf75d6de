"""python -m eval selftest: do the metrics see every corruption of a run's answers?"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from eval.run.runs import EvalRun, RunFileError, read_run
from eval.run.tables import align
from eval.selftest.examine import ALL_FIGURES, NOTHING_RISES, CorruptionFinding, examine
from settings import Settings

EXIT_NOT_CAUGHT = 1
RUN_STAMP = "[0-9]" * 8 + "T" + "[0-9]" * 6
"""How `python -m eval run` names its files."""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "run", type=Path, nargs="?", metavar="RUN.json", help="whose answers to corrupt (default: the newest run)"
    )


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Print what each corruption did to the metrics that must see it; 1 where one was not caught."""
    path = options.run or newest_run(settings)
    findings = examine(_open(read_run(path), path))
    missed = [f for f in findings if not f.holds]
    print(f"The answers of {path}, corrupted one thing at a time:\n")
    print(findings_table(findings))
    print("\n" + "\n".join([*_untried(findings), *_verdict(missed)]))
    return EXIT_NOT_CAUGHT if missed else 0


def _open(run: EvalRun, path: Path) -> EvalRun:
    """The run; raises RunFileError where it is of a test half, whose questions nobody looks at one by one."""
    if run.half == "test":
        raise RunFileError(f"{path} is a sealed run, and what its questions score stays closed. Give another RUN.json.")
    return run


def newest_run(settings: Settings) -> Path:
    """The run file that was written last where runs go, sealed ones aside; RunFileError where there is none."""
    found = sorted(p for p in (settings.data / "runs").glob(f"{RUN_STAMP}*.json") if not p.stem.endswith("-sealed"))
    if not found:
        raise RunFileError(f"There is no run in {settings.data / 'runs'}. First: python -m eval run")
    return found[-1]


def findings_table(findings: Sequence[CorruptionFinding]) -> str:
    """A row for each corruption and metric that must see it; then what must hold of all of them."""
    general = (NOTHING_RISES, ALL_FIGURES)
    shown = [f for f in findings if f.applied and f.expected not in general]
    for expected in general:
        same = [f for f in findings if f.expected == expected]
        shown.append(
            CorruptionFinding("all of these", expected, sum(f.applied for f in same), sum(f.caught for f in same))
        )
    rows = [[f.corruption, f.expected, str(f.applied), str(f.caught), "" if f.holds else "NOT CAUGHT"] for f in shown]
    return align([["corruption", "what must come of it", "applied", "caught", ""], *rows])


def _untried(findings: Sequence[CorruptionFinding]) -> list[str]:
    names = [f"{f.corruption} ({f.expected})" for f in findings if not f.applied and f.expected != NOTHING_RISES]
    return ["Not tried, as no answer of this run admits it: " + "; ".join(names) + ".", ""] if names else []


def _verdict(missed: Sequence[CorruptionFinding]) -> list[str]:
    if not missed:
        return ["Every corruption was caught."]
    lines = [f"  {f.corruption}, {f.expected}: {f.applied - f.caught} of {f.applied}, e.g. {f.example}" for f in missed]
    return [f"NOT CAUGHT: {len(missed)}", *lines]
