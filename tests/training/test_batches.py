"""Rows as batches."""

from itertools import islice

import numpy as np
import torch

from training.batches import Batches, Labels, Stream, even_batches
from training.recipe import Recipe
from training.rows import Rows

CPU = torch.device("cpu")


def test_a_batch_holds_its_rows_padded(rows: Rows) -> None:
    some = np.array([3, 0, 5])

    batch = Batches(rows, CPU).of(some)

    for place, row in enumerate(some):
        ids = rows.ids[rows.begins[row] : rows.begins[row + 1]].tolist()
        assert batch.ids[place, : len(ids)].tolist() == ids
        assert not batch.ids[place, len(ids) :].any()
        assert batch.mask[place].sum() == len(ids)


def test_a_span_may_stand_in_the_passage_or_at_the_first_token(rows: Rows) -> None:
    batch = Batches(rows, CPU).of(np.array([0]))

    passage = list(range(int(rows.passages[0]), int(rows.lengths[0]) - 1))
    assert batch.allowed[0].nonzero()[:, 0].tolist() == [0, *passage]
    assert batch.types[0].nonzero()[:, 0].tolist() == [*passage, passage[-1] + 1]


def test_what_has_no_span_is_not_believed_in(rows: Rows) -> None:
    without = int(np.flatnonzero(rows.starts == 0)[0])

    assert Batches(rows, CPU).of(np.array([without])).weights.tolist() == [0.0]


def test_each_token_comes_with_what_the_teacher_says_of_it(rows: Rows) -> None:
    numbers = torch.arange(len(rows.ids)).half()
    labels = Labels(numbers, -numbers, torch.arange(len(rows)).half())

    taught = Batches(rows, CPU, labels).of(np.array([2, 1])).taught

    assert taught is not None
    assert taught.starts[0, 0] == rows.begins[2]
    assert taught.ends[1, 3] == -(rows.begins[1] + 3)
    assert taught.answerable.tolist() == [2.0, 1.0]


def test_a_stream_taken_up_later_goes_on_with_the_same_batches(stream: Stream) -> None:
    whole = [batch.ids for batch in islice(stream.steps(0), 60)]

    rest = [batch.ids for batch in islice(stream.steps(40), 20)]

    assert all(torch.equal(a, b) for a, b in zip(whole[40:], rest, strict=True))


def test_a_pass_holds_each_of_its_rows_once(stream: Stream, rows: Rows) -> None:
    first = list(stream._pass(0))

    assert sorted(np.concatenate(first).tolist()) == list(range(int(rows.passes[1])))


def test_after_the_last_pass_the_first_comes_again_in_another_order(stream: Stream) -> None:
    first, again = (np.concatenate(list(stream._pass(number))) for number in (0, 2))

    assert sorted(first) == sorted(again)
    assert first.tolist() != again.tolist()


def test_even_batches_hold_all_rows(rows: Rows) -> None:
    assert sorted(np.concatenate(even_batches(rows, 7)).tolist()) == list(range(len(rows)))


def test_a_group_is_read_in_one_batch(rows: Rows, recipe: Recipe) -> None:
    stream = Stream(Batches(rows, torch.device("cpu")), recipe.student.batch, recipe.seed, whole_groups=True)
    in_a_pass = [rows.groups[some] for some in stream._pass(0)]

    seen = [set(groups.tolist()) for groups in in_a_pass]
    assert sum(len(groups) for groups in in_a_pass) == rows.passes[1]
    assert sum(len(groups) for groups in seen) == len(set().union(*seen))
