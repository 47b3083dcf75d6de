"""The paragraphs nearest to a question that are not its own: by BM25, those of its document first."""

from collections import defaultdict
from collections.abc import Sequence

import bm25s

from training.samples import SpanSample

NEIGHBOURS = 12


class Neighbourhood:
    """Every paragraph's neighbours, and the questions on them. Made once for all samples."""

    def __init__(self, samples: Sequence[SpanSample]) -> None:
        self.paragraphs = sorted({s.paragraph for s in samples})
        self._document = {s.paragraph: s.document for s in samples}
        self._questions: dict[str, list[str]] = defaultdict(list)
        for sample in samples:
            self._questions[sample.paragraph].append(sample.question)
        self._answers: dict[str, list[str]] = defaultdict(list)
        for sample in samples:
            self._answers[sample.paragraph] += [sample.paragraph[a:b] for a, b in sample.answers[:1]]
        self._bm25 = bm25s.BM25()
        self._bm25.index(self._tokens(self.paragraphs), show_progress=False)
        self._found = self._search(samples)

    def of(self, sample: SpanSample) -> tuple[str, ...]:
        """The paragraphs nearest to the sample's question, its own left out; those of its document come first."""
        near = [self.paragraphs[i] for i in self._found[sample.question]]
        others = [p for p in near if p != sample.paragraph]
        return tuple(sorted(others, key=lambda p: self._document[p] != sample.document))

    def questions(self, paragraphs: Sequence[str]) -> tuple[str, ...]:
        """The questions on these paragraphs."""
        return tuple(q for p in paragraphs for q in self._questions[p])

    def answers(self, paragraphs: Sequence[str]) -> tuple[str, ...]:
        """The answers to the questions on these paragraphs."""
        return tuple(answer for p in paragraphs for answer in self._answers[p])

    def _search(self, samples: Sequence[SpanSample]) -> dict[str, list[int]]:
        questions = sorted({s.question for s in samples})
        count = min(NEIGHBOURS + 1, len(self.paragraphs))
        found, _ = self._bm25.retrieve(self._tokens(questions), k=count, show_progress=False, n_threads=1)
        return {question: [int(i) for i in row] for question, row in zip(questions, found, strict=True)}

    @staticmethod
    def _tokens(texts: list[str]) -> list[list[str]]:
        tokens: list[list[str]] = bm25s.tokenize(texts, stopwords="en", return_ids=False, show_progress=False)
        return tokens
