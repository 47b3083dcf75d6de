"""The embedding model run by sentence-transformers: the other side of what `make bench` compares."""

from typing import Any

import numpy as np
import torch
from llama_index.core.bridge.pydantic import PrivateAttr
from sentence_transformers import SentenceTransformer

from index.embed import OnnxEmbedding, Vectors
from index.model import export_folder, model_folder
from settings import Settings


class TorchSession:
    """Stands where the ONNX session stood: token ids → the model's outputs by name."""

    def __init__(self, model: SentenceTransformer) -> None:
        self._model = model

    def run(self, outputs: list[str], inputs: dict[str, Any]) -> list[Vectors]:
        """The named outputs for `input_ids` and `attention_mask`, as ONNX Runtime gives them."""
        with torch.inference_mode():
            features = self._model({name: torch.from_numpy(array) for name, array in inputs.items()})
        return [features[name].numpy() for name in outputs]


class TorchEmbedding(OnnxEmbedding):
    """The same model with the same fingerprint, run by torch. (It opens the ONNX file, too: a fraction of a second.)"""

    _model: SentenceTransformer = PrivateAttr()

    def __init__(self, settings: Settings) -> None:
        super().__init__(export_folder(settings), threads=1)
        source = model_folder(settings.embed_model) or settings.embed_model
        self._model = SentenceTransformer(str(source), device="cpu")
        self._session = TorchSession(self._model)

    def _embed(self, texts: list[str]) -> Vectors:
        """Texts by sentence-transformers' own `encode`, with its own batches."""
        return np.asarray(self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False))
