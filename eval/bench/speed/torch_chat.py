"""The chat as it would be with sentence-transformers in its process: what `make bench` compares ours with.

    python -m eval.bench.speed.torch_chat run app.py --headless    (the arguments of the chainlit command)

All is as in the chat but the embedder: whoever loads one gets a sentence-transformers model.
"""

import runpy

import index.embed
from eval.bench.speed.torch_embedding import TorchEmbedding

if __name__ == "__main__":
    index.embed.load_embedder = TorchEmbedding  # before the chat's own modules import it by name
    runpy.run_module("chainlit", run_name="__main__", alter_sys=True)
