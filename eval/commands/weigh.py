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
    from answer.weigh import CONFIDENCE_FROM, RANK_FROM
    from eval.weigh.exercises import of_exercises
    from eval.weigh.fit import fit
    from eval.weigh.public import of_given_passages, of_public_sets
    from eval.weigh.questions import of_questions

    spans = load_reader(settings)
    documents = read_corpus(settings.corpus)
    samples = [s for s in load_samples(options.questions, documents) if s.half == "dev"]
    texts = {key: document.text for key, document in documents.items()}
    recipe = Recipe()
    groups = {
        "question set": list(of_questions(settings, spans, samples, texts)),
        "public sets": list(of_public_sets(settings, spans, options.data, recipe)),
        "given passages": list(of_given_passages(settings, spans, options.data, recipe)),
        "exercises": list(of_exercises(settings, spans, recipe)),
    }
    for way, rank_from in RANK_FROM.items():
        weights, worth = fit(groups, rank_from, CONFIDENCE_FROM[way])
        print(f"{way}\n  " + "\n  ".join([f"{name}={value}" for name, value in asdict(weights).items()] + worth))
    return 0
