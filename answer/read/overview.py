"""A wish for an overview → a few central sentences, each quoted."""

from collections.abc import Sequence

import numpy as np

from answer.answer import Answer
from answer.read.complete import leans
from answer.read.quote import in_reading_order, quote_of
from answer.read.reading import Reading
from index.embed import OnnxEmbedding, Vectors
from index.passages import Hit, Passage
from index.shelf import Shelf
from index.units import Unit

SENTENCES = 4
PASSAGES_READ = 24  # of a long document only its most central passages are read
SHORTEST = 60  # characters; shorter sentences say little
REPETITION = 0.5  # how much likeness to a chosen sentence counts against another (MMR)
OPENING_BONUS = 0.05  # authors put what matters first


def overview(store: Shelf, embedder: OnnxEmbedding, history: Sequence[Answer]) -> tuple[list[Hit], Reading]:
    """The central sentences of the document last spoken of, or of all documents, in reading order.

    Centrality is cosine to the mean of the passages; sentences are chosen by maximal marginal relevance
    (Carbonell & Goldstein 1998), so that they do not say the same thing.
    """
    documents = _documents(store, history)
    passages = _central_passages(store, documents)
    opening = {passage_id for document in documents for passage_id in store.passage_ids(document)[:1]}
    found = [(p, unit) for p in passages for unit in store.units(p) if _stands_alone(unit)]
    if not found:
        return [], Reading((), 0.0, answers=False)
    vectors = embedder.embed_passages([unit.form.text for _, unit in found])
    bonus = np.array([OPENING_BONUS * (p.id in opening) for p, _ in found], dtype=np.float32)
    chosen = [found[i] for i in _most_central(vectors, bonus)]
    quotes = [quote_of(unit, p) for p, unit in chosen]
    hits = [Hit(p, 1.0, n, None) for n, p in enumerate(dict.fromkeys(p for p, _ in chosen), 1)]
    return hits, Reading(tuple(in_reading_order(quotes)), 1.0, answers=True)


def _stands_alone(unit: Unit) -> bool:
    """Whether it is a whole sentence that says something and leans on no other."""
    text = unit.form.text[unit.own[0] :]
    return unit.kind == "paragraph" and len(text) >= SHORTEST and not leans(text)


def _documents(store: Shelf, history: Sequence[Answer]) -> list[str]:
    """The document that was cited last, where the conversation has one; else all of them."""
    for answer in reversed(history):
        cited = [c.document_id for c in answer.citations if c.document_id in store.manifest.documents]
        if cited:
            return [cited[0]]
    return list(store.manifest.documents)


def _central_passages(store: Shelf, documents: list[str]) -> list[Passage]:
    """The passages nearest to the mean of a document's passages, at most PASSAGES_READ, in reading order."""
    documents = documents[:: max(1, -(-len(documents) // PASSAGES_READ))]  # of many, some from all over
    ids = [i for d in documents for i in store.passage_ids(d)[: PASSAGES_READ * 4]]
    if len(ids) > PASSAGES_READ:
        vectors = np.stack([meaning.whole for meaning in store.meanings(ids)])
        centrality = vectors @ vectors.mean(axis=0)
        ids = [ids[i] for i in sorted(np.argsort(-centrality)[:PASSAGES_READ])]
    return store.passages(ids)


def _most_central(vectors: Vectors, bonus: Vectors) -> list[int]:
    centre = vectors.mean(axis=0)
    centrality = vectors @ (centre / max(float(np.linalg.norm(centre)), 1e-12)) + bonus
    chosen: list[int] = []
    while len(chosen) < min(SENTENCES, len(vectors)):
        likeness = (vectors @ vectors[chosen].T).max(axis=1) if chosen else np.zeros(len(vectors))
        scores = centrality - REPETITION * likeness
        scores[chosen] = -np.inf
        chosen.append(int(scores.argmax()))
    return chosen
