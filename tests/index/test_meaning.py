"""A passage's vectors: of the whole and of its units, which a row's metadata can hold."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.embed import OnnxEmbedding, Vectors
from index.meaning import Meaning, meanings, read_texts, unpacked
from index.passages import Piece, split
from made_documents import plain

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


def piece_of(text: str) -> Piece:
    """A passage that is this text, with its units."""
    [piece] = split(plain(text), lambda texts: [1] * len(texts), 99)
    return piece


def test_of_a_passage_its_text_and_the_forms_of_its_units_are_read() -> None:
    text = "Bees fly  far.  \nThey make honey.\n"

    assert read_texts(piece_of(text)) == (text, "Bees fly far.", "They make honey.")


@pytest.mark.parametrize("text", ["Bees fly far.\n", "Volume: 2\n", "\n"])
def test_of_a_passage_that_is_a_unit_or_holds_none_the_whole_is_read(text: str) -> None:
    assert read_texts(piece_of(text)) == (text,)


def test_the_whole_and_each_unit_have_a_vector() -> None:
    asked: list[str] = []

    [first, second] = meanings([("Bees fly. They sting.", "Bees fly.", "They sting."), ("Wasps.",)], embedding(asked))

    assert asked == ["Bees fly. They sting.", "Bees fly.", "They sting.", "Wasps."]
    assert [len(first.units), len(second.units)] == [2, 1]
    assert first.units[0] == pytest.approx(unit(floats([9, 1])))


def test_a_unit_alone_is_the_whole() -> None:
    [meaning] = meanings([("Bees fly.\n",)], embedding([]))

    assert meaning.units.tolist() == [meaning.whole.tolist()]


def test_likeness_is_the_mean_of_the_whole_and_the_best_unit() -> None:
    meaning = Meaning(floats([1, 0]), floats([[0, 1], [0.6, 0.8]]))

    assert meaning.likeness(floats([0, 1])) == pytest.approx((0 + 1) / 2)
    assert meaning.likeness(floats([1, 0])) == pytest.approx((1 + 0.6) / 2)


@given(
    arrays(np.float32, (2, 16), elements=st.floats(-1, 1, width=32)).filter(lambda v: (np.abs(v).max(1) > 0.01).all())
)
def test_packed_units_come_back_nearly_as_they_were(vectors: Vectors) -> None:
    units = unit(vectors)

    again = unpacked(units[0], Meaning(units[0], units).packed())

    assert (again.whole == units[0]).all()
    assert (again.units * units).sum(axis=1) == pytest.approx([1, 1], abs=3e-3)
    assert np.linalg.norm(again.units, axis=1) == pytest.approx([1, 1], abs=1e-5)


def test_the_model_s_units_lose_next_to_nothing(embedder: OnnxEmbedding) -> None:
    piece = piece_of("Bees fly far. They make honey. Taxes rose in May, as the council had decided.")
    [meaning] = meanings([read_texts(piece)], embedder.embed_passages)

    again = unpacked(meaning.whole, meaning.packed())

    assert (again.units * meaning.units).sum(axis=1).min() > 0.9999
    assert len(meaning.packed()) == pytest.approx(3 * 384 * 4 / 3)


@pytest.mark.parametrize("damaged", ["", "no base64!", "AAAA"])
def test_what_is_no_packed_vector_is_an_error(damaged: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpacked(floats([1, 0]), damaged)
