"""How many passages a second the embedder takes, ours and sentence-transformers', each in a process of its own."""

import json
import random
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Literal

from index.documents import Document
from index.embed import OnnxEmbedding, load_embedder
from index.sentences import sentence_spans
from settings import ROOT, FootnoteError, load_settings

TEXT_COUNT = 200
TEXT_TOKENS = 200
TURN_TEXTS = 25  # texts a turn: short ones, so that a busy moment of the machine meets both sides
TEXT_SEED = 1

Side = Literal["onnx", "torch"]


class EmbeddingWorker:
    """One side, loaded and warm; it works only when told to."""

    def __init__(self, side: Side, texts: Sequence[str]) -> None:
        command = [sys.executable, "-m", "eval.bench.speed.embedding", side]
        ours, theirs = socket.socketpair()
        with theirs:
            pipe = theirs.fileno()
            self._process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
        self._socket, self._stream = ours, ours.makefile("rw", encoding="utf-8")
        self._tell(json.dumps(texts))

    def seconds(self, start: int) -> float:
        """Embed the SLICE texts from `start` on: seconds."""
        self._tell(str(start))
        line = self._stream.readline()
        if not line:
            raise FootnoteError("An embedding process ended early. Run: python -m index check")
        return float(line)

    def close(self) -> None:
        """End the process, which ends with its input."""
        self._stream.close()
        self._socket.close()
        self._process.wait()

    def _tell(self, line: str) -> None:
        self._stream.write(line + "\n")
        self._stream.flush()


def passage_sized(documents: Sequence[Document], embedder: OnnxEmbedding) -> list[str]:
    """TEXTS texts of about TOKENS tokens: the documents' sentences, drawn with a fixed seed."""
    sentences = [d.text[a:b].strip() for d in documents for a, b in sentence_spans(d.text)]
    sizes = embedder.count_tokens(sentences)
    draw = random.Random(TEXT_SEED)  # noqa: S311 - the same texts every time, no secret
    return [_text(sentences, sizes, draw) for _ in range(TEXT_COUNT)]


def _text(sentences: Sequence[str], sizes: Sequence[int], draw: random.Random) -> str:
    chosen: list[str] = []
    total = 0
    for at in draw.sample(range(len(sentences)), len(sentences)):
        if total + sizes[at] <= TEXT_TOKENS:
            chosen.append(sentences[at])
            total += sizes[at]
    return " ".join(chosen)


def serve(side: Side) -> None:
    """Read the texts, warm up, then embed those from each further line's number on, printing the seconds."""
    settings = load_settings()
    if side == "torch":
        from eval.bench.speed.torch_embedding import TorchEmbedding  # only this side may load torch

        embedder: OnnxEmbedding = TorchEmbedding(settings)
    else:
        embedder = load_embedder(settings)
    texts = json.loads(sys.stdin.readline())
    embedder.embed_passages(texts[:32])
    for line in sys.stdin:
        part = texts[int(line) : int(line) + TURN_TEXTS]
        started = time.perf_counter()
        embedder.embed_passages(part)
        print(time.perf_counter() - started, flush=True)


if __name__ == "__main__":
    serve("torch" if sys.argv[1] == "torch" else "onnx")
