"""The quotes for a written sentence: the sentences of passages that carry it, one or two, at their exact offsets."""

from collections.abc import Sequence

import numpy as np

from answer.check.words import content
from answer.read.encoder import EncodedPassage, EncodedText
from answer.read.quote import Quote, joined, quote_of

SECOND = 0.15
"""Share of the statement's words that a second sentence must add to be quoted, too."""
LIKENESS = 0.7
"""What the cosine counts beside the shared words."""
TIE = 0.05
"""What likeness counts where two sentences add as many words."""


Place = tuple[int, int]
"""Number of the passage among those read, and of the unit in it."""


def best_places(statement: str, asked: EncodedText, read: Sequence[EncodedPassage]) -> list[Place]:
    """The sentence that carries the statement best and, where that leaves words over, the one that adds most of them.

    In reading order; empty where there is no sentence at all.
    """
    wanted = set(content(statement))
    places = [(n, m) for n, one in enumerate(read) for m in range(len(one.units))]
    if not places:
        return []
    held = [wanted & set(content(read[n].text(m))) for n, m in places]
    likeness = likenesses(statement, asked, read)
    first = _best(likeness)
    added = [_share(have - held[first], wanted) for have in held]
    second = _best([share + TIE * like for share, like in zip(added, likeness, strict=True)])
    chosen = {first, second} if added[second] >= SECOND else {first}
    return [places[number] for number in sorted(chosen)]


def likenesses(statement: str, asked: EncodedText, read: Sequence[EncodedPassage]) -> list[float]:
    """How like each sentence of the passages is to the statement, in order: cosine and shared words."""
    wanted = set(content(statement))
    return [
        LIKENESS * float(vector @ asked.sentences[0]) + _share(wanted & set(content(one.text(m))), wanted)
        for one in read
        for m, vector in enumerate(one.encoded.sentences[: len(one.units)])
    ]


def as_quotes(places: Sequence[Place], read: Sequence[EncodedPassage]) -> list[Quote]:
    """The sentences at these places as quotes of their documents; neighbours as one."""
    quotes: list[Quote] = []
    for at, (number, unit) in enumerate(places):
        quote = quote_of(read[number].units[unit], read[number].passage)
        follows = at > 0 and places[at - 1] == (number, unit - 1)
        quotes.append(joined(quotes.pop(), quote) if follows else quote)
    return quotes


def _best(scores: Sequence[float]) -> int:
    return int(np.argmax(scores))


def _share(have: set[str], wanted: set[str]) -> float:
    return len(have) / len(wanted) if wanted else 0.0
