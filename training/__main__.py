"""python -m training: the reader (prepare, teach, train, export, evaluate), and what is fitted to it."""

import argparse
import json
import logging
import sys
import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from answer.errors import TrainingError
from answer.read.span_reader import FOLDER
from settings import ROOT, FootnoteError, load_settings
from training.recipe import TUNING, Recipe

FAILED, STOPPED = 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked; exit code 2 with one sentence on an error, 130 on Ctrl-C."""
    options = _parser().parse_args(arguments)
    try:
        COMMANDS[options.do](options)
    except FootnoteError as error:
        print(error, file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return STOPPED
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m training",
        description="Train the reader and measure it: prepare, teach (where there is a GPU), train, export, evaluate. "
        "Then fit what weighs its scores: ranking, thresholds, entailment.",
    )
    parser.add_argument(
        "do",
        choices=COMMANDS,
        help="prepare: make rows of the question sets; teach: train the model in --teacher on the rows and label them; "
        "train: train the reader on the rows, and on the labels if there are any; lessons: make rows of contrast sets, "
        "mined questions and a share of the first; tune: let --reader learn on from them; export: the reader as ONNX, "
        "with figures on the tuning data; evaluate: figures of --reader on the data kept out; keep-out: write the "
        "kept-out Wikipedia articles to the file --out, or, without --data, the kept-out exercises; beside: write "
        "kept-out public questions, each beside ten passages that search finds, to the file --out; ranking: fit how a "
        "sentence is ranked and how sure it is, on question sets' development halves and tuning data; thresholds: fit "
        "when an answer is shown, and when without a doubt, on the development halves; entailment: fit when a written "
        "sentence is carried by its quotes",
    )
    parser.add_argument("--data", type=Path, help="the folder of the public question sets")
    parser.add_argument("--teacher", type=Path, help="folder of a larger model, as all-mpnet-base-v2")
    parser.add_argument(
        "--out",
        type=Path,
        default=ROOT / ".footnote" / "training",
        help="where rows, labels, checkpoints and exported readers go (%(default)s)",
    )
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint there (teach, train)")
    parser.add_argument("--limit", type=int, help="about so many trials of each set (entailment; all)")
    parser.add_argument("--steps", type=int, help="optimizer steps, instead of the recipe's (teach, train, export)")
    parser.add_argument("--tuned", action="store_true", help="the checkpoint is of `tune`, not of `train` (export)")
    parser.add_argument(
        "--reader",
        type=Path,
        default=FOLDER,
        help="folder of the reader to evaluate, to learn on from, or to keep a share of (evaluate, beside, lessons, "
        "tune, export --tuned; %(default)s)",
    )
    return parser


def _data(options: argparse.Namespace) -> Path:
    if options.data is None:
        raise TrainingError(f"`{options.do}` needs --data, the folder of the public question sets.")
    return Path(options.data)


def _recipe(options: argparse.Namespace) -> Recipe:
    """The recipe, with the steps that are asked for."""
    recipe = TUNING if options.do in ("lessons", "tune") or options.tuned else Recipe()
    if options.steps is None:
        return recipe
    if options.do == "teach":
        return replace(recipe, teacher=replace(recipe.teacher, steps=options.steps))
    return replace(recipe, student=replace(recipe.student, steps=options.steps))


def _prepare(options: argparse.Namespace) -> None:
    from training.prepare import prepare

    rows = prepare(_data(options), _recipe(options), options.out)
    print(f"{len(rows):,} rows of {len(rows.ids):,} tokens in {len(rows.passes) - 1} passes: {options.out}")


def _teach(options: argparse.Namespace) -> None:
    from training.batches import Batches, Stream
    from training.loop import train
    from training.rows import Rows
    from training.teacher import label, new_teacher, save_labels

    if options.teacher is None:
        raise TrainingError("`teach` needs --teacher, the folder of the model to learn from.")
    recipe, rows = _recipe(options), Rows.load(options.out)
    teacher = new_teacher(options.teacher, recipe)
    stream = Stream(Batches(rows, teacher.device), recipe.teacher.batch, recipe.seed)
    train(teacher, stream, recipe, recipe.teacher, options.out / "teacher", resume=options.resume)
    save_labels(label(teacher, rows), options.out)


def _train(options: argparse.Namespace) -> None:
    from training.batches import Batches, Stream
    from training.loop import train
    from training.model import new_reader
    from training.rows import Rows
    from training.teacher import load_labels

    recipe, rows = _recipe(options), Rows.load(options.out)
    labels, reader = load_labels(options.out, rows), new_reader(recipe)
    print("Learning from the teacher's labels." if labels else "There are no labels of a teacher: learning without.")
    stream = Stream(Batches(rows, reader.device, labels), recipe.student.batch, recipe.seed)
    train(reader, stream, recipe, recipe.student, options.out, resume=options.resume)


def _lessons(options: argparse.Namespace) -> None:
    from answer.read.span_reader import SpanReader
    from training.lessons.prepare import prepare_lessons

    rows = prepare_lessons(load_settings(), SpanReader(options.reader), _data(options), _recipe(options), options.out)
    print(f"{len(rows):,} rows of {len(rows.ids):,} tokens in {rows.groups[-1] + 1:,} lessons: {options.out}")


def _tune(options: argparse.Namespace) -> None:
    from training.batches import Batches, Stream
    from training.loop import train
    from training.restored import restored_reader
    from training.rows import Rows

    recipe, rows, reader = _recipe(options), Rows.load(options.out), restored_reader(options.reader, _recipe(options))
    stream = Stream(Batches(rows, reader.device), recipe.student.batch, recipe.seed, whole_groups=True)
    train(reader, stream, recipe, recipe.student, options.out, resume=options.resume)


def _export(options: argparse.Namespace) -> None:
    from training.export import export_checkpoint

    for folder, figures in export_checkpoint(options.out, _data(options), _recipe(options), options.reader):
        print(folder)
        print(json.dumps(figures, indent=2))


def _keep_out(options: argparse.Namespace) -> None:
    from training.kept_out import write_exercises, write_kept_out

    recipe, out = _recipe(options), options.out
    count = write_kept_out(options.data, recipe, out) if options.data else write_exercises(recipe, out)
    print(f"{count:,} questions: {out}")


def _beside(options: argparse.Namespace) -> None:
    from answer.read.span_reader import SpanReader
    from training.beside import write_beside

    count = write_beside(load_settings(), SpanReader(options.reader), _data(options), _recipe(options), options.out)
    print(f"{count:,} questions: {options.out}")


def _evaluate(options: argparse.Namespace) -> None:
    from answer.read.span_reader import SpanReader
    from training.calibration import Calibration
    from training.evaluate import dev_figures, test_figures

    reader, recipe = SpanReader(options.reader), _recipe(options)
    dev = reader.card.figures.get("dev") or dev_figures(reader, _data(options), recipe)
    test = test_figures(reader, _data(options), recipe, Calibration(**dev["calibration"]), dev["threshold"])
    print(json.dumps({"dev": dev, "test": test}, indent=2))


def _ranking(options: argparse.Namespace) -> None:
    from training.fitted import fit_ranking

    print("\n".join(fit_ranking(load_settings(), _data(options), _recipe(options))))


def _thresholds(options: argparse.Namespace) -> None:
    from training.fitted import fit_thresholds

    print("\n".join(fit_thresholds(load_settings())))


def _entailment(options: argparse.Namespace) -> None:
    from training.fitted import fit_entailment

    print("\n".join(fit_entailment(load_settings(), _data(options), options.limit)))


COMMANDS = {
    "prepare": _prepare,
    "teach": _teach,
    "train": _train,
    "lessons": _lessons,
    "tune": _tune,
    "export": _export,
    "evaluate": _evaluate,
    "keep-out": _keep_out,
    "beside": _beside,
    "ranking": _ranking,
    "thresholds": _thresholds,
    "entailment": _entailment,
}

if __name__ == "__main__":
    logging.disable(logging.WARNING)  # transformers, ONNX and bm25s tell at length what they do
    warnings.simplefilter("ignore")
    sys.exit(main())
