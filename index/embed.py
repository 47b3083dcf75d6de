"""The embedding model at work: texts → unit vectors, by ONNX Runtime, without torch."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import onnxruntime
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import PrivateAttr
from tokenizers import Tokenizer

from index.errors import ModelError
from index.model import ModelCard, export_folder, read_card
from index.session import session_options
from settings import Settings

Vectors = npt.NDArray[np.float32]
"""(n, dimensions) float32, each row of unit length; or one such row."""

TOKENS_A_BATCH = 512  # small batches of like lengths: least padding, and what fits the cache runs fastest
A_RUN = 8  # tokens: what one more run costs, in those that could be read meanwhile
ALONE_KEPT = 64  # texts that were read alone, mostly questions: each is searched with, and read again; some 50 kB each


class OnnxEmbedding(BaseEmbedding):
    """A sentence-transformers model, exported to ONNX, as a LlamaIndex embedding.

    `OnnxEmbedding(folder)` takes the folder of an exported model (see index/model.py). Safe to call
    from several threads. A text longer than the model reads is cut at its end.
    """

    _card: ModelCard = PrivateAttr()
    _session: Any = PrivateAttr()
    _run_once: Callable[[tuple[int, ...]], tuple[Vectors, Vectors]] = PrivateAttr()
    _tokenizer: Any = PrivateAttr()
    _counter: Any = PrivateAttr()

    def __init__(self, folder: Path, threads: int = 0) -> None:
        card = read_card(folder)
        if card is None:
            raise ModelError(f"There is no exported model in {folder}. Run: python -m index sync")
        super().__init__(model_name=card.name)
        self._card = card
        try:
            self._session = onnxruntime.InferenceSession(
                folder / "model.onnx", session_options(threads), providers=["CPUExecutionProvider"]
            )
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._counter = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # both libraries raise bare Exceptions on a damaged file
            raise ModelError(
                f"The exported model in {folder} is damaged ({error}). Delete that folder and run: python -m index sync"
            ) from None
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(card.max_tokens)
        self._counter.no_padding()
        self._counter.no_truncation()
        self._run_once = lru_cache(ALONE_KEPT)(lambda ids: self._run([ids]))

    @property
    def fingerprint(self) -> str:
        """The model's fingerprint: vectors of two fingerprints are never compared."""
        return self._card.fingerprint

    @property
    def dimensions(self) -> int:
        return self._card.dimensions

    @property
    def max_tokens(self) -> int:
        """How many tokens of a text the model reads, its two markers included."""
        return self._card.max_tokens

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Texts → (n, dimensions) float32, unit length, in the order of the texts."""
        return self._embed([self._card.passage_prompt + t for t in texts])

    def embed_words(self, texts: Sequence[str], keep: Callable[[str], bool]) -> tuple[Vectors, list[Vectors]]:
        """Texts → their vectors as `embed_passages` gives them, and the vectors of their tokens in context.

        Of each text the tokens of those words that `keep` accepts: (tokens, dimensions) float32, unit length.
        """
        encoded = self._tokenizer.encode_batch(list(texts))
        vectors = np.zeros((len(texts), self._card.dimensions), dtype=np.float32)
        tokens: list[Vectors] = [vectors[:0]] * len(texts)
        for batch, sentences, hidden in self._runs([e.ids for e in encoded]):
            vectors[batch] = sentences
            for row, i in enumerate(batch):
                tokens[i] = _unit(hidden[row][_kept_tokens(texts[i], encoded[i], keep)])
        return _unit(vectors), tokens

    def embed_query(self, text: str) -> Vectors:
        """A question → (dimensions,) float32, unit length."""
        vector: Vectors = self._embed([self._card.query_prompt + text])[0]
        return vector

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text has, markers not counted."""
        return [len(e.ids) for e in self._counter.encode_batch(list(texts), add_special_tokens=False)]

    @cached_property
    def words(self) -> Mapping[str, int]:
        """The whole words in the model's vocabulary, lower case, with their ranks: it goes from common to rare.

        A rare name or a misspelling is not among them: the model knows it by its pieces only.
        """
        vocabulary: dict[str, int] = self._counter.get_vocab()
        marked = any(token.startswith("▁") for token in vocabulary)  # SentencePiece marks what begins a word
        whole = {t.removeprefix("▁"): n for t, n in vocabulary.items() if t.startswith("▁") or not marked}
        return {word: rank for word, rank in whole.items() if word.isalpha() and word == word.lower()}

    def _embed(self, texts: list[str]) -> Vectors:
        vectors = np.zeros((len(texts), self._card.dimensions), dtype=np.float32)
        for batch, sentences, _ in self._runs([e.ids for e in self._tokenizer.encode_batch(texts)]):
            vectors[batch] = sentences
        return _unit(vectors)

    def _runs(self, texts: Sequence[Sequence[int]]) -> Iterator[tuple[list[int], Vectors, Vectors]]:
        """Batch by batch: the places of its texts, and what `_run` makes of them."""
        if len(texts) == 1:
            yield [0], *self._run_once(tuple(texts[0]))
            return
        for batch in batches([len(ids) for ids in texts]):
            yield batch, *self._run([texts[i] for i in batch])

    def _run(self, batch: Sequence[Sequence[int]]) -> tuple[Vectors, Vectors]:
        """The texts' vectors, (texts, dimensions), and those of their tokens, (texts, tokens, dimensions)."""
        width = max(2, *(len(ids) for ids in batch)) if batch else 2
        ids = np.full((len(batch), width), self._card.pad_id, dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, tokens in enumerate(batch):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        sentences, hidden = self._session.run(
            ["sentence_embedding", "token_embeddings"], {"input_ids": ids, "attention_mask": mask}
        )
        return sentences, hidden

    def _get_query_embedding(self, query: str) -> list[float]:
        return cast(list[float], self.embed_query(query).tolist())

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return cast(list[float], self.embed_passages([text])[0].tolist())

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return cast(list[list[float]], self.embed_passages(texts).tolist())


def load_embedder(settings: Settings) -> OnnxEmbedding:
    """The settings' model, exported before; raises ModelError where it was not (no torch here)."""
    return OnnxEmbedding(export_folder(settings), settings.threads)


def batches(lengths: list[int]) -> Iterator[list[int]]:
    """Indices of the texts in batches of like length: of TOKENS_A_BATCH tokens, or fewer where a text would be filled
    up with more padding than a run of its own costs."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        longest = lengths[batch[0]] if batch else 0
        if batch and ((len(batch) + 1) * longest > TOKENS_A_BATCH or longest - lengths[index] > A_RUN):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _kept_tokens(text: str, encoding: Any, keep: Callable[[str], bool]) -> list[int]:
    """The positions of the tokens whose whole word, as it stands in the text, is accepted."""
    extent: dict[int, tuple[int, int]] = {}
    for word, (start, end) in zip(encoding.word_ids, encoding.offsets, strict=True):
        if word is not None:
            extent[word] = (extent.get(word, (start, end))[0], end)
    accepted = {word for word, (start, end) in extent.items() if keep(text[start:end].strip())}
    return [position for position, word in enumerate(encoding.word_ids) if word in accepted]


def _unit(vectors: Vectors) -> Vectors:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = vectors / np.maximum(norms, 1e-12)
    return unit
