"""python -m answer.followup_training train | evaluate --data FOLDER"""

import argparse
import json
import sys
from pathlib import Path

from answer.carry import FOLDER
from settings import FootnoteError, load_settings

STOPPED, FAILED = 130, 2
TEXTS = 50_000  # all texts of the sets: each is embedded once


def main(arguments: list[str] | None = None) -> int:
    """Train or evaluate; exit code 2 with one sentence on an error, 130 on Ctrl-C."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "train":
            train(options.data, options.model)
        else:
            evaluate(options.data, options.model, options.part)
    except FootnoteError as error:
        print(error, file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return STOPPED
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m answer.followup_training",
        description="Make the model that understands follow-up questions, or measure it.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, doing in (("train", "train it and write its files"), ("evaluate", "print its figures as JSON")):
        command = commands.add_parser(name, help=doing)
        command.add_argument("--data", type=Path, required=True, help="the folder that holds canard/ and treccast/")
        command.add_argument("--model", type=Path, default=FOLDER, help=f"the model's folder (default: {FOLDER.name}/)")
        if name == "evaluate":
            command.add_argument("--part", choices=("dev", "test"), default="test", help="default: test")
    return parser


def train(data: Path, folder: Path) -> None:
    """Train the model and write its files."""
    from answer.conversation import Conversations
    from answer.followup_training.recipe import Recipe
    from answer.followup_training.train import train as train_model
    from index.embed import load_embedder

    train_model(data, folder, Conversations(load_embedder(load_settings()), TEXTS), Recipe())


def evaluate(data: Path, folder: Path, part: str) -> None:
    """Print the figures of each way on the part's conversations."""
    from answer.followup_training.dialogues import read_dialogues
    from answer.followup_training.measure import measure, ways
    from index.embed import load_embedder

    dialogues = [d for d in read_dialogues(data) if d.part == part]
    compared = ways(load_embedder(load_settings()), folder)
    print(json.dumps({name: measure(dialogues, understand) for name, understand in compared.items()}, indent=2))


if __name__ == "__main__":
    sys.exit(main())
