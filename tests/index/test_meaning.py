"""A passage's vectors: of the whole and of its sentences, which a row's metadata can hold."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.embed import OnnxEmbedding, Vectors
from index.meaning import Meaning, meanings, unpacked

Embed = Callable[[Sequence[str]], Iterable[Vectors]]


def floats(numbers: Sequence[float | Sequence[float]]) -> Vectors:
    return np.asarray(numbers, dtype=np.float32)


def unit(vectors: Vectors) -> Vectors:
    """Each row at unit length."""
    scaled: Vectors = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return scaled


def embedding(asked: list[str]) -> Embed:
    """Remembers what it was asked to embed, and gives each text a vector of its own."""

    def embed(texts: Sequence[str]) -> Sequence[Vectors]:
        asked.extend(texts)
        return [unit(np.asarray([len(text), 1.0], dtype=np.float32)) for text in texts]

    return embed


def test_the_whole_and_each_sentence_have_a_vector() -> None:
    asked: list[str] = []

    [meaning] = meanings(["- Bees fly.  \n- They make honey.\n"], embedding(asked))

    assert asked == ["- Bees fly.  \n- They make honey.\n", "Bees fly.", "They make honey."]
    assert meaning.sentences.shape == (2, 2)


def test_a_sentence_alone_is_the_whole() -> None:
    asked: list[str] = []

    [meaning, blank] = meanings(["Bees fly.\n", " \n"], embedding(asked))

    assert asked == ["Bees fly.\n", " \n"]
    assert meaning.sentences.tolist() == [meaning.whole.tolist()]
    assert len(blank.sentences) == 1


def test_likeness_is_the_mean_of_the_whole_and_the_best_sentence() -> None:
    meaning = Meaning(floats([1, 0]), floats([[0, 1], [0.6, 0.8]]))

    assert meaning.likeness(floats([0, 1])) == pytest.approx((0 + 1) / 2)
    assert meaning.likeness(floats([1, 0])) == pytest.approx((1 + 0.6) / 2)


@given(
    arrays(np.float32, (2, 16), elements=st.floats(-1, 1, width=32)).filter(lambda v: (np.abs(v).max(1) > 0.01).all())
)
def test_packed_sentences_come_back_nearly_as_they_were(vectors: Vectors) -> None:
    sentences = unit(vectors)

    again = unpacked(sentences[0], Meaning(sentences[0], sentences).packed())

    assert (again.whole == sentences[0]).all()
    assert (again.sentences * sentences).sum(axis=1) == pytest.approx([1, 1], abs=3e-3)
    assert np.linalg.norm(again.sentences, axis=1) == pytest.approx([1, 1], abs=1e-5)


def test_the_model_s_sentences_lose_next_to_nothing(embedder: OnnxEmbedding) -> None:
    texts = ["Bees fly. They make honey. Taxes rose in May, as the council had decided."]
    [meaning] = meanings(texts, embedder.embed_passages)

    again = unpacked(meaning.whole, meaning.packed())

    assert (again.sentences * meaning.sentences).sum(axis=1).min() > 0.9999
    assert len(meaning.packed()) == pytest.approx(3 * 384 * 4 / 3)


@pytest.mark.parametrize("damaged", ["", "no base64!", "AAAA"])
def test_what_is_no_packed_vector_is_an_error(damaged: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpacked(floats([1, 0]), damaged)
