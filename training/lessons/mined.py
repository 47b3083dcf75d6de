"""Public questions → lessons: each on its own passage, and on those that search brings up and that do not answer it.

Searched is among the paragraphs of all sets together. What may answer after all is left out: where the answer's words
stand in it, and where today's reader and likeness both hold it for an answer.
"""

import math
from collections.abc import Iterator, Mapping, Sequence

from tqdm import tqdm

from answer.read.span_reader import SpanReader
from settings import Settings
from training.examples import Example
from training.names import holds
from training.samples import SpanSample
from training.searched import FoundText, Searched, searched

MISSES = 3  # of a question, at most: those that today's reader holds for answers the most
MARGIN, LIKENESS = 2.0, 0.6
"""The logits and the cosine from which on a text may answer after all."""


def mined(
    settings: Settings, spans: SpanReader, paragraphs: Mapping[str, str], samples: Sequence[SpanSample]
) -> Iterator[list[Example]]:
    """For each sample, which must have an answer, its examples. `paragraphs` are searched, its own among them; each
    with its document's title."""
    names = as_files(paragraphs)
    with searched(settings, spans, {name: text for text, name in names.items()}) as documents:
        for sample in tqdm(samples, desc="Mining", unit="question", disable=None):
            if lesson := list(_examples(sample, names[sample.paragraph], documents, spans)):
                yield lesson


def as_files(paragraphs: Mapping[str, str]) -> dict[str, str]:
    """Each paragraph → a document's id, after its title."""
    return {text: f"{number:05}/{title}.txt" for number, (text, title) in enumerate(paragraphs.items())}


def _examples(sample: SpanSample, own: str, documents: Searched, spans: SpanReader) -> Iterator[Example]:
    found = documents.found(sample.question)
    for text in found:
        if text.document_id == own and (span := text.read.find(sample.answers[0])):
            yield Example(sample.question, text.read.text, span, "answerable")
    judged = judged_by([text for text in found if text.document_id != own], sample, spans)
    wrong = sorted((pair for pair in judged if not may_answer(*pair)), key=lambda pair: -pair[1])
    for text, _ in wrong[:MISSES]:
        yield Example(sample.question, text.read.text, None, "near")


def judged_by(texts: Sequence[FoundText], sample: SpanSample, spans: SpanReader) -> list[tuple[FoundText, float]]:
    """Each text with the reader's logit that it answers; +∞ where an answer's words stand in it."""
    answers = [sample.paragraph[a:b].strip(" .,;:") for a, b in sample.answers]
    scores = spans.score(sample.question, [text.read.text for text in texts])
    return [
        (text, math.inf if any(holds(text.read.text, answer) for answer in answers) else score.answerable)
        for text, score in zip(texts, scores, strict=True)
    ]


def may_answer(text: FoundText, answerable: float) -> bool:
    """Whether it may answer after all."""
    return answerable == math.inf or (answerable >= MARGIN and text.likeness >= LIKENESS)
