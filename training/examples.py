"""Samples → examples: a question, a passage, and where the passage answers it, or that it does not."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from index.sentences import Span, trim
from training.names import NUMBER, YEAR, content_words, holds
from training.near import Neighbourhood
from training.recipe import Recipe
from training.samples import SpanSample
from training.statements import StatedAnswer, false_statement, true_statement
from training.swaps import AnsweredQuestion, at_year, swap
from training.windows import Windows
from training.words import FUNCTION_WORDS


@dataclass(frozen=True)
class Example:
    """What the model learns from."""

    question: str
    passage: str
    span: Span | None
    """Where the passage answers; or, of a near miss, what it answers: the question that was asked before."""
    kind: str
    """answerable, swapped, near, removed, foreign or written; of statements, said or unsaid."""

    @property
    def answerable(self) -> bool:
        return self.kind in ("answerable", "said")


class Examples:
    """Makes the examples of each pass over the samples: the same for the same seed."""

    def __init__(self, samples: Sequence[SpanSample], windows: Windows, recipe: Recipe) -> None:
        self._samples = samples
        self._windows, self._recipe = windows, recipe
        answered = [s for s in samples if s.answers]
        sources = sorted({s.source for s in answered})
        self._near = {source: Neighbourhood([s for s in answered if s.source == source]) for source in sources}

    def of_pass(self, number: int, tell: Callable[[], object] = lambda: None) -> Iterator[list[Example]]:
        """One pass over the samples in a seeded order: for each its examples. `tell` is called for each sample."""
        recipe, seed = self._recipe, f"{self._recipe.seed}/{number}"
        order = list(range(len(self._samples)))
        Random(seed).shuffle(order)
        for index in order:
            sample, rng = self._samples[index], Random(f"{seed}/{index}")
            if rng.random() < recipe.shares.get(sample.source, 1.0):
                found = [restyled(e, rng) for e in self.of_sample(sample, rng)]
                told = sample.answers and rng.random() < recipe.statements
                yield [*found, *self.statements_of(sample, rng)] if told else found
            tell()

    def of_sample(self, sample: SpanSample, rng: Random) -> Iterator[Example]:
        """The answerable example of a sample, and unanswerable ones of its question; or one that was written so."""
        if not sample.answers:
            yield self._written(sample, rng)
            return
        start, end = self._windows.around(sample.paragraph, sample.answers[0], rng)
        passage, span = sample.paragraph[start:end], (sample.answers[0][0] - start, sample.answers[0][1] - start)
        example = Example(sample.question, passage, span, "answerable")
        yield _of_its_year(example, self._sentence(example)) if rng.random() < 0.12 else example
        count = int(self._recipe.negatives) + (rng.random() < self._recipe.negatives % 1)
        for _ in range(count):
            if miss := self._miss(sample, example, rng):
                yield miss

    def statements_of(self, sample: SpanSample, rng: Random) -> Iterator[Example]:
        """A statement that a passage of the sample carries, and one that it does not."""
        start, end = self._windows.around(sample.paragraph, sample.answers[0], rng)
        passage = sample.paragraph[start:end]
        spans, _ = self._windows.sentences(passage)
        at = (sample.answers[0][0] - start, sample.answers[0][1] - start)
        inside = [(a, b) for a, b in spans if a < at[1] and b > at[0]]
        span = trim(passage, (inside[0][0], inside[-1][1]))
        near = self._near[sample.source]
        others = near.of(sample)
        asked = AnsweredQuestion(
            sample.question, passage, passage[slice(*span)], _answer(sample), others, near.questions(others)
        )
        told = StatedAnswer(asked, near.answers((sample.paragraph, *others[:4])))
        if said := true_statement(told, rng):
            yield Example(said, passage, span, "said")
            if rng.random() < 0.15 and (other := self._elsewhere(sample, others, rng)):
                yield Example(said, other, None, "unsaid")
        if unsaid := false_statement(told, rng):
            yield Example(unsaid, passage, span, "unsaid")

    def _elsewhere(self, sample: SpanSample, others: Sequence[str], rng: Random) -> str | None:
        """A passage near this one that lacks the answer."""
        fit = [other for other in others[:6] if not self._may_answer(sample, other)]
        if not fit:
            return None
        other = rng.choice(fit)
        start, end = self._windows.around(other, None, rng)
        return other[start:end]

    def _written(self, sample: SpanSample, rng: Random) -> Example:
        """A question that nothing answers, with the sentence that is likest to: most of its words."""
        asked = content_words(sample.question)
        spans, _ = self._windows.sentences(sample.paragraph)
        nearest = max(spans, key=lambda span: len(asked & content_words(sample.paragraph[slice(*span)])))
        start, end = self._windows.around(sample.paragraph, nearest, rng)
        return Example(sample.question, sample.paragraph[start:end], None, "written")

    def _miss(self, sample: SpanSample, example: Example, rng: Random) -> Example | None:
        """An unanswerable example of a drawn kind; of another one, where that cannot be made."""
        kinds = dict(self._recipe.exercise_kinds if sample.kind else self._recipe.kinds)
        makers = {"swapped": self._swapped, "near": self._nearby, "removed": self._removed, "foreign": self._foreign}
        while kinds:
            kind = rng.choices(list(kinds), list(kinds.values()))[0]
            if miss := makers[kind](sample, example, rng):
                return miss
            del kinds[kind]
        return None

    def _swapped(self, sample: SpanSample, example: Example, rng: Random) -> Example | None:
        near = self._near[sample.source]
        others = near.of(sample)
        asked = AnsweredQuestion(
            sample.question, example.passage, self._sentence(example), _answer(sample), others, near.questions(others)
        )
        question = swap(asked, rng)
        return replace(example, question=question, kind="swapped") if question else None

    def _nearby(self, sample: SpanSample, example: Example, rng: Random) -> Example | None:
        """A near paragraph without the answer, which lacks a word of the question that the right one has.

        An exercise's may have them all: the paragraphs of one invented document do not tell the same twice.
        """
        shared = content_words(sample.question) & content_words(example.passage)
        candidates = list(self._near[sample.source].of(sample))[:8]
        while candidates:
            other = candidates.pop(min(int(rng.expovariate(0.6)), len(candidates) - 1))
            start, end = self._windows.around(other, None, rng)
            passage = other[start:end]
            if not self._may_answer(sample, passage) and (sample.kind or shared - content_words(passage)):
                return Example(sample.question, passage, None, "near")
        return None

    def _removed(self, sample: SpanSample, example: Example, rng: Random) -> Example | None:
        """The passage without the sentences that answer, where two remain."""
        assert example.span
        spans, _ = self._windows.sentences(example.passage)
        left = [example.passage[a:b] for a, b in spans if b <= example.span[0] or a >= example.span[1]]
        passage = "".join(left).strip()
        if len(left) < 2 or len(passage) < 80 or self._may_answer(sample, passage):
            return None
        return Example(sample.question, passage, None, "removed")

    def _foreign(self, sample: SpanSample, example: Example, rng: Random) -> Example | None:
        """A paragraph of anywhere."""
        other = rng.choice(self._near[sample.source].paragraphs)
        start, end = self._windows.around(other, None, rng)
        return None if self._may_answer(sample, other) else Example(sample.question, other[start:end], None, "foreign")

    def _may_answer(self, sample: SpanSample, passage: str) -> bool:
        """Whether a right answer stands in the passage."""
        return any(holds(passage, sample.paragraph[a:b].strip(" .,;:")) for a, b in sample.answers)

    def _sentence(self, example: Example) -> str:
        """The sentences of the passage that hold the answer."""
        assert example.span
        spans, _ = self._windows.sentences(example.passage)
        return "".join(example.passage[a:b] for a, b in spans if a < example.span[1] and b > example.span[0])


def _answer(sample: SpanSample) -> str:
    start, end = sample.answers[0]
    return sample.paragraph[start:end]


def _of_its_year(example: Example, sentence: str) -> Example:
    """An answerable question asked of the year that its sentence names: what `other_year` is told apart from."""
    years = set(YEAR.findall(sentence))
    assert example.span
    answer = example.passage[slice(*example.span)]
    if len(years) != 1 or YEAR.search(answer) or NUMBER.search(example.question):
        return example
    return replace(example, question=at_year(example.question, years.pop()))


def restyled(example: Example, rng: Random) -> Example:
    """As people type: now and then without capitals and question mark, as keywords, or with a slip."""
    question, draw = example.question.strip(), rng.random()
    if draw < 0.12:
        question = question.lower().rstrip("? ")
    elif draw < 0.15:
        question = _keywords(question)
    elif draw < 0.18:
        question = _slip(question, rng)
    elif draw < 0.25 and question[:1].islower():
        question = question[0].upper() + question[1:] + "?" * (not question.endswith("?"))
    return replace(example, question=question)


def _keywords(question: str) -> str:
    words = [w for w in question.rstrip("? ").split() if w.lower() not in FUNCTION_WORDS]
    return " ".join(words) if len(words) > 1 else question


def _slip(question: str, rng: Random) -> str:
    """Two letters of a longer word in the wrong order."""
    words = list(re.finditer(r"[a-z]{5,}", question))
    if not words:
        return question
    at = (match := rng.choice(words)).start() + rng.randrange(1, len(match.group()) - 2)
    return question[:at] + question[at + 1] + question[at] + question[at + 2 :]
