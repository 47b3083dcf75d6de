"""python -m eval fit: the abstention threshold that the development half asks for."""

import argparse

from answer.assistant import Assistant
from eval.ask import ask_all, read_corpus
from eval.commands.arguments import add_questions, tell
from eval.fit import candidates, fit_table, recommend
from eval.samples import load_samples
from index.sync import sync
from settings import Settings

configure = add_questions


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Ask the development half with no threshold, and print what each threshold would make of it."""
    samples = load_samples(options.questions, read_corpus(settings.corpus))
    sync(settings, tell=tell)
    assistant = Assistant.open(settings, threshold=0.0)
    found = candidates(list(ask_all(assistant, [s for s in samples if s.half == "dev"], "quotes")))
    print(fit_table(found))
    print(f"\nRecommended threshold: {recommend(found).threshold:.4f}, fitted on the development half only.")
    return 0
