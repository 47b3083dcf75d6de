"""Arguments that several commands take."""

import argparse
import sys
from pathlib import Path
from typing import get_args

from answer.answer import Choice
from eval.score.gates import GATES
from eval.sets.samples import QUESTIONS


def add_questions(parser: argparse.ArgumentParser) -> None:
    """--questions: which sets."""
    parser.add_argument(
        "--questions",
        type=Path,
        default=QUESTIONS,
        metavar="PATH",
        help="a question file, or a folder of them, named …-dev.jsonl or …-test.jsonl (default: eval/corpora/article)",
    )


def add_mode(parser: argparse.ArgumentParser) -> None:
    """--mode: who answers."""
    parser.add_argument(
        "--mode",
        choices=get_args(Choice),
        help="quotes: in the documents' own words; written: by the language model that FOOTNOTE_LLM_URL and "
        "FOOTNOTE_LLM_MODEL name (default: written where one is set)",
    )


def add_gates(parser: argparse.ArgumentParser) -> None:
    """--gates and --no-gates: what must hold."""
    parser.add_argument("--no-gates", action="store_true", help="do not judge; exit 0 whatever the figures are")
    parser.add_argument("--gates", type=Path, default=GATES, metavar="FILE", help="default: eval/score/gates.toml")


def tell(line: str) -> None:
    """What a sync has to say, beside the tables."""
    print(line, file=sys.stderr)
