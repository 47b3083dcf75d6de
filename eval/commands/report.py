"""python -m eval report: a run file's scores, computed again."""

import argparse
from pathlib import Path

from eval.commands.arguments import add_gates
from eval.commands.files import add_files, prepare_files, write_files
from eval.mutate.judges import rescore as judged_again
from eval.mutate.metrics import by_half as mutations_by_half
from eval.mutate.runs import MutationRun, read_mutation_run
from eval.report.junit import run_xml
from eval.report.page import page_html
from eval.run.digest import scores_json
from eval.run.runs import Run, read_run, rescore
from eval.run.tables import by_half, category_table, failures, gates_table, heading, overall_table
from eval.score.gates import Judged, fails, judge, of_mode, read_gates
from settings import FootnoteError, Settings

EXIT_GATE_FAILED = 1


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("run", type=Path, metavar="RUN.json")
    add_printing(parser)
    add_report_files(parser)
    parser.add_argument("--mutations", type=Path, metavar="RUN.json", help="a mutation run, shown on the page as well")


def add_printing(parser: argparse.ArgumentParser) -> None:
    """What to judge by, and what to list."""
    add_gates(parser)
    parser.add_argument("--failures", action="store_true", help="list what went wrong in the development half")


def add_report_files(parser: argparse.ArgumentParser) -> None:
    """Where to write the page, the JUnit XML and the scores."""
    add_files(parser, "html", "junit", "scores")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Print the tables of a run file and write what is asked for; asks nothing."""
    if options.mutations and not options.html:
        raise FootnoteError("--mutations is shown on the page, and no page is asked for. Give --html FILE as well.")
    prepare_files(options)
    scored = rescore(read_run(options.run))
    mutations = judged_again(read_mutation_run(options.mutations)) if options.mutations else None
    code = print_report(scored, options, mutations)
    write_report(scored, options, mutations)
    return code


def print_report(run: Run, options: argparse.Namespace, mutations: MutationRun | None = None) -> int:
    """The tables of a scored run; the exit code that its gates ask for."""
    judged = judge_all(run, options, mutations)
    print("\n\n".join([heading(run), overall_table(by_half(run.results)), category_table(run.results)]))
    if judged:
        print("\n" + gates_table(judged))
    wrong = failures(run.results)
    hint = ":" if options.failures else "; --failures lists them."
    print(f"\nAnswers of the development half with something wrong: {len(wrong)}{hint}")
    if options.failures:
        print("\n".join(wrong))
    return EXIT_GATE_FAILED if fails(judged) else 0


def write_report(run: Run, options: argparse.Namespace, mutations: MutationRun | None = None) -> None:
    """The files of a scored run that are asked for."""
    judged = judge_all(run, options, mutations)
    makers = {
        "html": lambda: page_html(run, judged, mutations=mutations),
        "junit": lambda: run_xml(run, judged),
        "scores": lambda: scores_json(run),
    }
    write_files(options, makers)


def judge_all(run: Run, options: argparse.Namespace, mutations: MutationRun | None = None) -> list[Judged]:
    """The gates of a scored run and of its mutations; none of what was stopped, or where none are wanted."""
    if options.no_gates:
        return []
    judged = judge(of_mode(read_gates(options.gates), run.mode), by_half(run.results)) if run.complete else []
    return judged + (judge_mutations(mutations, options.gates) if mutations and mutations.complete else [])


def judge_mutations(mutations: MutationRun, gates: Path) -> list[Judged]:
    """The gates of the kinds that were asked."""
    measured = mutations_by_half(mutations.results)
    return judge([gate for gate in read_gates(gates, "mutate") if gate.metric in measured["all"]], measured)
