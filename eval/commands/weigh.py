"""python -m eval weigh: the weights of the evidence, fitted anew for answer/weigh.py."""

import argparse
from dataclasses import asdict
from pathlib import Path

from eval.ask import read_corpus
from eval.commands.arguments import add_questions
from eval.samples import load_samples
from settings import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    add_questions(parser)
    parser.add_argument(
        "--data", type=Path, required=True, help="the folder of the public question sets that the reader was trained on"
    )


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Ask the development half and the public sets' tuning part; print each way's weights and what they are worth."""
    from answer.span import load_reader
    from answer.training.recipe import Recipe
    from answer.weigh import CONFIDENCE_FROM, WEIGHTS
    from eval.weigh.cases import of_public_sets, of_questions
    from eval.weigh.fit import fit

    spans = load_reader(settings)
    samples = [s for s in load_samples(options.questions, read_corpus(settings.corpus)) if s.half == "dev"]
    groups = {
        "question set": list(of_questions(settings, spans, samples)),
        "public sets": list(of_public_sets(settings, spans, options.data, Recipe())),
    }
    for way, names in CONFIDENCE_FROM.items():
        weights, worth = fit(groups, WEIGHTS[way], names)
        print(f"{way}\n  " + "\n  ".join([f"{name}={value}" for name, value in asdict(weights).items()] + worth))
    return 0
