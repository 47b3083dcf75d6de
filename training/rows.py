"""Examples → rows of token ids, in one file: made once, read as often as training likes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Encoding, Tokenizer

from answer.errors import TrainingError
from training.examples import Example
from training.recipe import Recipe

FILE = "rows.npz"
QUESTION_WORDS = 50

Ids = npt.NDArray[np.int16]
Places = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Rows:
    """Question and passage pairs, one behind the other."""

    ids: Ids
    """(tokens of all rows,): the vocabulary of 30,522 fits 16 bits."""
    begins: Places
    """(rows + 1,): where each row begins in `ids`, and where the last one ends."""
    passages: Places
    """(rows,): tokens before the passage; it ends before the row's last marker."""
    starts: Places
    """(rows,): the token at which the answer starts; 0, [CLS], where there is none."""
    ends: Places
    answerable: Numbers
    """(rows,): 1 for answers; for near misses the doubt that they are unanswerable."""
    passes: Places
    """(passes + 1,): the row with which each pass begins, and the number of all rows."""
    groups: Places
    """(rows,): the number of the group that each was made with: of one question, or of twins. Never falls."""

    def __len__(self) -> int:
        return len(self.begins) - 1

    @property
    def lengths(self) -> Places:
        """(rows,): tokens of each."""
        return np.diff(self.begins)

    def save(self, folder: Path) -> None:
        """Put the file in place whole."""
        folder.mkdir(parents=True, exist_ok=True)
        building = folder / ("building-" + FILE)
        np.savez_compressed(building, **{f.name: getattr(self, f.name) for f in fields(self)})
        building.replace(folder / FILE)

    @classmethod
    def load(cls, folder: Path) -> "Rows":
        """Read them back; raises TrainingError where there are none."""
        if not (folder / FILE).is_file():
            raise TrainingError(f"There are no rows to train on in {folder}. Run `prepare --data FOLDER` first.")
        with np.load(folder / FILE) as file:
            return cls(**{f.name: file[f.name] for f in fields(cls)})


class Tokens:
    """The tokenizer, set to read a question and a passage."""

    def __init__(self, tokenizer: Tokenizer, recipe: Recipe) -> None:
        self._tokenizer, self._recipe = tokenizer, recipe
        tokenizer.no_padding()
        tokenizer.enable_truncation(recipe.max_tokens, strategy="only_second")

    def rows(self, passes: Iterable[Iterable[Sequence[Example]]]) -> Rows:
        """The examples of all passes as rows."""
        ids, spans, lengths, passages, answerable, counts = [], [], [], [], [], [0]
        groups: list[int] = []
        for examples in passes:
            for some in examples:
                groups += [groups[-1] + 1 if groups else 0] * len(some)
                for example, encoding in self._encoded(some):
                    ids.append(np.array(encoding.ids, dtype=np.int16))
                    lengths.append(len(encoding.ids))
                    passages.append(encoding.type_ids.index(1))
                    spans.append(token_span(encoding, example))
                    answerable.append(1.0 if example.answerable else self._recipe.doubt[example.kind])
            counts.append(len(lengths))
        starts, ends = np.array(spans, dtype=np.int64).T
        begins = np.concatenate([[0], np.cumsum(lengths)])
        believed = np.array(answerable, dtype=np.float32)
        return Rows(
            ids=np.concatenate(ids),
            begins=begins,
            passages=np.array(passages),
            starts=starts.copy(),
            ends=ends.copy(),
            answerable=believed,
            passes=np.array(counts),
            groups=np.array(groups),
        )

    def _encoded(self, examples: Sequence[Example]) -> Iterator[tuple[Example, Encoding]]:
        pairs = [(" ".join(e.question.split()[:QUESTION_WORDS]), e.passage) for e in examples]
        return zip(examples, self._tokenizer.encode_batch(pairs), strict=True)


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
