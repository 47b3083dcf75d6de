"""Questions and passages as vectors of their sentences and of their words."""

import numpy as np
import pytest

from answer.read import encoder as encoder_module
from answer.read.encoder import Encoder, word_match
from index.embed import OnnxEmbedding, Vectors
from index.passages import Passage


@pytest.fixture
def encoder(embedder: OnnxEmbedding) -> Encoder:
    return Encoder(embedder)


def passage(text: str, name: str = "p") -> Passage:
    return Passage(name, "d.txt", 0, len(text), text, "paragraph 1 of 1")


def vectors(*rows: tuple[float, ...]) -> Vectors:
    return np.array(rows, dtype=np.float32).reshape(len(rows), -1)


def test_a_passage_is_its_sentences_without_marks_and_white_space(encoder: Encoder) -> None:
    text = "- Bees fly.  \n- They make honey.\n"

    encoded = encoder.passage(passage(text))

    assert [text[a:b] for a, b in encoded.spans] == ["Bees fly.", "They make honey."]
    assert encoded.sentences.shape == (2, 384)
    assert [len(words) for words in encoded.words] == [2, 1]  # "make" and "they" say nothing


def test_a_question_is_one_sentence(encoder: Encoder, embedder: OnnxEmbedding) -> None:
    text = "Do bees fly? Do they?"

    encoded = encoder.question(text)

    assert encoded.spans == ((0, len(text)),)
    assert np.allclose(encoded.sentences[0], embedder.embed_query(text), atol=1e-5)
    assert [w.dtype for w in encoded.words] == [np.float16]


def test_of_a_text_the_tokens_of_one_name_are_to_be_had(encoder: Encoder) -> None:
    one = encoder.words("Who met Bell in Paris?", "Bell")
    two = encoder.words("Who met Bell in Paris?", "Bell in Paris")

    assert one.spans == ((0, 22),)
    assert (len(one.words[0]), len(two.words[0])) == (1, 3)
    assert len(encoder.words("Who met Bell?", "Cole").words[0]) == 0


def test_a_passage_is_encoded_once(encoder: Encoder) -> None:
    assert encoder.passage(passage("Bees fly.")) is encoder.passage(passage("Bees fly."))
    assert encoder.passage(passage("Bees fly.")) is not encoder.passage(passage("Bees fly.", "q"))


def test_what_was_not_read_for_longest_is_forgotten_first(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder_module, "PASSAGES_KEPT", 2)
    a, b, c = (passage("Bees fly.", name) for name in "abc")
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
    near, far = encoder.passage(passage("Nations vouched for the treaty. Rain fell on the roof.")).words

    assert word_match(asked, near) > word_match(asked, far)
