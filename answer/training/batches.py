"""Examples → batches of token ids, of like length."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from random import Random

import numpy as np
import numpy.typing as npt
from tokenizers import Encoding, Tokenizer

from answer.training.examples import Example, Examples
from answer.training.recipe import Recipe

Integers = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float32]

CHUNK = 64  # batches of a block, whose examples are sorted by length: like lengths, and still a random order
QUESTION_WORDS = 50


@dataclass(frozen=True)
class Batch:
    """Question and passage pairs as the model reads them, padded to the longest. Shapes: (examples, tokens)."""

    ids: Integers
    mask: Integers
    types: Integers
    """1 for the passage's tokens and the marker behind them."""
    allowed: npt.NDArray[np.bool_]
    """Where a span may start and end: [CLS], and the passage."""
    starts: Integers
    """(examples,): the token at which the answer starts; 0, [CLS], where there is none."""
    ends: Integers
    weights: Numbers
    """(examples,): how far the span is believed in: 1 for answers, the doubt for near misses."""
    answerable: Numbers
    """(examples,): 1 for answers, the doubt for the others."""


@dataclass(frozen=True)
class Row:
    """One example as token ids."""

    ids: npt.NDArray[np.int32]
    passage: int
    """Where the passage's tokens begin; they end before the last marker."""
    span: tuple[int, int]
    """The first and the last token of the example's span; (0, 0) where it has none."""
    answerable: float
    """1, or the doubt that it is unanswerable."""


class Tokens:
    """The tokenizer, set to read a question and a passage."""

    def __init__(self, tokenizer: Tokenizer, recipe: Recipe) -> None:
        self._tokenizer, self._recipe = tokenizer, recipe
        tokenizer.no_padding()
        tokenizer.enable_truncation(recipe.max_tokens, strategy="only_second")
        self.vocabulary: int = tokenizer.get_vocab_size()

    def rows(self, examples: Sequence[Example]) -> list[Row]:
        """Each example's question and passage as one sequence of tokens."""
        pairs = [(" ".join(e.question.split()[:QUESTION_WORDS]), e.passage) for e in examples]
        encoded = self._tokenizer.encode_batch(pairs)
        return [self._row(example, encoding) for example, encoding in zip(examples, encoded, strict=True)]

    def _row(self, example: Example, encoding: Encoding) -> Row:
        answerable = 1.0 if example.answerable else self._recipe.doubt[example.kind]
        ids = np.array(encoding.ids, dtype=np.int32)
        return Row(ids, encoding.type_ids.index(1), token_span(encoding, example), answerable)


def padded(rows: Sequence[Row]) -> Batch:
    """Rows as one batch, padded to the longest."""
    shape = (len(rows), max(len(row.ids) for row in rows))
    ids, mask, types = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    allowed = np.zeros(shape, dtype=np.bool_)
    allowed[:, 0] = True
    for i, row in enumerate(rows):
        length = len(row.ids)
        ids[i, :length], mask[i, :length], types[i, row.passage : length] = row.ids, 1, 1
        allowed[i, row.passage : length - 1] = True
    spans = np.array([row.span for row in rows], dtype=np.int64)
    answerable = np.array([row.answerable for row in rows], dtype=np.float32)
    return Batch(ids, mask, types, allowed, spans[:, 0], spans[:, 1], answerable * (spans[:, 0] > 0), answerable)


class Stream:
    """The batch of each step: pass after pass, in a seeded order. Any step can be asked for, so a run can resume."""

    def __init__(self, examples: Examples, tokens: Tokens, recipe: Recipe) -> None:
        self._examples, self._tokens, self._recipe = examples, tokens, recipe

    def steps(self, begin: int) -> Iterator[Batch]:
        """The batches from step `begin` on, without end."""
        step = 0
        for number in count():
            for batch in self._pass(number):
                if step >= begin:
                    yield padded(batch)
                step += 1

    def _pass(self, number: int) -> Iterator[list[Row]]:
        """One pass, block by block: in a block the batches are of like length, and shuffled."""
        rng, size = Random(f"{self._recipe.seed}/order/{number}"), self._recipe.batch
        left: list[Row] = []
        for examples in _blocks(self._examples.of_pass(number), CHUNK * size):
            rows = left + self._tokens.rows(examples)
            rng.shuffle(rows)
            left = rows[len(rows) - len(rows) % size :]
            rows = sorted(rows[: len(rows) - len(left)], key=lambda row: len(row.ids))
            batches = [rows[i : i + size] for i in range(0, len(rows), size)]
            rng.shuffle(batches)
            yield from batches


def _blocks(examples: Iterator[list[Example]], size: int) -> Iterator[list[Example]]:
    """Examples in blocks of `size` or a few more; the last one is shorter."""
    block: list[Example] = []
    for some in examples:
        block += some
        if len(block) >= size:
            yield block
            block = []
    if block:
        yield block


def token_span(encoding: Encoding, example: Example) -> tuple[int, int]:
    """The first and the last token of the example's span; (0, 0), [CLS], where it has none in reach."""
    if example.span is None:
        return 0, 0
    begin, end = example.span
    inside = [
        position
        for position, (sequence, (a, b)) in enumerate(zip(encoding.sequence_ids, encoding.offsets, strict=True))
        if sequence == 1 and a < end and b > begin
    ]
    return (inside[0], inside[-1]) if inside else (0, 0)
