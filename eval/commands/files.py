"""Files that a command writes beside what it prints: each whole or not at all, and none before all are made."""

import argparse
from collections.abc import Callable
from pathlib import Path

from eval.run.runs import RunFileError, prepare, write_whole

REPORT_FILES = {
    "html": "write the report as one HTML page that can be sent by mail",
    "junit": "write JUnit XML, a case for each question",
    "scores": "write all scores as JSON: the same scores give the same bytes",
}
"""Each option, and its line of help."""


def add_files(parser: argparse.ArgumentParser, *names: str) -> None:
    """An option for each of these files."""
    for name in names:
        parser.add_argument(f"--{name}", type=Path, metavar="FILE", help=REPORT_FILES[name])


def prepare_files(options: argparse.Namespace) -> None:
    """Raise RunFileError where a file that is asked for could not be written, before any work is done."""
    wanted = {name: path for name in REPORT_FILES if (path := getattr(options, name, None))}
    if len({path.resolve() for path in wanted.values()}) < len(wanted):
        raise RunFileError(f"{' and '.join(f'--{name}' for name in wanted)} name the same file. Give each its own.")
    for name, path in wanted.items():
        prepare(path, f"--{name} FILE")


def write_files(options: argparse.Namespace, makers: dict[str, Callable[[], str]]) -> None:
    """Make the text of every file that is asked for; then write them, and say where they are."""
    wanted = {path: make() for name, make in makers.items() if (path := getattr(options, name, None))}
    for path, text in wanted.items():
        write_whole(text, path)
        print(f"\nWritten: {path}", end="")
    if wanted:
        print()
