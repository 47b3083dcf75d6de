"""python -m eval report: a run file's scores, computed again."""

import argparse
from pathlib import Path

from eval.commands.arguments import add_gates
from eval.gates import fails, judge, read_gates
from eval.runs import Run, read_run, rescore
from eval.tables import by_half, category_table, failures, gates_table, heading, overall_table
from settings import Settings

EXIT_GATE_FAILED = 1


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("run", type=Path, metavar="RUN.json")
    add_printing(parser)


def add_printing(parser: argparse.ArgumentParser) -> None:
    """What to judge by, and what to list."""
    add_gates(parser)
    parser.add_argument("--failures", action="store_true", help="list what went wrong in the development half")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Print the tables of a run file; asks nothing."""
    return print_report(rescore(read_run(options.run)), options)


def print_report(run: Run, options: argparse.Namespace) -> int:
    """The tables of a scored run; the exit code that its gates ask for."""
    measured = by_half(run.results)
    print("\n\n".join([heading(run), overall_table(measured), category_table(run.results)]))
    judged = [] if options.no_gates or not run.complete else judge(read_gates(options.gates), measured)
    if judged:
        print("\n" + gates_table(judged))
    wrong = failures(run.results)
    hint = ":" if options.failures else "; --failures lists them."
    print(f"\nAnswers of the development half with something wrong: {len(wrong)}{hint}")
    if options.failures:
        print("\n".join(wrong))
    return EXIT_GATE_FAILED if fails(judged) else 0
