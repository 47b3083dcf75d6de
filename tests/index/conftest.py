"""Ways to make texts, to open stores that are closed again, and a model that is not the default one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

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
    """The folder of another sentence-transformers model: a random BERT, 2 layers of 32, with words of its own."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from tokenizers.implementations import BertWordPieceTokenizer
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("model")
    torch.manual_seed(0)
    words = BertWordPieceTokenizer()
    words.train_from_iterator([article], vocab_size=400, show_progress=False)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=words._tokenizer, unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]"
    )
    tokenizer.save_pretrained(folder / "bert")
    config = BertConfig(
        vocab_size=words.get_vocab_size(),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=128,
    )
    BertModel(config).save_pretrained(folder / "bert")
    encoder = Transformer(str(folder / "bert"), max_seq_length=128)
    SentenceTransformer(modules=[encoder, Pooling(32)], device="cpu").save(str(folder / "tiny"))
    return folder / "tiny"
