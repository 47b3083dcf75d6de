"""An exported reader's file → the weights that it was made of, as far as 8 bits keep them: to go on learning."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper

from answer.errors import TrainingError
from answer.read.span_reader import WEIGHTS
from training.model import ReaderNetwork, new_reader
from training.recipe import Recipe

Values = npt.NDArray[Any]

QUANTIZED = ("_quantized", "_scale", "_zero_point")
"""What quantizing makes of a matrix's name; its value is (quantized − zero point) · scale, column by column."""


def restored_reader(folder: Path, recipe: Recipe) -> ReaderNetwork:
    """The reader in `folder`, to learn on from where it stands; raises TrainingError where its file is of another make.

    The word embeddings are those of the embedding model, which it borrows.
    """
    reader = new_reader(recipe)
    model = onnx.load(folder / WEIGHTS, load_external_data=False)
    state, known = reader.state_dict(), dict(_weights(model))
    missing = [name for name in state if name not in known and "embeddings.word_embeddings" not in name]
    if missing:
        raise TrainingError(f"{folder / WEIGHTS} lacks {missing[0]} and {len(missing) - 1} more weights.")
    for name, value in known.items():
        if name in state:
            _put(state[name], torch.from_numpy(value.astype(np.float32)))
    reader.load_state_dict(state)
    return reader


def averaged(reader: ReaderNetwork, before: ReaderNetwork, share: float) -> ReaderNetwork:
    """The reader with each weight drawn to what it was `before`, by this share: it keeps more of what it could already
    do (WiSE-FT, Wortsman et al. 2022)."""
    then = before.state_dict()
    now = {name: value.lerp(then[name].to(value), share) for name, value in reader.state_dict().items()}
    reader.load_state_dict(now)
    return reader


def _put(into: torch.Tensor, value: torch.Tensor) -> None:
    """The places beyond those that a text can have are left out of the file."""
    into[: len(value)] = value.to(into.device)


def _weights(model: onnx.ModelProto) -> Iterator[tuple[str, Values]]:
    """Each parameter by its name in torch."""
    values = {t.name: t for t in model.graph.initializer if t.data_location != onnx.TensorProto.EXTERNAL}
    for name, tensor in values.items():
        yield name, numpy_helper.to_array(tensor)
    makers = {output: node for node in model.graph.node for output in node.output}
    for node in model.graph.node:
        if node.op_type == "Add" and (bias := next((i for i in node.input if i.endswith(".bias")), "")):
            other = next(i for i in node.input if i != bias)
            if matrix := _matrix(makers.get(other), makers):
                yield bias.removesuffix("bias") + "weight", _dequantized(matrix, values).T


def _matrix(node: onnx.NodeProto | None, makers: dict[str, onnx.NodeProto]) -> str:
    """The name of the matrix by which a node multiplies; "" where it does not."""
    while node is not None and node.op_type in ("Mul", "Cast"):
        node = makers.get(node.input[0])
    return node.input[1].removesuffix("_quantized") if node is not None and "MatMul" in node.op_type else ""


def _dequantized(name: str, values: dict[str, onnx.TensorProto]) -> Values:
    if name in values:
        return numpy_helper.to_array(values[name])
    quantized, scale, zero = (numpy_helper.to_array(values[name + part]) for part in QUANTIZED)
    found: Values = (quantized.astype(np.float32) - zero) * scale
    return found
