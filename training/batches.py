"""Rows → batches of like length on the device that trains."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
import numpy.typing as npt
import torch

from training.rows import Rows

CHUNK = 64  # batches of a block, whose rows are sorted by length: like lengths, and still a random order

Order = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Labels:
    """What a teacher says of every token of the rows, and of each row. Logits, float16."""

    starts: torch.Tensor
    """(tokens of all rows,)"""
    ends: torch.Tensor
    answerable: torch.Tensor
    """(rows,)"""


@dataclass(frozen=True)
class Batch:
    """Pairs as the model reads them, padded to the longest. Shapes: (examples, tokens)."""

    ids: torch.Tensor
    mask: torch.Tensor
    types: torch.Tensor
    """1 for the passage's tokens and the marker behind them."""
    allowed: torch.Tensor
    """Where a span may start and end: [CLS], and the passage."""
    starts: torch.Tensor
    """(examples,): the token at which the answer starts; 0, [CLS], where there is none."""
    ends: torch.Tensor
    answerable: torch.Tensor
    """(examples,): 1 for answers, the doubt for the others."""
    groups: torch.Tensor
    """(examples,): those of one group were made of one question, or of twins."""
    taught: Labels | None
    """The teacher's logits: starts and ends (examples, tokens), answerable (examples,)."""

    @property
    def weights(self) -> torch.Tensor:
        """(examples,): how far the span is believed in: 1 for answers, the doubt for near misses, 0 without one."""
        return self.answerable * (self.starts > 0)


class Batches:
    """The rows, and what the teacher says of them, on a device; any of them as a batch."""

    def __init__(self, rows: Rows, device: torch.device, labels: Labels | None = None) -> None:
        self.rows, self._device, self._lengths = rows, device, rows.lengths
        names = ("ids", "begins", "passages", "starts", "ends", "answerable", "groups")
        self._on_device = {name: torch.from_numpy(getattr(rows, name)).to(device) for name in names}
        self._labels = labels

    def of(self, rows: Order) -> Batch:
        """These rows as one batch."""
        index, here = torch.from_numpy(rows).to(self._device), self._on_device
        begins, passages = here["begins"][index], here["passages"][index, None]
        lengths = (here["begins"][index + 1] - begins)[:, None]
        token = torch.arange(int(self._lengths[rows].max()), device=self._device)[None, :]
        inside = token < lengths
        places = torch.where(inside, begins[:, None] + token, 0)  # beyond a row's end anything: it is masked
        allowed = (token == 0) | ((token >= passages) & (token < lengths - 1))
        taught = self._labels and Labels(
            self._labels.starts[places].float(),
            self._labels.ends[places].float(),
            self._labels.answerable[index].float(),
        )
        return Batch(
            torch.where(inside, here["ids"][places].long(), 0),
            inside.long(),
            (inside & (token >= passages)).long(),
            allowed,
            here["starts"][index],
            here["ends"][index],
            here["answerable"][index],
            here["groups"][index],
            taught,
        )


class Stream:
    """The rows of each step: pass after pass, in a seeded order. Any step can be asked for, so a run can resume."""

    def __init__(self, batches: Batches, size: int, seed: int, whole_groups: bool = False) -> None:
        """With `whole_groups` what belongs to one group is read in one batch, which may hold more or fewer rows."""
        self._batches, self._size, self._seed, self._whole_groups = batches, size, seed, whole_groups

    def steps(self, begin: int) -> Iterator[Batch]:
        """The batches from step `begin` on, without end; after the last pass the first comes again."""
        step = 0
        for number in count():
            for rows in self._pass(number):
                if step >= begin:
                    yield self._batches.of(rows)
                step += 1

    def _pass(self, number: int) -> Iterator[Order]:
        """One pass, block by block: in a block the batches are of like length, and shuffled."""
        rng, borders = np.random.default_rng([self._seed, number]), self._batches.rows.passes
        place = number % (len(borders) - 1)
        rows = np.arange(borders[place], borders[place + 1])
        if self._whole_groups:
            yield from self._of_groups(rows, rng)
            return
        order = rng.permutation(rows)
        for at in range(0, len(order), CHUNK * self._size):
            block = in_order_of_length(order[at : at + CHUNK * self._size], self._batches.rows)
            batches = [block[i : i + self._size] for i in range(0, len(block), self._size)]
            rng.shuffle(batches)
            yield from batches

    def _of_groups(self, rows: Order, rng: np.random.Generator) -> Iterator[Order]:
        """Batches of whole groups of like length."""
        borders = np.flatnonzero(np.diff(self._batches.rows.groups[rows])) + 1
        groups = np.split(rows, borders)
        order, lengths = rng.permutation(len(groups)), self._batches.rows.lengths
        each = max(1, self._size * len(groups) // max(1, len(rows)))  # groups in a batch
        for at in range(0, len(order), CHUNK * each):
            block = sorted(order[at : at + CHUNK * each], key=lambda g: int(lengths[groups[g]].max()))
            batches = [np.concatenate([groups[g] for g in block[i : i + each]]) for i in range(0, len(block), each)]
            rng.shuffle(batches)
            yield from batches


def in_order_of_length(order: Order, rows: Rows) -> Order:
    """The shortest first."""
    return order[np.argsort(rows.lengths[order], kind="stable")]


def even_batches(rows: Rows, size: int) -> Sequence[Order]:
    """All rows, in batches of like length."""
    order = in_order_of_length(np.arange(len(rows)), rows)
    return [order[i : i + size] for i in range(0, len(order), size)]
