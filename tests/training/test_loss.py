"""How far a reader is from what the examples say."""

from dataclasses import replace

import torch

from training import loss
from training.batches import Batch, Stream
from training.model import tiny_reader
from training.recipe import Recipe


def batch_of(answerable: list[float], groups: list[int]) -> Batch:
    some = torch.zeros((len(groups), 2), dtype=torch.long)
    places = torch.zeros(len(groups), dtype=torch.long)
    return Batch(some, some, some, some > 0, places, places, torch.tensor(answerable), torch.tensor(groups), None)


def test_what_answers_should_be_ahead_of_what_does_not() -> None:
    batch = batch_of([1, 0.03, 1, 0.03], [0, 0, 1, 1])

    ahead = loss._contrast(torch.tensor([4.0, -4.0, 0.0, -8.0]), batch)
    behind = loss._contrast(torch.tensor([-4.0, 4.0, -8.0, 0.0]), batch)

    assert ahead < 0.01
    assert 7.9 < behind < 8.1


def test_other_groups_do_not_matter() -> None:
    scores = torch.tensor([-4.0, 4.0])

    assert loss._contrast(scores, batch_of([1, 0.03], [0, 1])) == 0


def test_contrast_counts_as_the_recipe_says(stream: Stream, recipe: Recipe) -> None:
    batch, reader = next(stream.steps(0)), tiny_reader(recipe, 30522).eval()
    plain, more = (loss.losses_of(reader, batch, replace(recipe, contrast=weight)) for weight in (0.0, 0.5))

    assert plain.contrast == 0
    total = more.total(replace(recipe, contrast=0.5), False)
    assert torch.isclose(total, plain.total(recipe, False) + 0.5 * more.contrast)
