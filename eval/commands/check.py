"""python -m eval check: are the question sets valid?"""

import argparse
from collections import Counter
from collections.abc import Sequence

from eval.commands.arguments import add_corpus, chosen_corpora
from eval.sets.corpora import HALF_NAMES, OWN_CORPUS, load_corpus, read_corpus
from eval.sets.samples import HALVES, Sample, load_samples
from settings import Settings

configure = add_corpus


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Load all halves, which raises QuestionSetError where one is not valid, and count what is in them."""
    if options.questions:
        _count(OWN_CORPUS, load_samples(options.questions, read_corpus(settings.corpus)))
    else:
        seen: dict[str, dict[str, str]] = {}
        for half in HALVES:
            for corpus in chosen_corpora(settings, options, half):
                _count(corpus.name, load_corpus(corpus, seen.setdefault(corpus.name, {}))[1])
    print("All gold quotes were found, each exactly once.")
    return 0


def _count(name: str, samples: Sequence[Sample]) -> None:
    """How many questions of each half and category there are."""
    for half in HALVES:
        if asked := [s for s in samples if s.half == half]:
            answerable = sum(s.answerable for s in asked)
            categories = ", ".join(f"{category} {n}" for category, n in Counter(s.category for s in asked).items())
            print(f"{name}, {HALF_NAMES[half]}: {len(asked)} questions, {answerable} answerable")
            print(f"  {categories}")
