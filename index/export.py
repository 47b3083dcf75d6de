"""A sentence-transformers model → an ONNX file, once. The only module that imports torch.

It runs in a process of its own (`python -m index.export`), so that the one which syncs and answers
never loads torch. The result is cached by the model's fingerprint in `<data>/models/<name>/`.
"""

import contextlib
import json
import logging
import shutil
import sys
import tempfile
import warnings
from dataclasses import asdict
from pathlib import Path
from typing import Any

from index.errors import ModelError
from index.model import (
    DEFAULT_MODEL,
    FORMAT,
    UNUSABLE,
    ModelCard,
    check_default_weights,
    export_folder,
    file_sha256,
    fingerprint,
    model_folder,
    read_card,
)
from settings import FootnoteError, Settings, load_settings

LEAST_COSINE = 0.999
_PROBES = [
    "A question?",
    "The treaty was signed in Moscow on June 27, 1997, after long talks.",
    "Ukraine offered enlarged support for bilateral military cooperation. " * 6,
    "naïve café — 201st «дивизия»",
]


def export(settings: Settings) -> None:
    """Export with torch, prove that it agrees with sentence-transformers, and put it in place whole."""
    source = _fetch(settings.embed_model)
    if settings.embed_model == DEFAULT_MODEL:
        check_default_weights(source)
    model = _load(settings.embed_model, source)
    target = export_folder(settings)
    target.parent.mkdir(parents=True, exist_ok=True)
    for abandoned in target.parent.glob(".building-*"):  # by an export that was killed; ours holds the lock
        shutil.rmtree(abandoned, ignore_errors=True)
    building = Path(tempfile.mkdtemp(dir=target.parent, prefix=".building-"))
    try:
        _export_onnx(model, building / "model.onnx")
        model.tokenizer.backend_tokenizer.save(str(building / "tokenizer.json"))
        card = _card(settings.embed_model, source, model, building)
        (building / "model.json").write_text(json.dumps(asdict(card), indent=2), encoding="utf-8")
        _prove(model, building)
        shutil.rmtree(target, ignore_errors=True)
        building.rename(target)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _fetch(name: str) -> Path:
    """The model's folder, from the hub where it is a name."""
    if folder := model_folder(name):
        return folder
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    repository = name if "/" in name else f"sentence-transformers/{name}"
    try:
        return Path(
            snapshot_download(
                repository, ignore_patterns=["*.onnx", "*.h5", "openvino/*", "onnx/*", "*.ot", "*.msgpack"]
            )
        )
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        raise ModelError(
            f"The model {name!r} is no folder here, and could not be fetched from the hub ({type(error).__name__}). "
            f"Give FOOTNOTE_EMBED_MODEL a folder, or unset it for {DEFAULT_MODEL}."
        ) from None


def _load(name: str, source: Path) -> Any:
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(str(source), device="cpu").eval()
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ModelError(
            f"{source} holds no sentence-transformers model ({error}). Set FOOTNOTE_EMBED_MODEL to one.".replace(
                "\n", " "
            )
        ) from None
    if not hasattr(model.tokenizer, "backend_tokenizer"):
        raise ModelError(f"The tokenizer of {name} has no fast (tokenizers) form. Choose a model that has one.")
    return model


def _max_tokens(model: Any) -> int:
    return min(model.max_seq_length or 512, 512)


def _export_onnx(model: Any, path: Path) -> None:
    import torch

    class Pipeline(torch.nn.Module):
        """Encoder, pooling and normalisation in one graph: token ids → sentence and token embeddings."""

        def __init__(self) -> None:
            super().__init__()
            self.modules_in_order = torch.nn.ModuleList(model)

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            for module in self.modules_in_order:
                features = module(features)
            return features["sentence_embedding"], features["token_embeddings"]

    pad = model.tokenizer.pad_token_id or 0
    ids = torch.full((2, 16), (pad + 7) % len(model.tokenizer), dtype=torch.long)
    mask = torch.ones_like(ids)
    mask[1, 10:] = 0
    ids[1, 10:] = pad
    axes = {0: torch.export.Dim("batch", min=1, max=4096), 1: torch.export.Dim("tokens", min=2, max=_max_tokens(model))}
    program = torch.onnx.export(
        Pipeline(),
        (ids, mask),
        dynamo=True,
        verbose=False,
        input_names=["input_ids", "attention_mask"],
        output_names=["sentence_embedding", "token_embeddings"],
        dynamic_shapes={"input_ids": axes, "attention_mask": axes},
        external_data=False,
    )
    assert program is not None
    program.save(str(path))


def _card(name: str, source: Path, model: Any, folder: Path) -> ModelCard:
    prompts = model.prompts or {}
    return ModelCard(
        format=FORMAT,
        name=name,
        source=str(source) if model_folder(name) else "",
        fingerprint=fingerprint(source),
        dimensions=model.get_embedding_dimension(),
        max_tokens=_max_tokens(model),
        pad_id=model.tokenizer.pad_token_id or 0,
        query_prompt=prompts.get("query", ""),
        passage_prompt=prompts.get("document") or prompts.get("passage") or "",
        onnx_sha256=file_sha256(folder / "model.onnx"),
    )


def _prove(model: Any, folder: Path) -> None:
    """Raise ModelError unless ONNX Runtime gives what sentence-transformers gives."""
    from index.embed import OnnxEmbedding

    ours = OnnxEmbedding(folder, threads=0).embed_passages(_PROBES)
    card = read_card(folder)
    theirs = model.encode([(card.passage_prompt if card else "") + p for p in _PROBES], normalize_embeddings=True)
    least = float((ours * theirs).sum(axis=1).min())
    if least < LEAST_COSINE:
        raise ModelError(
            f"The exported model agrees with sentence-transformers to cosine {least:.4f} only, expected {LEAST_COSINE}."
        )


def main() -> int:
    """Export the model of the settings in the environment; the error, if any, is the last line."""
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    try:
        with contextlib.redirect_stdout(sys.stderr):
            export(load_settings())
    except FootnoteError as error:
        print(error, file=sys.stderr)
        return UNUSABLE
    return 0


if __name__ == "__main__":
    sys.exit(main())
