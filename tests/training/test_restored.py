"""A reader's file is taken apart again, to learn on from it."""

import numpy as np
import pytest
import torch
from scipy.special import expit

from answer.read.span_reader import FOLDER, SpanReader
from training.model import ReaderNetwork
from training.recipe import TUNING
from training.restored import averaged, restored_reader

PAIRS = (
    ("When did the pool open?", "The pool opened in 1990. It was closed in May, because the roof leaked."),
    ("Who signed it?", "The minister announced the treaty in June. It was signed by his deputy, Anna Berg, in Bern."),
    ("How much is a canoe?", "Boats: boat: canoe; an hour: 9 euros; a day: 40 euros"),
    ("Why was the ferry late?", "Bread is baked at five. The baker, a quiet man, likes to sing."),
)
ROUNDING = 0.05  # by which the probability of an answer may differ: the 8-bit file rounds what runs through it, too


@pytest.fixture(scope="module")
def restored() -> ReaderNetwork:
    return restored_reader(FOLDER, TUNING).eval()


def test_it_scores_as_the_file_does(restored: ReaderNetwork) -> None:
    reader = SpanReader(FOLDER)
    for question, passage in PAIRS:
        window = reader._pairs.encode(question, passage)
        inputs = [torch.tensor([row]) for row in (window.ids, window.attention_mask, window.type_ids)]
        with torch.no_grad():
            theirs = [part[0].numpy() for part in restored(*inputs)]
        ours = reader._run(window)

        assert abs(expit(ours[2]) - expit(theirs[2])) < ROUNDING
        for a, b in zip(ours[:2], theirs[:2], strict=True):
            assert a.argmax() == b.argmax()
            assert np.corrcoef(a, b)[0, 1] > 0.995


def test_all_of_its_matrices_are_its_own(restored: ReaderNetwork) -> None:
    """None is left as the embedding model has it."""
    from training.model import new_reader

    fresh = new_reader(TUNING).state_dict()
    same = [name for name, value in restored.state_dict().items() if torch.equal(value, fresh[name])]
    assert all("embeddings" in name for name in same)


def test_of_an_average_each_weight_lies_between_both(restored: ReaderNetwork) -> None:
    from training.model import new_reader

    fresh = new_reader(TUNING)
    then, now = fresh.state_dict(), {name: value.clone() for name, value in restored.state_dict().items()}

    mixed = averaged(new_reader(TUNING), restored, 0.25).state_dict()

    for name, value in mixed.items():
        assert torch.allclose(value.float(), 0.75 * then[name].float() + 0.25 * now[name].float(), atol=1e-6), name
