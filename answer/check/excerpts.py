"""The quotes for a written sentence: the sentences of passages that carry it, one or two, at their exact offsets."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from answer.check.words import content
from answer.read.encoder import EncodedText
from answer.read.quote import Quote
from index.passages import Passage
from index.sentences import Span

SECOND = 0.15
"""Share of the statement's words that a second sentence must add to be quoted, too."""
LIKENESS = 0.7
"""What the cosine counts beside the shared words."""
TIE = 0.05
"""What likeness counts where two sentences add as many words."""


@dataclass(frozen=True)
class Sentences:
    """A passage and its sentences as the model sees them."""

    passage: Passage
    encoded: EncodedText

    def text(self, number: int) -> str:
        """A sentence's words."""
        start, end = self.encoded.spans[number]
        return self.passage.text[start:end]

    def around(self, number: int) -> Span:
        """From the sentence before this one to the one behind it, in characters of the passage."""
        spans = self.encoded.spans
        return spans[max(0, number - 1)][0], spans[min(len(spans) - 1, number + 1)][1]


Place = tuple[int, int]
"""Number of the passage among those read, and of the sentence in it."""


def best_places(statement: str, asked: EncodedText, read: Sequence[Sentences]) -> list[Place]:
    """The sentence that carries the statement best and, where that leaves words over, the one that adds most of them.

    In reading order; empty where there is no sentence at all.
    """
    wanted = set(content(statement))
    places = [(n, m) for n, one in enumerate(read) for m in range(len(one.encoded.spans))]
    if not places:
        return []
    held = [wanted & set(content(read[n].text(m))) for n, m in places]
    likeness = likenesses(statement, asked, read)
    first = _best(likeness)
    added = [_share(have - held[first], wanted) for have in held]
    second = _best([share + TIE * like for share, like in zip(added, likeness, strict=True)])
    chosen = {first, second} if added[second] >= SECOND else {first}
    return [places[number] for number in sorted(chosen)]


def likenesses(statement: str, asked: EncodedText, read: Sequence[Sentences]) -> list[float]:
    """How like each sentence of the passages is to the statement, in order: cosine and shared words."""
    wanted = set(content(statement))
    return [
        LIKENESS * float(vector @ asked.sentences[0]) + _share(wanted & set(content(one.text(m))), wanted)
        for one in read
        for m, vector in enumerate(one.encoded.sentences[: len(one.encoded.spans)])
    ]


def as_quotes(places: Sequence[Place], read: Sequence[Sentences]) -> list[Quote]:
    """The sentences at these places as quotes of their documents; neighbours as one."""
    quotes: list[Quote] = []
    for at, (number, sentence) in enumerate(places):
        passage, (start, end) = read[number].passage, read[number].encoded.spans[sentence]
        if at and places[at - 1] == (number, sentence - 1):
            start = quotes.pop().start - passage.start
        quotes.append(Quote(passage.document_id, passage.start + start, passage.start + end, passage))
    return quotes


def _best(scores: Sequence[float]) -> int:
    return int(np.argmax(scores))


def _share(have: set[str], wanted: set[str]) -> float:
    return len(have) / len(wanted) if wanted else 0.0
