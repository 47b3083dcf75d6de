"""A wish for an overview → a few central sentences, each quoted: of every section, or of every document, its due."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from answer.read.complete import leans
from answer.read.quote import in_reading_order, quote_of
from answer.read.reading import Reading
from index.documents.document import Document, Span
from index.embed import OnnxEmbedding, Vectors
from index.passages import Hit, Passage
from index.shelf import Shelf
from index.units import Unit

FEWEST, MOST = 4, 8
"""Sentences where no number is asked for: as many as there are sections, or documents, within these."""
PASSAGES_READ = 24  # of what is long only the most central passages are read
SHORTEST = 60  # characters; shorter sentences say little
REPETITION = 0.5  # how much likeness to a chosen sentence counts against another (MMR)
OPENING_BONUS = 0.05  # authors put what matters first


@dataclass(frozen=True)
class Part:
    """A section of a document, or a whole one, with what may be quoted of it."""

    weight: float
    """How much of the overview is due to it, beside the others."""
    found: Sequence[tuple[Passage, Unit]]
    vectors: Vectors
    """(units, dimensions)."""
    bonus: Vectors
    """(units,): of those of an opening."""

    @property
    def centrality(self) -> Vectors:
        """(units,): cosine to the mean."""
        centre = self.vectors.mean(axis=0)
        found: Vectors = self.vectors @ (centre / max(float(np.linalg.norm(centre)), 1e-12)) + self.bonus
        return found


def overview(
    store: Shelf, embedder: OnnxEmbedding, documents: Sequence[str], wanted: int | None = None
) -> tuple[list[Hit], Reading]:
    """The `wanted` central sentences of these documents, in reading order.

    Of one document each section gets its due by its length, of several each document the same. Centrality is cosine to
    the mean of the part; sentences are chosen by maximal marginal relevance (Carbonell & Goldstein 1998), so that they
    do not say the same thing.
    """
    parts = [part for part in _parts(store, embedder, documents) if part.found]
    if not parts:
        return [], Reading((), 0.0, answers=False)
    chosen = _chosen(parts, wanted or min(MOST, max(FEWEST, len(parts))))
    quotes = [quote_of(unit, passage) for passage, unit in chosen]
    hits = [Hit(p, 1.0, n, None) for n, p in enumerate(dict.fromkeys(p for p, _ in chosen), 1)]
    return hits, Reading(tuple(in_reading_order(quotes)), 1.0, answers=True)


def _parts(store: Shelf, embedder: OnnxEmbedding, documents: Sequence[str]) -> Iterator[Part]:
    if len(documents) == 1:
        passages = store.passages(store.passage_ids(documents[0]))
        sections = sections_of(store.document(documents[0]))
        inside = [[p for p in passages if start <= p.start < end] for start, end in sections]
        split = [(float(end - start), some) for (start, end), some in zip(sections, inside, strict=True) if some]
    else:
        some = documents[:: max(1, -(-len(documents) // PASSAGES_READ))]  # of many, some from all over
        split = [(1.0, store.passages(store.passage_ids(document)[: PASSAGES_READ * 4])) for document in some]
    for weight, passages in split:
        yield _part(store, embedder, weight, _central(store, passages, max(1, PASSAGES_READ // len(split))))


def _part(store: Shelf, embedder: OnnxEmbedding, weight: float, passages: Sequence[Passage]) -> Part:
    found = [(p, unit) for p in passages for unit in store.units(p) if _stands_alone(unit)]
    vectors = embedder.embed_passages([unit.form.text for _, unit in found]) if found else np.zeros((0, 1), "f4")
    bonus = np.array([OPENING_BONUS * (p.start == 0) for p, _ in found], dtype=np.float32)
    return Part(weight, found, vectors, bonus)


def sections_of(document: Document) -> list[Span]:
    """The stretches from one heading to the next, at the highest level that has several; the whole where none has."""
    headings = [b for b in document.blocks if b.kind == "heading" and b.parent == -1]
    levels = [b.level for b in headings]
    several = sorted(level for level in set(levels) if levels.count(level) > 1)
    begins = [b.start for b in headings if several and b.level == several[0]]
    borders = [0, *(begin for begin in begins if begin > 0), len(document.text)]
    return list(pairwise(borders))


def _stands_alone(unit: Unit) -> bool:
    """Whether it is a whole sentence that says something and leans on no other."""
    text = unit.form.text[unit.own[0] :]
    return unit.kind == "paragraph" and len(text) >= SHORTEST and not leans(text)


def _central(store: Shelf, passages: Sequence[Passage], most: int) -> list[Passage]:
    """The passages nearest to the mean of all, at most so many, in reading order."""
    if len(passages) <= most:
        return list(passages)
    vectors = np.stack([meaning.whole for meaning in store.meanings([p.id for p in passages])])
    centrality = vectors @ vectors.mean(axis=0)
    return [passages[i] for i in sorted(np.argsort(-centrality)[:most])]


def _chosen(parts: Sequence[Part], wanted: int) -> list[tuple[Passage, Unit]]:
    """One after the other from the part to which the next is due (Sainte-Laguë): its most central sentence that says
    what none before it does."""
    chosen: list[tuple[int, int]] = []
    centralities, nearness = [part.centrality for part in parts], _nearness(parts)
    while len(chosen) < min(wanted, sum(len(part.found) for part in parts)):
        taken = [sum(n == number for n, _ in chosen) for number in range(len(parts))]
        open_to = [n for n, part in enumerate(parts) if taken[n] < len(part.found)]
        number = max(open_to, key=lambda n: (parts[n].weight / (2 * taken[n] + 1), nearness[n]))
        scores = centralities[number] - REPETITION * _likeness(parts, chosen, number)
        scores[[at for n, at in chosen if n == number]] = -np.inf
        chosen.append((number, int(scores.argmax())))
    return [parts[number].found[at] for number, at in chosen]


def _nearness(parts: Sequence[Part]) -> Vectors:
    """(parts,): of each one's mean to the mean of all: of those to which the same is due, the most central is first."""
    means = np.stack([part.vectors.mean(axis=0) for part in parts])
    found: Vectors = means @ means.mean(axis=0)
    return found


def _likeness(parts: Sequence[Part], chosen: Sequence[tuple[int, int]], number: int) -> Vectors:
    """(units,): of a part's units to the most like of those that were chosen."""
    vectors = parts[number].vectors
    if not chosen:
        return np.zeros(len(vectors), dtype=np.float32)
    before = np.stack([parts[n].vectors[at] for n, at in chosen])
    found: Vectors = (vectors @ before.T).max(axis=1)
    return found
