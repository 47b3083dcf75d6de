"""Contrast sets → lessons: each question on the text that answers its twin, and on those that share its words."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from index.lexical import terms
from index.passages import CountTokens
from training.examples import Example
from training.lessons.contrast import ContrastDocument, Twin
from training.lessons.texts import ReadText, document_of, texts_of
from training.names import holds

OTHERS = 1  # texts beside the right one that are read with a question


def lessons_of(document: ContrastDocument, count_tokens: CountTokens, limit: int) -> Iterator[list[Example]]:
    """For each group of twins its examples."""
    texts = texts_of(document_of(document.name, document.text), count_tokens, limit)
    for _, group in groupby(document.twins, key=lambda twin: twin.group):
        twins = list(group)
        if found := [example for twin in twins for example in _examples(twin, twins, document.text, texts)]:
            yield found


def _examples(twin: Twin, twins: Sequence[Twin], whole: str, texts: Sequence[ReadText]) -> Iterator[Example]:
    if twin.answer is None:
        right = [place for other in twins if other.answer and (place := _place(other, texts)) is not None]
        for place in right[:1] or _likest(twin.question, texts, set()):
            yield Example(twin.question, texts[place].text, None, "written")
        return
    place = _place(twin, texts)
    if place is None:
        return
    yield Example(twin.question, texts[place].text, _span(twin, texts[place]), "answerable")
    answer = whole[slice(*twin.answer)]
    for other in _likest(twin.question, texts, {place}):
        if not holds(texts[other].text, answer):
            yield Example(twin.question, texts[other].text, None, "near")


def _place(twin: Twin, texts: Sequence[ReadText]) -> int | None:
    """Which text answers; None where it stands in none that is read."""
    return next((number for number, text in enumerate(texts) if _span(twin, text)), None)


def _span(twin: Twin, text: ReadText) -> tuple[int, int] | None:
    assert twin.answer
    return text.find(twin.answer) or text.find_around(twin.answer)


def _likest(question: str, texts: Sequence[ReadText], without: set[int]) -> list[int]:
    """The texts that share the most of the question's words, the rare ones before all."""
    held = [frozenset(terms(text.text)) for text in texts]
    rare = {term: 1 / sum(term in some for some in held) for term in terms(question) if any(term in h for h in held)}
    order = sorted(range(len(texts)), key=lambda place: -sum(rare.get(term, 0.0) for term in held[place]))
    return [place for place in order if place not in without][:OTHERS]
