"""python -m eval report: a run file's scores, computed again."""

import argparse
from pathlib import Path

from eval.commands import EXIT_GATE_FAILED
from eval.commands.arguments import add_gates
from eval.commands.files import add_files, prepare_files, write_files
from eval.mutate.judges import rescore as judged_again
from eval.mutate.metrics import MUTATION_METRICS, mutation_metrics
from eval.mutate.runs import MutationRun, read_mutation_run
from eval.report.junit import run_xml
from eval.report.page import page_html
from eval.run.digest import scores_json
from eval.run.runs import EvalRun, read_run, rescore
from eval.run.tables import category_table, failures, gates_table, heading, overall_table
from eval.score.gates import JudgedGate, fails, gates_of, judge, read_gates
from eval.score.metrics import metrics
from eval.sets.samples import Half
from settings import FootnoteError, Settings


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
    refuse_closed_scores(scored.half, options)
    mutations = judged_again(read_mutation_run(options.mutations)) if options.mutations else None
    code = print_report(scored, options, mutations)
    write_report(scored, options, mutations)
    return code


def refuse_closed_scores(half: Half, options: argparse.Namespace) -> None:
    """Raise FootnoteError where the scores of single questions of a test half are asked for."""
    if half == "test" and options.scores:
        raise FootnoteError("--scores writes what each question scored, and the test half's stay closed. Leave it out.")


def print_report(run: EvalRun, options: argparse.Namespace, mutations: MutationRun | None = None) -> int:
    """The tables of a scored run; the exit code that its gates ask for."""
    judged = judge_all(run, options, mutations)
    print("\n\n".join([heading(run), overall_table(metrics(run.results)), category_table(run.results)]))
    if judged:
        print("\n" + gates_table(judged))
    print_failures("Answers with something wrong", run.half, failures(run.results), options)
    return EXIT_GATE_FAILED if fails(judged) else 0


def print_failures(what: str, half: Half, wrong: list[str], options: argparse.Namespace) -> None:
    """How many there are, and each where they are to be listed; nothing of a test half."""
    if half == "dev":
        hint = ":" if options.failures else "; --failures lists them."
        print(f"\n{what}: {len(wrong)}{hint}")
        print("\n".join(wrong) + "\n" if options.failures else "", end="")


def write_report(run: EvalRun, options: argparse.Namespace, mutations: MutationRun | None = None) -> None:
    """The files of a scored run that are asked for."""
    judged = judge_all(run, options, mutations)
    makers = {
        "html": lambda: page_html(run, judged, mutations=mutations),
        "junit": lambda: run_xml(run, judged),
        "scores": lambda: scores_json(run),
    }
    write_files(options, makers)


def judge_all(run: EvalRun, options: argparse.Namespace, mutations: MutationRun | None = None) -> list[JudgedGate]:
    """The gates of a scored run and of its mutations.

    None where none are wanted; and none of what was stopped, or of a test half, on which no gate stands.
    """
    if options.no_gates:
        return []
    judged = []
    if run.complete and run.half == "dev":
        judged = judge(gates_of(read_gates(options.gates), run.name, run.mode), metrics(run.results))
    return judged + (judge_mutations(mutations, options.gates) if mutations else [])


def judge_mutations(mutations: MutationRun, gates: Path) -> list[JudgedGate]:
    """The gates of the kinds that were asked; none of what was stopped, or of a test half."""
    if not mutations.complete or mutations.half != "dev":
        return []
    measured = mutation_metrics(mutations.results)
    wanted = gates_of(read_gates(gates, "mutate"), mutations.name, mutations.mode)
    return judge([gate for gate in wanted if gate.metric not in MUTATION_METRICS or gate.metric in measured], measured)
