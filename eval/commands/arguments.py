"""Arguments that several commands take."""

import argparse
import sys
from pathlib import Path
from typing import get_args

from answer.answer import Choice
from eval.run.runs import with_name
from eval.score.gates import GATES
from eval.sets.corpora import CORPUS_NAMES, OWN_CORPUS, EvalCorpus, eval_corpora
from eval.sets.samples import Half, QuestionSetError
from settings import Settings

ALL = "all"


def add_corpus(parser: argparse.ArgumentParser, default: str = ALL) -> None:
    """--corpus or --questions: which corpora, or a user's own set."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--corpus", choices=(*CORPUS_NAMES, ALL), default=default, help="default: %(default)s")
    which.add_argument(
        "--questions",
        type=Path,
        metavar="PATH",
        help="a question file of your own, or a folder of them, named …-dev.jsonl or …-test.jsonl; asked of the "
        "documents in FOOTNOTE_CORPUS",
    )


def add_sealed(parser: argparse.ArgumentParser) -> None:
    """--sealed: the test half, and nothing else does."""
    parser.add_argument(
        "--sealed", action="store_true", help="ask the test half instead, and write that down in eval/looks.md"
    )


def chosen_corpora(settings: Settings, options: argparse.Namespace, half: Half) -> list[EvalCorpus]:
    """What --corpus or --questions names. Of `all` those that lack something are left out, which is said.

    Raises QuestionSetError where the one that is named, or each of all, lacks something.
    """
    if options.questions:
        return [EvalCorpus(OWN_CORPUS, half, settings.corpus, options.questions)]
    found = eval_corpora(options.corpus, half)
    lacking = [corpus.lacks for corpus in found if corpus.lacks]
    if len(lacking) == len(found):
        raise QuestionSetError("\n".join(lacking))
    for sentence in lacking:
        tell(f"{sentence} It is left out.")
    return [corpus for corpus in found if not corpus.lacks]


def named_files(options: argparse.Namespace, corpus: EvalCorpus) -> argparse.Namespace:
    """The options with the files for this corpus: where all are asked, each file has its corpus' name."""
    if options.questions or options.corpus != ALL:
        return options
    given = {name: path for name in ("out", "html", "junit", "scores") if (path := getattr(options, name, None))}
    return argparse.Namespace(
        **{**vars(options), **{name: with_name(path, corpus.name) for name, path in given.items()}}
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


def positive(text: str) -> int:
    """A whole number from 1."""
    number = natural(text)
    if not number:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def natural(text: str) -> int:
    """A whole number from 0."""
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0")
    return int(text)


def tell(line: str) -> None:
    """What a sync has to say, beside the tables."""
    print(line, file=sys.stderr)
