"""python -m eval weigh-check: the weights of the check's signs that the development halves ask for."""

import argparse
from pathlib import Path

from eval.weigh.judge import fit_weights
from settings import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="FOLDER", help="the folder with clapnq/ and halueval/")
    parser.add_argument("--limit", type=int, metavar="N", help="about N sentences of each set (default: all)")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Print the weights for answer/support/weigh.py, and what they are worth where they were fitted."""
    weights, worth = fit_weights(settings, options.path, options.limit)
    print(f"{weights}\n\nOn the development halves:\n{worth}")
    return 0
