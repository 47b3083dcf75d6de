"""python -m answer.training: train the reader, export it, evaluate it."""

import argparse
import json
import logging
import sys
import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from answer.training.recipe import Recipe
from settings import ROOT, FootnoteError

FAILED, STOPPED = 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked; exit code 2 with one sentence on an error, 130 on Ctrl-C."""
    options = _parser().parse_args(arguments)
    try:
        {"train": _train, "export": _export, "keep-out": _keep_out, "evaluate": _evaluate}[options.do](options)
    except FootnoteError as error:
        print(error, file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return STOPPED
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m answer.training", description="Train the reader and measure it.")
    parser.add_argument(
        "do",
        nargs="?",
        choices=("train", "export", "evaluate", "keep-out"),
        default="train",
        help="train (the default); export the checkpoint to ONNX, with figures on the tuning data; "
        "evaluate a reader on the data kept out; keep-out writes the kept-out Wikipedia articles to the file --out",
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder of the public question sets")
    parser.add_argument(
        "--out",
        type=Path,
        default=ROOT / ".footnote" / "training",
        help="where checkpoints and exported readers go (%(default)s)",
    )
    parser.add_argument("--resume", action="store_true", help="train on from the checkpoint there")
    parser.add_argument("--steps", type=int, help="optimizer steps, instead of the recipe's")
    parser.add_argument(
        "--reader", type=Path, default=ROOT / "answer" / "reader", help="folder of the reader to evaluate (%(default)s)"
    )
    return parser


def _recipe(options: argparse.Namespace) -> Recipe:
    return Recipe() if options.steps is None else replace(Recipe(), steps=options.steps)


def _train(options: argparse.Namespace) -> None:
    from answer.training.batches import Stream, Tokens
    from answer.training.examples import Examples
    from answer.training.loop import train
    from answer.training.model import new_reader, plain_tokenizer
    from answer.training.samples import read_parts
    from answer.training.windows import Windows

    recipe = _recipe(options)
    samples = read_parts(options.data, recipe).train
    examples = Examples(samples, Windows(plain_tokenizer(), recipe.window), recipe)
    stream = Stream(examples, Tokens(plain_tokenizer(), recipe), recipe)
    train(new_reader(recipe), stream, recipe, options.out, options.resume)


def _export(options: argparse.Namespace) -> None:
    from answer.training.export import export_checkpoint

    for folder, figures in export_checkpoint(options.out, options.data, _recipe(options)):
        print(folder)
        print(json.dumps(figures, indent=2))


def _keep_out(options: argparse.Namespace) -> None:
    from answer.training.kept_out import write_kept_out

    print(f"{write_kept_out(options.data, _recipe(options), options.out):,} questions: {options.out}")


def _evaluate(options: argparse.Namespace) -> None:
    from answer.span import SpanReader
    from answer.training.calibration import Calibration
    from answer.training.evaluate import dev_figures, test_figures

    reader, recipe = SpanReader(options.reader), _recipe(options)
    dev = reader.card.figures.get("dev") or dev_figures(reader, options.data, recipe)
    test = test_figures(reader, options.data, recipe, Calibration(**dev["calibration"]), dev["threshold"])
    print(json.dumps({"dev": dev, "test": test}, indent=2))


if __name__ == "__main__":
    logging.disable(logging.WARNING)  # transformers, ONNX and bm25s tell at length what they do
    warnings.simplefilter("ignore")
    sys.exit(main())
