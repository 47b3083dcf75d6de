"""The exported model at work: texts become unit vectors, the same alone, in a batch and from several threads."""

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from llama_index.core.base.embeddings.base import BaseEmbedding

from index.embed import A_RUN, TOKENS_A_BATCH, OnnxEmbedding, batches
from index.errors import ModelError
from index.model import export_folder
from settings import Settings

TEXTS = [f"Sentence {n} is about bees. " * (n % 7 + 1) for n in range(40)]


@pytest.fixture
def export_copy(article_settings: Settings, tmp_path: Path) -> Path:
    """A copy of the exported model that a test may damage: remove a file before writing it anew."""
    source = export_folder(article_settings)
    for file in source.iterdir():
        os.link(file, tmp_path / file.name)
    return tmp_path


def test_the_embedder_is_a_llama_index_embedding(embedder: OnnxEmbedding) -> None:
    vector = embedder.get_text_embedding("Bees fly.")

    assert isinstance(embedder, BaseEmbedding)
    assert np.allclose(vector, embedder.embed_passages(["Bees fly."])[0], atol=1e-6)


def test_llama_index_embeds_batches_and_queries_too(embedder: OnnxEmbedding) -> None:
    vectors = embedder.get_text_embedding_batch(TEXTS[:15])
    query = embedder.get_query_embedding(TEXTS[3])

    assert np.allclose(vectors[3], query, atol=1e-5)


async def test_llama_index_embeds_queries_asynchronously(embedder: OnnxEmbedding) -> None:
    assert await embedder.aget_query_embedding("Bees?") == embedder.get_query_embedding("Bees?")


def test_vectors_are_of_unit_length(embedder: OnnxEmbedding) -> None:
    vectors = embedder.embed_passages(TEXTS)

    assert (vectors.shape, vectors.dtype) == ((40, 384), np.dtype("float32"))
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)


def test_a_batch_keeps_the_order_of_its_texts(embedder: OnnxEmbedding) -> None:
    alone = np.stack([embedder.embed_query(text) for text in TEXTS])

    assert np.allclose(embedder.embed_passages(TEXTS), alone, atol=1e-5)


def test_like_things_are_nearer_than_unlike_ones(embedder: OnnxEmbedding) -> None:
    question, like, unlike = embedder.embed_passages(["How do bees fly?", "Insects use wings.", "Taxes rose in May."])

    assert question @ like > question @ unlike


@pytest.mark.parametrize("text", ["", " \n", "\x00", "🐝", "x" * 10_000])
def test_odd_texts_have_vectors_too(embedder: OnnxEmbedding, text: str) -> None:
    assert np.linalg.norm(embedder.embed_query(text)) == pytest.approx(1)


def test_no_texts_give_no_vectors(embedder: OnnxEmbedding) -> None:
    assert embedder.embed_passages([]).shape == (0, 384)


def test_a_long_text_is_cut_at_its_end(embedder: OnnxEmbedding) -> None:
    long = "Bees fly far and wide. " * 60

    assert np.allclose(embedder.embed_query(long), embedder.embed_query(long + "Taxes rose."), atol=1e-5)


def test_tokens_are_counted_to_the_end(embedder: OnnxEmbedding) -> None:
    assert embedder.count_tokens(["", "Bees fly.", "Bees fly. " * 500]) == [0, 3, 1500]


def test_several_threads_get_the_same_vectors(embedder: OnnxEmbedding) -> None:
    with ThreadPoolExecutor(4) as pool:
        vectors = list(pool.map(embedder.embed_query, TEXTS))

    assert np.allclose(np.stack(vectors), embedder.embed_passages(TEXTS), atol=1e-5)


def test_words_have_vectors_in_their_context(embedder: OnnxEmbedding) -> None:
    texts = ["The river bank was wet.", "The bank lent me money."]

    whole, tokens = embedder.embed_words(texts, lambda word: word == "bank")

    assert np.allclose(whole, embedder.embed_passages(texts), atol=1e-5)
    assert [t.shape for t in tokens] == [(1, 384), (1, 384)]
    assert tokens[0] @ tokens[1].T < 0.9


@pytest.mark.parametrize(("kept", "tokens"), [("Khayrulloyev", 5), ("left", 1), ("Khay", 0)])
def test_tokens_are_those_of_whole_words(embedder: OnnxEmbedding, kept: str, tokens: int) -> None:
    """The tokenizer has k ##hay ##ru ##llo ##yev."""
    _, [found] = embedder.embed_words(["So Khayrulloyev left."], lambda word: word == kept)

    assert found.shape == (tokens, 384)
    assert np.allclose(np.linalg.norm(found, axis=1), 1)


def test_the_tokens_of_each_text_are_its_own_whatever_it_is_embedded_with(embedder: OnnxEmbedding) -> None:
    texts = ["The bank was wet. " * n for n in (3, 1, 9, 2)]

    _, together = embedder.embed_words(texts, lambda word: word == "bank")

    assert [len(tokens) for tokens in together] == [3, 1, 9, 2]
    for text, tokens in zip(texts, together, strict=True):
        assert np.allclose(embedder.embed_words([text], lambda word: word == "bank")[1][0], tokens, atol=1e-4)


@given(st.lists(st.integers(0, 2 * TOKENS_A_BATCH), max_size=40))
def test_each_text_is_in_one_batch_of_like_lengths_which_is_no_larger_than_it_may_be(lengths: list[int]) -> None:
    found = list(batches(lengths))

    assert sorted(index for batch in found for index in batch) == list(range(len(lengths)))
    in_order = [lengths[index] for batch in found for index in batch]
    assert in_order == sorted(lengths, reverse=True)
    assert all(len(b) == 1 or len(b) * max(lengths[i] for i in b) <= TOKENS_A_BATCH for b in found)
    assert all(lengths[batch[0]] - lengths[batch[-1]] <= A_RUN for batch in found)
    for batch, following in pairwise(found):
        is_full = (len(batch) + 1) * lengths[batch[0]] > TOKENS_A_BATCH
        assert is_full or lengths[batch[0]] - lengths[following[0]] > A_RUN


def test_a_question_is_searched_with_and_read_in_one_run(
    embedder: OnnxEmbedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched = embedder.embed_query("What do bees like best of all?")
    monkeypatch.setattr(OnnxEmbedding, "_run", None)  # nothing can be run any more

    read, _ = embedder.embed_words(["What do bees like best of all?"], str.isalpha)

    assert np.array_equal(searched, read[0])


def test_the_vocabulary_goes_from_common_to_rare(embedder: OnnxEmbedding) -> None:
    assert embedder.words["the"] < embedder.words["treaty"]
    assert not {"treatty", "##ing", "[CLS]", "2005"} & embedder.words.keys()


def test_a_model_that_was_never_exported_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"There is no exported model in .*Run: python -m index sync"):
        OnnxEmbedding(tmp_path)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_damaged_model_says_what_to_do(export_copy: Path, name: str) -> None:
    (export_copy / name).unlink()
    (export_copy / name).write_bytes(b"damaged")

    with pytest.raises(ModelError, match=r"is damaged .*Delete that folder and run: python -m index sync"):
        OnnxEmbedding(export_copy)


@pytest.mark.parametrize("name", ["model.json", "model.onnx"])
def test_a_model_that_lacks_a_file_was_never_exported(export_copy: Path, name: str) -> None:
    (export_copy / name).unlink()

    with pytest.raises(ModelError, match="There is no exported model"):
        OnnxEmbedding(export_copy)
