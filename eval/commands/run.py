"""python -m eval run: ask every question of a half, on the path that the chat takes."""

import argparse
import sys
from pathlib import Path

from answer.answer import Choice
from answer.assistant import Assistant
from eval.commands import EXIT_STOPPED
from eval.commands.arguments import add_corpus, add_mode, add_sealed, chosen_corpora, named_files, tell
from eval.commands.files import prepare_files
from eval.commands.report import add_printing, add_report_files, print_report, refuse_closed_scores, write_report
from eval.run.ask import ask_all, gather, make_run, mode_of
from eval.run.looks import FIGURES_SEEN, need_book, write_down
from eval.run.runs import EvalRun, default_path, prepare, rescore, with_name, write_run
from eval.score.gates import read_gates
from eval.score.metrics import metrics
from eval.sets.corpora import EvalCorpus, load_corpus
from eval.sets.samples import Sample
from index.documents.document import Document
from index.sync import sync
from settings import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    add_corpus(parser)
    add_sealed(parser)
    add_mode(parser)
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="the run file (default: <data>/runs/<UTC time>-<corpus>.json)"
    )
    add_printing(parser)
    add_report_files(parser)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Ask, and for each corpus write the run file and print its tables; 1 below a gate, 130 where it was stopped."""
    mode = mode_of(settings, options.mode)
    if not options.no_gates:  # what is wrong there is said before anything is asked
        read_gates(options.gates)
    if options.sealed:
        refuse_closed_scores("test", options)
        need_book()
    usual = default_path(settings)
    chosen = []
    for corpus in chosen_corpora(settings, options, "test" if options.sealed else "dev"):
        named = named_files(options, corpus)
        named.out = named.out or with_name(usual, corpus.name + "-sealed" * options.sealed)
        prepare(named.out)
        prepare_files(named)
        chosen.append((corpus, named, *load_corpus(corpus)))
    code = 0
    for corpus, named, documents, samples in chosen:
        asked = _ask(settings.of_corpus(corpus.documents), corpus, documents, samples, mode)
        code = max(code, _report(asked, named))
        if not asked.complete:
            print(f"Stopped after {len(asked.results)} of {len(samples)} questions.", file=sys.stderr)
            return EXIT_STOPPED
    return code


def _ask(
    settings: Settings, corpus: EvalCorpus, documents: dict[str, Document], samples: list[Sample], mode: Choice
) -> EvalRun:
    """A corpus' questions, asked and scored."""
    sync(settings, tell=tell)
    results, complete = gather(ask_all(Assistant.open(settings), samples, mode))
    if not results:
        raise KeyboardInterrupt
    return rescore(make_run(settings, corpus, documents, results, mode=mode, complete=complete))


def _report(asked: EvalRun, options: argparse.Namespace) -> int:
    """Write the run file, and what else is asked for; 1 below a gate."""
    write_run(asked, options.out)
    if options.sealed:
        measured = metrics(asked.results)
        what = asked.name + f", {asked.mode}" * (asked.mode == "written") + ", stopped early" * (not asked.complete)
        write_down(what, {name: measured[name] for name in FIGURES_SEEN})
    code = print_report(asked, options)
    write_report(asked, options)
    print(f"\nEvery answer is in {options.out}; this report again: python -m eval report {options.out}\n")
    return code
