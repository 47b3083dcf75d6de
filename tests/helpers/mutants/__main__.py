"""python -m mutants: break a sample of lines, one at a time, and count how many breaks the tests notice."""

import argparse
import signal
import sys
import time
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path
from types import FrameType

from tqdm import tqdm

from mutants.benches import benches
from mutants.equivalent import is_listed, load_equivalents, require_current
from mutants.errors import MutantsError
from mutants.report import share, survivors, table
from mutants.run import Verdict, run_mutants, run_unmutated
from mutants.sample import Mutant, draw
from mutants.source import Source
from mutants.tree import Tree
from mutants.unmutated import LONGEST, Unmutated
from mutants.warm import warm

PACKAGES = ("index", "answer")
EQUIVALENTS = Path("tests", "helpers", "mutants", "equivalent.toml")


def main(arguments: list[str] | None = None) -> int:
    """Try the mutants of the project in this folder; 1 where too few were noticed, 2 on an error, 130 if stopped."""
    options = _parser().parse_args(arguments)
    tqdm.monitor_interval = 0  # its thread would not live on in a fork
    signal.signal(signal.SIGTERM, _stop)
    try:
        return _try(options)
    except MutantsError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped. Nothing was changed.", file=sys.stderr)
        return 130


def _try(options: argparse.Namespace) -> int:
    started, tree = time.monotonic(), Tree(Path.cwd())
    sources = _sources(tree, options.only)
    equivalents = load_equivalents(tree.root / EQUIVALENTS)
    require_current(equivalents, sources, EQUIVALENTS)
    drawn = draw(sources, options.places, options.seed)
    mutants = [mutant for mutant in drawn if not is_listed(mutant, equivalents)]
    verdicts, unmutated = _verdicts(tree, mutants, options.jobs)
    _print(verdicts, unmutated, len(drawn) - len(mutants), time.monotonic() - started)
    return 0 if share(verdicts) >= options.at_least else 1


def _sources(tree: Tree, only: str) -> list[Source]:
    modules = [name for name in tree.modules(*PACKAGES) if fnmatch(name, only)]
    if not modules:
        raise MutantsError(f"No module of {' or '.join(PACKAGES)} is named {only}. Try: --only 'index/*'")
    return [Source(name, (tree.root / name).read_bytes()) for name in modules]


def _verdicts(tree: Tree, mutants: Sequence[Mutant], jobs: int) -> tuple[list[Verdict], Unmutated]:
    tests = {module: tree.tests_of(module) for module in {mutant.module for mutant in mutants}}
    files = {file for found in tests.values() for file in found}
    warm(tree, files)
    with benches(tree, jobs) as places:
        unmutated = run_unmutated(places, files)
        return run_mutants(places, mutants, tests, unmutated), unmutated


def _print(verdicts: Sequence[Verdict], unmutated: Unmutated, listed: int, seconds: float) -> None:
    if survived := survivors(verdicts):
        print(f"Noticed by no test:\n\n{survived}\n")
    print(table(verdicts))
    if unmutated.slow:
        print(f"\n{len(unmutated.slow)} tests that take more than {LONGEST:.0f} s were left out.")
    print(f"\n{share(verdicts):.0%} noticed, {listed} drawn that are listed as equivalent, {seconds / 60:.1f} minutes.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m mutants", description=__doc__)
    parser.add_argument("--places", type=int, default=150, help="how many lines are broken (150)")
    parser.add_argument("--seed", type=int, default=0, help="another seed draws other lines (0)")
    parser.add_argument("--only", default="*", metavar="GLOB", help="modules to break, as 'index/*' (all)")
    parser.add_argument("--jobs", type=int, default=2, help="how many run at once (2)")
    parser.add_argument("--at-least", type=float, default=0.8, metavar="SHARE", help="less than this fails (0.8)")
    return parser


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
