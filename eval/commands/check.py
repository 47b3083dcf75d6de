"""python -m eval check: are the question sets valid?"""

import argparse
from collections import Counter

from eval.commands.arguments import add_questions
from eval.run.ask import read_corpus
from eval.sets.samples import load_samples
from settings import Settings

configure = add_questions


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Load the sets, which raises QuestionSetError where one is not valid, and count what is in them."""
    samples = load_samples(options.questions, read_corpus(settings.corpus))
    halves = Counter(s.half for s in samples)
    answerable = Counter(s.half for s in samples if s.answerable)
    for half, count in sorted(halves.items()):
        print(f"{half:5} {count} questions: {answerable[half]} answerable, {count - answerable[half]} not")
    print("Categories: " + ", ".join(f"{name} {n}" for name, n in Counter(s.category for s in samples).items()))
    print("All gold quotes were found, each exactly once.")
    return 0
