"""Examples as token ids."""

from itertools import islice

import numpy as np

from answer.training.batches import Batch, Stream, Tokens, padded
from answer.training.examples import Example
from answer.training.model import plain_tokenizer
from answer.training.recipe import Recipe

PASSAGE = "Émile lived in Saint-Étienne. He died in 1902."


def one(span: tuple[int, int] | None, kind: str, recipe: Recipe) -> Batch:
    return padded(Tokens(plain_tokenizer(), recipe).rows([Example("Where did Émile live?", PASSAGE, span, kind)]))


def test_the_tokens_of_the_span_are_those_of_the_answer(recipe: Recipe) -> None:
    start = PASSAGE.index("Saint")

    batch = one((start, start + len("Saint-Étienne")), "answerable", recipe)

    marked = batch.ids[0, batch.starts[0] : batch.ends[0] + 1].tolist()
    assert plain_tokenizer().decode(marked) == "saint - etienne"


def test_what_has_no_answer_points_at_the_first_token(recipe: Recipe) -> None:
    batch = one(None, "near", recipe)

    assert (batch.starts[0], batch.ends[0], batch.weights[0]) == (0, 0, 0.0)


def test_a_near_miss_is_believed_in_a_little(recipe: Recipe) -> None:
    batch = one((15, 28), "swapped", recipe)

    assert batch.weights[0] == batch.answerable[0] == np.float32(recipe.doubt["swapped"])


def test_a_span_may_stand_in_the_passage_or_at_the_first_token(recipe: Recipe) -> None:
    batch = one(None, "near", recipe)

    allowed = batch.ids[0, batch.allowed[0]].tolist()
    whole = plain_tokenizer().encode(PASSAGE, add_special_tokens=False).ids
    assert allowed == [batch.ids[0, 0], *whole]


def test_a_stream_taken_up_later_goes_on_with_the_same_batches(stream: Stream) -> None:
    whole = [batch.ids for batch in islice(stream.steps(0), 30)]

    rest = [batch.ids for batch in islice(stream.steps(20), 10)]

    assert all(np.array_equal(a, b) for a, b in zip(whole[20:], rest, strict=True))
