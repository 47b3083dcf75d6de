"""Trained weights → ONNX files that ONNX Runtime reads, in single precision or as 8-bit integers, with a card."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import numpy_helper
from onnx.external_data_helper import set_external_data
from onnxruntime.quantization import QuantType, quantize_dynamic

from answer.errors import TrainingError
from answer.read.span_reader import BACKBONE, BORROWED, CARD, FORMAT, WEIGHTS, ReaderCard, SpanReader
from index.model import file_sha256
from training.evaluate import dev_figures
from training.lessons.contrast import FOR_TEST, FOR_TUNING
from training.lessons.followups import FILE as FOLLOWUPS
from training.loop import load_checkpoint
from training.model import ReaderNetwork, backbone_folder, new_reader
from training.recipe import Recipe
from training.restored import averaged, restored_reader
from training.samples import EXERCISES, FILES

FAITHFUL = 1e-3  # how far a logit of the exported model may be from torch's
PLACES, PLACE_NUMBERS = "encoder.embeddings.position_embeddings.weight", "encoder.embeddings.position_ids"
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OUTPUTS = ("start", "end", "answerable")


def export(reader: ReaderNetwork, path: Path, max_tokens: int) -> None:
    """Write the reader as ONNX, single precision; raises TrainingError unless it agrees with torch."""
    reader.eval()
    ids = torch.full((2, 16), 7, dtype=torch.long)
    mask, types = torch.ones_like(ids), torch.zeros_like(ids)
    types[:, 6:], mask[1, 10:] = 1, 0
    axes = {0: torch.export.Dim("batch", min=1, max=4096), 1: torch.export.Dim("tokens", min=2, max=max_tokens)}
    program = torch.onnx.export(
        reader,
        (ids, mask, types),
        dynamo=True,
        verbose=False,
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_shapes=dict.fromkeys(INPUTS, axes),
        external_data=False,
    )
    if program is None:
        raise TrainingError("The reader could not be exported to ONNX. Are onnx and onnxscript as locked?")
    program.save(str(path))
    _prove(reader, path, (ids[:, :12] + 990, mask[:, :12], types[:, :12]))


def quantize(source: Path, target: Path) -> None:
    """The same model with integers for the weights of matrices: a quarter of the size.

    Of 8 bits they use 7: then the sums of products fit 16 bits also on processors without VNNI, and the file packs
    better.
    """
    quantize_dynamic(
        source,
        target,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul"],
    )


def lend(path: Path) -> None:
    """Leave out of the file what training has not touched and the embedding model's package holds: half of it."""
    model = onnx.load(path)
    [words] = [tensor for tensor in model.graph.initializer if tensor.name == BORROWED]
    set_external_data(words, location=BACKBONE, length=len(words.raw_data))
    words.ClearField("raw_data")
    _without_traces(model)
    onnx.save(model, path)


def shorten(path: Path, max_tokens: int) -> None:
    """Leave the embeddings of places beyond `max_tokens` out of the file: no text reaches them."""
    model = onnx.load(path)
    for tensor in model.graph.initializer:
        if tensor.name == PLACES:
            tensor.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(tensor)[:max_tokens], PLACES))
        elif tensor.name == PLACE_NUMBERS:
            tensor.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(tensor)[:, :max_tokens], PLACE_NUMBERS))
    for value in [v for v in model.graph.value_info if v.name in (PLACES, PLACE_NUMBERS)]:
        model.graph.value_info.remove(value)
    onnx.save(model, path)


def _without_traces(model: onnx.ModelProto) -> None:
    """Leave out what the exporter notes of each node: stack traces, with the folders of the machine it ran on."""
    for part in [model, model.graph, *model.graph.node, *model.graph.initializer, *model.graph.value_info]:
        part.ClearField("metadata_props")
        part.ClearField("doc_string")


def export_checkpoint(out: Path, data: Path, recipe: Recipe, before: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Export the checkpoint in `out` to its folders fp32 and int8; each folder and its figures on the tuning data.

    `before` is the folder of the reader of which the recipe keeps a share.
    """
    reader = new_reader(recipe)
    steps = load_checkpoint(reader, None, recipe, out)
    if recipe.kept:
        reader = averaged(reader, restored_reader(before, recipe), recipe.kept)
    weights = {precision: out / f"{precision}.onnx" for precision in ("fp32", "int8")}
    export(reader, weights["fp32"], recipe.max_tokens)
    quantize(weights["fp32"], weights["int8"])
    for path in weights.values():
        shorten(path, recipe.max_tokens)
        lend(path)
    for precision, path in weights.items():
        folder, card = out / precision, new_card(path, precision, recipe, steps, data)
        put_in_place(path, folder, card)
        figures = dev_figures(SpanReader(folder), data, recipe)
        put_in_place(path, folder, replace(card, figures={"dev": figures}))
        path.unlink()
        yield folder, figures


def new_card(weights: Path, precision: str, recipe: Recipe, steps: int, data: Path) -> ReaderCard:
    """The card of these weights, without figures yet."""
    return ReaderCard(
        format=FORMAT,
        precision=precision,
        onnx_sha256=file_sha256(weights),
        borrows=_borrows(weights),
        tokenizer_sha256=file_sha256(backbone_folder() / "tokenizer.json"),
        max_tokens=recipe.max_tokens,
        steps=steps,
        recipe=recipe.values(),
        data_sha256={name: file_sha256(data / name) for name in _public(recipe) if (data / name).is_file()}
        | {str(file.relative_to(EXERCISES.parent)): file_sha256(file) for file in _exercises(recipe)},
        figures={},
    )


def _public(recipe: Recipe) -> list[str]:
    """The public files; that of the follow-ups where there were lessons."""
    return sorted([*FILES.values(), *([FOLLOWUPS] if recipe.lessons[0] else [])])


def _exercises(recipe: Recipe) -> list[Path]:
    """The files of our own that were learned from; those in folders where there were lessons."""
    files = [*EXERCISES.glob("*.json"), *(EXERCISES.glob("*/*.txt") if recipe.lessons[0] else [])]
    return sorted(path for path in files if path.name not in (FOR_TEST, FOR_TUNING))


def _borrows(weights: Path) -> bool:
    model = onnx.load(weights, load_external_data=False)
    return any(tensor.data_location == onnx.TensorProto.EXTERNAL for tensor in model.graph.initializer)


def put_in_place(weights: Path, folder: Path, card: ReaderCard) -> None:
    """Weights and card into `folder`, whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".building-"))
    shutil.copyfile(weights, building / WEIGHTS)
    building.chmod(0o755)  # mkdtemp makes it for its owner alone
    (building / CARD).write_text(json.dumps(asdict(card), indent=2) + "\n", encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    building.rename(folder)


def _prove(reader: ReaderNetwork, path: Path, inputs: tuple[torch.Tensor, ...]) -> None:
    with torch.no_grad():
        theirs = reader(*inputs)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    ours = session.run(list(OUTPUTS), {name: tensor.numpy() for name, tensor in zip(INPUTS, inputs, strict=True)})
    farthest = max(float(np.abs(a - b.numpy()).max()) for a, b in zip(ours, theirs, strict=True))
    if farthest > FAITHFUL:
        raise TrainingError(
            f"The exported reader is off torch's logits by {farthest:.4f}, expected {FAITHFUL} at most."
        )
