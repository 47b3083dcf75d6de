"""How many passages a second the embedder takes, ours and sentence-transformers', each in a process of its own."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from index.embed import load_embedder
from index.model import model_folder
from settings import FootnoteError, load_settings

Embed = Callable[[list[str]], Any]
Timed = Callable[[list[str]], float]
"""Embeds texts: the seconds that it took."""


def with_onnx() -> Embed:
    """Our side."""
    return load_embedder(load_settings()).embed_passages


def with_torch() -> Embed:
    """The other side: the same model by sentence-transformers' own `encode`, with its own batches."""
    from sentence_transformers import SentenceTransformer  # only this side may load torch

    name = load_settings().embed_model
    model = SentenceTransformer(str(model_folder(name) or name), device="cpu")
    return partial(model.encode_document, normalize_embeddings=True, show_progress_bar=False)


@contextmanager
def embedding_process(load: Callable[[], Embed], texts: list[str]) -> Iterator[Timed]:
    """One side, warmed up with these texts; it works only when told to."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(load, theirs), daemon=True)
    process.start()
    theirs.close()

    def timed(part: list[str]) -> float:
        try:
            ours.send(part)
            return float(ours.recv())
        except (EOFError, OSError):
            raise FootnoteError("An embedding process ended early. Run: python -m index check") from None

    try:
        timed(texts)
        yield timed
    finally:
        process.kill()
        process.join()


def _serve(load: Callable[[], Embed], pipe: Connection) -> None:
    embed = load()
    while True:
        part = pipe.recv()
        started = time.perf_counter()
        embed(part)
        pipe.send(time.perf_counter() - started)
