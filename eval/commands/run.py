"""python -m eval run: ask every question, on the path that the chat takes."""

import argparse
import sys
from pathlib import Path

from answer.assistant import Assistant
from eval.commands.arguments import add_mode, add_questions, tell
from eval.commands.files import prepare_files
from eval.commands.report import add_printing, add_report_files, print_report, write_report
from eval.run.ask import ask_all, gather, make_run, mode_of, read_corpus
from eval.run.runs import default_path, prepare, rescore, write_run
from eval.score.gates import read_gates
from eval.sets.samples import HALVES, load_samples
from index.sync import sync
from settings import FootnoteError, Settings

EXIT_STOPPED = 130


def configure(parser: argparse.ArgumentParser) -> None:
    add_questions(parser)
    add_mode(parser)
    parser.add_argument("--half", choices=(*HALVES, "all"), default="all", help="which half to ask (default: all)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="the run file (default: <data>/runs/<UTC time>.json)")
    add_printing(parser)
    add_report_files(parser)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Ask, write the run file, print its tables; 1 below a gate, 130 where it was stopped half-way."""
    mode = mode_of(settings, options.mode)
    if not options.no_gates:  # what is wrong there is said before anything is asked
        read_gates(options.gates)
    path = options.out or default_path(settings)
    prepare(path)
    prepare_files(options)
    documents = read_corpus(settings.corpus)
    samples = load_samples(options.questions, documents)
    chosen = [s for s in samples if options.half in (s.half, "all")]
    if not chosen:
        raise FootnoteError(f"{options.questions} has no questions of the half {options.half}.")
    sync(settings, tell=tell)
    results, complete = gather(ask_all(Assistant.open(settings), chosen, mode))
    if not results:
        raise KeyboardInterrupt
    made = make_run(settings, options.questions, documents, results, mode=mode, complete=complete)
    asked = rescore(made)
    write_run(asked, path)
    code = print_report(asked, options)
    write_report(asked, options)
    print(f"\nEvery answer is in {path}; this report again: python -m eval report {path}")
    if not complete:
        print(f"Stopped after {len(results)} of {len(chosen)} questions.", file=sys.stderr)
    return code if complete else EXIT_STOPPED
