"""python -m eval diff: two run files of the same questions, paired."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from eval.commands.arguments import add_gates
from eval.commands.files import add_files, prepare_files, write_files
from eval.commands.report import judge_all
from eval.report.junit import comparison_xml
from eval.report.page import page_html
from eval.report.verdict import comparison_verdict
from eval.run.beside import beside_table
from eval.run.compare import Comparison, Flip, ResultPair, compare, differences
from eval.run.runs import read_run, rescore
from eval.run.tables import align, heading, interval_text, shown_text, value_text
from settings import Settings

TOLD_FLIPS: tuple[Flip, ...] = ("fixed", "broken", "changed")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("before", type=Path, metavar="A.json", help="the earlier run")
    parser.add_argument("after", type=Path, metavar="B.json", help="the later run")
    add_gates(parser)
    add_files(parser, "html", "junit")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Print what was fixed, broken and changed, and whether that can be chance; asks nothing.

    It judges no gate: the exit code is 0 whatever came out. (The gates are shown on the page.)
    """
    prepare_files(options)
    before, after = (rescore(read_run(path)) for path in (options.before, options.after))
    comparison = compare(before, after)
    print_comparison(comparison)
    makers = {
        "html": lambda: page_html(after, judge_all(after, options), comparison),
        "junit": lambda: comparison_xml(comparison),
    }
    write_files(options, makers)
    return 0


def print_comparison(comparison: Comparison) -> None:
    """Headings, what else differs, both runs side by side, the verdict, the tests, and the list of flips."""
    for name, one in zip(comparison.names, (comparison.before, comparison.after), strict=True):
        print(f"{name.capitalize()}: {heading(one)}\n")
    for sentence in differences(comparison):
        print(sentence)
    print(f"\n{beside_table(comparison)}")
    print(f"\n{comparison_verdict(comparison)}\n\n{tests_table(comparison)}")
    for flip in TOLD_FLIPS:
        if pairs := comparison.flipped(flip):
            print("\n".join([f"\n{flip} ({len(pairs)})", *_lines(pairs)]))


def tests_table(comparison: Comparison) -> str:
    """A row for each paired test: both shares with Wilson's intervals, the discordant pairs, and p."""
    earlier, later = comparison.names
    rows = [["a question passes where", "n", earlier, "95 %", later, "95 %", "better", "worse", "p"]]
    for test in comparison.tests:
        shares = [[value_text("", metric), interval_text(metric)] for metric in (test.before, test.after)]
        p = "" if test.p is None else f"{test.p:.3f}"
        rows.append([test.metric, str(test.n), *shares[0], *shares[1], str(test.fixed), str(test.broken), p])
    return align(rows)


def _lines(pairs: list[ResultPair]) -> Iterator[str]:
    """A line for each question; none of the test half, as who reads its failures soon fits to them."""
    for pair in (p for p in pairs if p.after.sample.half == "dev"):
        sample = pair.after.sample
        verdicts = f"[{shown_text(pair.before.answer)} → {shown_text(pair.after.answer)}]"
        wrong = "; ".join(pair.after.problems) or f"before: {'; '.join(pair.before.problems) or 'nothing wrong'}"
        yield f"  {sample.id}  {sample.question}  {verdicts}  {wrong}"
