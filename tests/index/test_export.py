"""A sentence-transformers model becomes an ONNX file that gives the same vectors. Slow: these tests import torch."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index import export, model
from index.embed import OnnxEmbedding, load_embedder
from index.errors import ModelError
from index.manifest import collection_name
from index.model import DEFAULT_MODEL, check_default_weights, ensure_export, export_folder, model_folder, read_card
from index.search import HybridRetriever
from index.store import Store
from index.sync import sync
from settings import Settings

MakeCorpus = Callable[..., Settings]

TEXTS = ["Which issue is this?", "Дивизия 201", "", "x" * 500, "The treaty was signed in Moscow. " * 60]


@pytest.fixture
def tiny_settings(make_corpus: MakeCorpus, tiny_model: Path, article: str) -> Settings:
    """Settings of a corpus of the article alone, to be embedded by the tiny model."""
    return make_corpus(**{"article.txt": article}).model_copy(update={"embed_model": str(tiny_model)})


def least_cosine(folder: Path, embedder: OnnxEmbedding) -> float:
    from sentence_transformers import SentenceTransformer

    reference = SentenceTransformer(str(folder), device="cpu")
    theirs = reference.encode(TEXTS, normalize_embeddings=True)
    return float((embedder.embed_passages(TEXTS) * theirs).sum(axis=1).min())


def test_the_exported_default_model_agrees_with_sentence_transformers(embedder: OnnxEmbedding) -> None:
    folder = model_folder(DEFAULT_MODEL)

    assert folder is not None
    assert least_cosine(folder, embedder) >= 0.999


def test_another_model_is_exported_synced_and_searched(tiny_settings: Settings, tiny_model: Path) -> None:
    sync(tiny_settings)

    embedder = load_embedder(tiny_settings)
    store = Store(tiny_settings, embedder.fingerprint)
    hits = HybridRetriever(store, embedder, 3).search("What did Ukraine offer?")
    store.close()

    assert (embedder.dimensions, embedder.max_tokens) == (32, 128)
    assert least_cosine(tiny_model, embedder) >= 0.999
    assert len(hits) == 3


def test_two_models_have_two_collections_side_by_side(tiny_settings: Settings, embedder: OnnxEmbedding) -> None:
    default = tiny_settings.model_copy(update={"embed_model": DEFAULT_MODEL})
    sync(tiny_settings)
    sync(default)

    tiny = load_embedder(tiny_settings)
    assert collection_name(tiny.fingerprint, default) != collection_name(embedder.fingerprint, default)
    for settings, known in [(tiny_settings, tiny), (default, embedder)]:
        store = Store(settings, known.fingerprint)
        assert HybridRetriever(store, known, 1).search("Ukraine")
        store.close()


def test_an_exported_model_is_not_exported_again(article_settings: Settings) -> None:
    said: list[str] = []
    ensure_export(article_settings, said.append)

    assert said == []


def test_a_model_that_has_changed_is_no_longer_current(tiny_settings: Settings, tiny_model: Path) -> None:
    folder = ensure_export(tiny_settings)
    assert model.is_current(tiny_settings, folder)

    (tiny_model / "note.txt").write_text("Trained further.")

    assert not model.is_current(tiny_settings, folder)
    (tiny_model / "note.txt").unlink()


@pytest.mark.parametrize("name", ["/nowhere/model", "nobody/no-such-model"])
def test_a_missing_model_says_what_to_do_without_a_network(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelError, match=f"The model '{name}' is no folder here.* Give FOOTNOTE_EMBED_MODEL a folder"):
        ensure_export(Settings(data=tmp_path, embed_model=name))


def test_a_folder_that_holds_no_model_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(ModelError, match=r"empty holds no sentence-transformers model .* Set FOOTNOTE_EMBED_MODEL"):
        export.export(Settings(data=tmp_path, embed_model=str(tmp_path / "empty")))


def test_altered_weights_of_the_default_model_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(model, "DEFAULT_WEIGHTS_SHA256", "0" * 64)

    with pytest.raises(ModelError, match=r"have SHA-256 53aa51172d142c89…, expected 0000000000000000…\. Install them"):
        export.export(Settings(data=tmp_path))
    assert read_card(export_folder(Settings(data=tmp_path))) is None


def test_the_weights_of_the_default_model_are_the_expected_ones() -> None:
    folder = model_folder(DEFAULT_MODEL)

    assert folder is not None
    check_default_weights(folder)
