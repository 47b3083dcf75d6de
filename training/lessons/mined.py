"""Public questions → lessons: each on its own passage, and on those that search brings up and that do not answer it.

Searched is among the paragraphs of all sets together. What may answer after all is left out: where the answer's words
stand in it, and where today's reader and likeness both hold it for an answer.
"""

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
    names = {text: f"{number:05}/{title}.txt" for number, (text, title) in enumerate(paragraphs.items())}
    with searched(settings, spans, {name: text for text, name in names.items()}) as documents:
        for sample in tqdm(samples, desc="Mining", unit="question", disable=None):
            if lesson := list(_examples(sample, names[sample.paragraph], documents, spans)):
                yield lesson


def _examples(sample: SpanSample, own: str, documents: Searched, spans: SpanReader) -> Iterator[Example]:
    found = documents.found(sample.question)
    for text in found:
        if text.document_id == own and (span := text.read.find(sample.answers[0])):
            yield Example(sample.question, text.read.text, span, "answerable")
    answers = [sample.paragraph[a:b].strip(" .,;:") for a, b in sample.answers]
    others = [t for t in found if t.document_id != own and not any(holds(t.read.text, a) for a in answers)]
    scores = spans.score(sample.question, [text.read.text for text in others])
    judged = sorted(zip(others, scores, strict=True), key=lambda pair: -pair[1].answerable)
    wrong = [text for text, score in judged if not _may_answer(text, score.answerable)]
    for text in wrong[:MISSES]:
        yield Example(sample.question, text.read.text, None, "near")


def _may_answer(text: FoundText, answerable: float) -> bool:
    return answerable >= MARGIN and text.likeness >= LIKENESS
