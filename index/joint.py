"""BM25 over several indexes as if they were one: how telling a term is depends on all of their passages."""

import math
from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from index.lexical import LexicalIndex
from index.passages import version_of


class JointWords:
    """The search by words over the passages of some versions of documents."""

    def __init__(self, parts: Sequence[LexicalIndex], versions: Collection[str]) -> None:
        self._parts = parts
        asked = [np.array([version_of(i) in versions for i in part.ids], dtype=bool) for part in parts]
        self._asked: list[npt.NDArray[np.bool_]] = asked
        self.words = parts[0].words.union(*(part.words for part in parts[1:]))

    def query(self, question: str, k: int) -> list[tuple[str, float]]:
        """Ids and scores of the k best passages, best first; only those that share a word with it."""
        best: list[tuple[str, float]] = []
        for part, asked in zip(self._parts, self._asked, strict=True):
            scores = self._scores(part, question) * asked
            best += [(part.ids[i], float(scores[i])) for i in np.argsort(-scores, kind="stable")[:k] if scores[i] > 0]
        return sorted(best, key=lambda found: -found[1])[:k]

    def scores(self, question: str, ids: Sequence[str]) -> list[float]:
        """The scores of these passages; 0 where one is unknown or shares no word with it."""
        found = dict.fromkeys(ids, 0.0)
        for part in self._parts:
            scores = self._scores(part, question)
            found |= {i: float(scores[place]) for i in found if (place := part.place_of(i)) is not None}
        return [found[i] for i in ids]

    def _scores(self, part: LexicalIndex, question: str) -> npt.NDArray[np.float32]:
        """(passages of a part,): its own scores, a term as telling as it is among all."""
        return part.all_scores(question, self.idf if len(self._parts) > 1 else None)

    def idf(self, term: str) -> float:
        """How telling a term is: ln(1 + (N − n + 0.5) / (n + 0.5)), n of all N passages holding it."""
        total, n = sum(len(part.ids) for part in self._parts), self.document_frequency(term)
        return math.log(1 + (total - n + 0.5) / (n + 0.5))

    def document_frequency(self, term: str) -> int:
        """In how many passages the (stemmed) term occurs."""
        return sum(part.document_frequency(term) for part in self._parts)
