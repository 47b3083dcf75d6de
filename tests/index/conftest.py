"""Ways to make texts, to open stores that are closed again, and a model that is not the default one."""

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import BertProcessing

from index.embed import OnnxEmbedding
from index.store import Store
from settings import Settings

OpenStore = Callable[[Settings], Store]

hypothesis_settings.register_profile("footnote", deadline=None)  # the machine may be busy with other tests
hypothesis_settings.load_profile("footnote")


@pytest.fixture
def open_store(embedder: OnnxEmbedding) -> Iterator[OpenStore]:
    """open_store(settings) → the store of a synced corpus, closed after the test."""
    opened: list[Store] = []

    def open_one(settings: Settings) -> Store:
        opened.append(Store(settings, embedder.fingerprint))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory, article: str) -> Path:
    """The folder of another sentence-transformers model: a random BERT, 2 layers of 32, that knows the article's words.

    Slow: imports torch.
    """
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    transformers: Any = import_module("transformers")
    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("model")
    words = _word_pieces(article)
    markers = {"unk_token": "[UNK]", "pad_token": "[PAD]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    transformers.PreTrainedTokenizerFast(tokenizer_object=words, **markers).save_pretrained(folder / "bert")
    sizes = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    config = transformers.BertConfig(vocab_size=words.get_vocab_size(), max_position_embeddings=128, **sizes)
    transformers.BertModel(config).save_pretrained(folder / "bert")
    encoder = Transformer(str(folder / "bert"), max_seq_length=128)
    SentenceTransformer(modules=[encoder, Pooling(32)], device="cpu").save(str(folder / "tiny"))
    return folder / "tiny"


def _word_pieces(text: str) -> Tokenizer:
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *sorted(set(re.findall(r"\w+|[^\w\s]", text.lower())))]
    tokenizer = Tokenizer(WordPiece({piece: n for n, piece in enumerate(pieces)}, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer()
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.post_processor = BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return tokenizer
