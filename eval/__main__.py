"""python -m eval run | check | report | fit"""

import argparse
import sys
from collections import Counter
from pathlib import Path

from answer.assistant import Assistant
from eval.ask import ask_all, gather, make_run, read_corpus
from eval.fit import candidates, fit_table, recommend
from eval.gates import GATES, fails, judge, read_gates
from eval.report import by_half, category_table, failures, gates_table, heading, overall_table
from eval.runs import Run, default_path, prepare, read_run, rescore, write_run
from eval.samples import HALVES, QUESTIONS, load_samples
from index.sync import sync
from settings import FootnoteError, Settings, load_settings

EXIT_GATE_FAILED, EXIT_ERROR, EXIT_STOPPED = 1, 2, 130


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when a gate fails, 2 on an invalid set or any other error."""
    options = _parser().parse_args(arguments)
    try:
        settings = load_settings()
        if options.command == "report":
            return _print_report(rescore(read_run(options.run)), options)
        if options.command == "check":
            return _check(settings, options.questions)
        return _fit(settings, options.questions) if options.command == "fit" else _run(settings, options)
    except FootnoteError as error:
        print(error, file=sys.stderr)
        return EXIT_ERROR
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return EXIT_STOPPED


def _run(settings: Settings, options: argparse.Namespace) -> int:
    if not options.no_gates:  # what is wrong there is said before anything is asked
        read_gates(options.gates)
    path = options.out or default_path(settings)
    prepare(path)
    documents = read_corpus(settings.corpus)
    samples = load_samples(options.questions, documents)
    chosen = [s for s in samples if options.half in (s.half, "all")]
    if not chosen:
        raise FootnoteError(f"{options.questions} has no questions of the half {options.half}.")
    sync(settings, tell=_tell)
    results, complete = gather(ask_all(Assistant.open(settings), chosen))
    if not results:
        raise KeyboardInterrupt
    run = rescore(make_run(settings, options.questions, documents, results, complete))
    write_run(run, path)
    code = _print_report(run, options)
    print(f"\nEvery answer is in {path}; this report again: python -m eval report {path}")
    if not complete:
        print(f"Stopped after {len(results)} of {len(chosen)} questions.", file=sys.stderr)
    return code if complete else EXIT_STOPPED


def _print_report(run: Run, options: argparse.Namespace) -> int:
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


def _check(settings: Settings, questions: Path) -> int:
    samples = load_samples(questions, read_corpus(settings.corpus))
    halves = Counter(s.half for s in samples)
    answerable = Counter(s.half for s in samples if s.answerable)
    for half, count in sorted(halves.items()):
        print(f"{half:5} {count} questions: {answerable[half]} answerable, {count - answerable[half]} not")
    print("Categories: " + ", ".join(f"{name} {n}" for name, n in Counter(s.category for s in samples).items()))
    print("All gold quotes were found, each exactly once.")
    return 0


def _fit(settings: Settings, questions: Path) -> int:
    samples = load_samples(questions, read_corpus(settings.corpus))
    sync(settings, tell=_tell)
    assistant = Assistant.open(settings, threshold=0.0)
    found = candidates(list(ask_all(assistant, [s for s in samples if s.half == "dev"])))
    print(fit_table(found))
    print(f"\nRecommended threshold: {recommend(found).threshold:.4f}, fitted on the development half only.")
    return 0


def _tell(line: str) -> None:
    print(line, file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description="Does every answer hold up?")
    commands = parser.add_subparsers(dest="command", required=True)
    running = commands.add_parser("run", help="ask every question, print the tables, write every answer to a run file")
    running.add_argument("--half", choices=(*HALVES, "all"), default="all", help="which half to ask (default: all)")
    running.add_argument("--out", type=Path, metavar="FILE", help="the run file (default: <data>/runs/<UTC time>.json)")
    checking = commands.add_parser("check", help="validate the question sets and ask nothing")
    fitting = commands.add_parser("fit", help="fit the abstention threshold on the development half")
    for command in (running, checking, fitting):
        command.add_argument(
            "--questions",
            type=Path,
            default=QUESTIONS,
            metavar="PATH",
            help="a question file, or a folder of them, named …-dev.jsonl or …-test.jsonl (default: eval/questions)",
        )
    reporting = commands.add_parser("report", help="score a run file again and print its tables; asks nothing")
    reporting.add_argument("run", type=Path, metavar="RUN.json")
    for command in (running, reporting):
        command.add_argument("--no-gates", action="store_true", help="do not judge; exit 0 whatever the figures are")
        command.add_argument("--gates", type=Path, default=GATES, metavar="FILE", help="default: eval/gates.toml")
        command.add_argument("--failures", action="store_true", help="list what went wrong in the development half")
    return parser


if __name__ == "__main__":
    sys.exit(main())
