"""A question → ranked passages: what is like it in meaning, and what shares its words, weighed together."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index.embed import OnnxEmbedding
from index.passages import Hit, Passage
from index.shelf import Shelf

DEPTH = 4  # each search gives this many times the passages that are wanted, so that there is a choice
WORDS = 0.3  # what a point of BM25 counts, in standard deviations of the likeness
LEAST_SPREAD = 1e-3  # of the likeness: what differs by less is alike


class HybridRetriever(BaseRetriever):
    """Both searches over one store, as a LlamaIndex retriever.

    `search` gives our own Hits; `retrieve` gives the same passages as LlamaIndex nodes, whose metadata
    hold document_id, start and end, so that it can stand in anybody's LlamaIndex pipeline.
    """

    def __init__(self, store: Shelf, embedder: OnnxEmbedding, top_k: int) -> None:
        super().__init__()
        self.store, self.embedder, self.top_k = store, embedder, top_k

    def search(self, question: str) -> list[Hit]:
        """The top_k passages for a question, best first."""
        vector, lexical = self.embedder.embed_query(question), self.store.lexical
        alike = {passage.id: passage for passage, _ in self.store.nearest(vector, self.top_k * DEPTH)}
        worded = [passage_id for passage_id, _ in lexical.query(question, self.top_k * DEPTH)]
        found = alike | {p.id: p for p in self.store.passages([i for i in worded if i not in alike])}
        likeness = [meaning.likeness(vector) for meaning in self.store.meanings(list(found))]
        scores = dict(zip(found, fused(likeness, lexical.scores(question, list(found))), strict=True))
        dense_rank, lexical_rank = _ranks(alike), _ranks(worded)
        best = sorted(found, key=lambda i: -scores[i])[: self.top_k]
        return [Hit(found[i], scores[i], dense_rank.get(i), lexical_rank.get(i)) for i in best]

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [NodeWithScore(node=_node(hit.passage), score=hit.score) for hit in self.search(query_bundle.query_str)]


def fused(likeness: Sequence[float], words: Sequence[float]) -> list[float]:
    """A score for each passage found: its likeness in standard deviations from their mean, and its words' BM25.

    A sum, and not the ranks' reciprocals: it keeps by how much one is better (Bruch, Gai & Ingber 2023). BM25 stays as
    it is, as its terms are log odds already; the likeness is scaled, as models differ in how far apart they see things.
    """
    if not likeness:
        return []
    alike = np.asarray(likeness)
    spread = max(float(alike.std()), LEAST_SPREAD)
    scores: list[float] = ((alike - alike.mean()) / spread + WORDS * np.asarray(words)).tolist()
    return scores


def _ranks(ids: Iterable[str]) -> dict[str, int]:
    return {passage_id: rank for rank, passage_id in enumerate(ids, 1)}


def _node(passage: Passage) -> TextNode:
    about: dict[str, Any] = {"document_id": passage.document_id, "place": passage.place}
    return TextNode(
        id_=passage.id, text=passage.text, start_char_idx=passage.start, end_char_idx=passage.end, metadata=about
    )
