"""Questions and passages as vectors of their units and of their words."""

import numpy as np
import pytest

from answer.read import encoder as encoder_module
from answer.read.encoder import Encoder, word_match
from index.embed import OnnxEmbedding, Vectors
from made_documents import passage_of, units_of


@pytest.fixture
def encoder(embedder: OnnxEmbedding) -> Encoder:
    return Encoder(embedder, units_of)


def vectors(*rows: tuple[float, ...]) -> Vectors:
    return np.array(rows, dtype=np.float32).reshape(len(rows), -1)


def test_a_passage_is_its_units_as_they_are_read(encoder: Encoder, embedder: OnnxEmbedding) -> None:
    read = encoder.passage(passage_of("Bees\n  fly far.  \nThey make honey.\n"))

    assert [read.text(n) for n in range(2)] == ["Bees fly far.", "They make honey."]
    assert np.allclose(
        read.encoded.sentences, embedder.embed_passages(["Bees fly far.", "They make honey."]), atol=1e-5
    )
    assert [len(words) for words in read.encoded.words] == [3, 1]  # "make" and "they" say nothing


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "The guards left. The rain fell."),
        (1, "The guards left. The rain fell. The snow lay."),
        (2, "The rain fell. The snow lay."),
    ],
)
def test_around_a_unit_are_those_before_and_behind_it(encoder: Encoder, number: int, words: str) -> None:
    assert encoder.passage(passage_of("The guards left. The rain fell. The snow lay.")).around(number) == words


def test_a_passage_without_units_is_none(encoder: Encoder) -> None:
    read = encoder.passage(passage_of("Volume: 2"))

    assert (read.units, len(read.encoded.sentences), read.encoded.words) == ((), 0, ())


def test_a_question_is_one_text(encoder: Encoder, embedder: OnnxEmbedding) -> None:
    text = "Do bees fly? Do they?"

    encoded = encoder.question(text)

    assert len(encoded.sentences) == 1
    assert np.allclose(encoded.sentences[0], embedder.embed_query(text), atol=1e-5)
    assert [w.dtype for w in encoded.words] == [np.float16]


def test_a_passage_is_encoded_once(encoder: Encoder) -> None:
    assert encoder.passage(passage_of("Bees fly.")) is encoder.passage(passage_of("Bees fly."))
    assert encoder.passage(passage_of("Bees fly.")) is not encoder.passage(passage_of("Bees fly.", "q"))


def test_what_was_not_read_for_longest_is_forgotten_first(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder_module, "PASSAGES_KEPT", 2)
    a, b, c = (passage_of("Bees fly.", name) for name in "abc")
    first, second = encoder.passage(a), encoder.passage(b)

    encoder.passage(a)
    encoder.passage(c)

    assert encoder.passage(a) is first
    assert encoder.passage(b) is not second


def test_words_match_by_the_mean_of_the_best_cosine_of_each_word_asked() -> None:
    asked, said = vectors((1, 0), (0, 1)), vectors((1, 0), (0.6, 0.8), (-1, 0))

    assert word_match(asked, said) == pytest.approx((1 + 0.8) / 2)


def test_where_either_has_no_word_nothing_matches() -> None:
    none = np.zeros((0, 2), dtype=np.float32)

    assert word_match(none, vectors((1, 0))) == 0
    assert word_match(vectors((1, 0)), none) == 0


def test_words_match_by_meaning(encoder: Encoder) -> None:
    asked = encoder.question("Which countries guaranteed the pact?").words[0]
    near, far = encoder.passage(passage_of("Nations vouched for the treaty. Rain fell on the roof.")).encoded.words

    assert word_match(asked, near) > word_match(asked, far)
