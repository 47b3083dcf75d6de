"""A question → ranked passages: dense and lexical search, fused by reciprocal rank."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any, TypeVar

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index.embed import OnnxEmbedding
from index.passages import Hit, Passage
from index.store import Store

RANK_CONSTANT = 60  # of Cormack, Clarke & Büttcher 2009
T = TypeVar("T")
DEPTH = 4  # each search gives this many times the passages that are wanted, so that fusion has a choice


class HybridRetriever(BaseRetriever):
    """Both searches over one store, as a LlamaIndex retriever.

    `search` gives our own Hits; `retrieve` gives the same passages as LlamaIndex nodes, whose metadata
    hold document_id, start and end, so that it can stand in anybody's LlamaIndex pipeline.
    """

    def __init__(self, store: Store, embedder: OnnxEmbedding, top_k: int) -> None:
        super().__init__()
        self.store, self.embedder, self.top_k = store, embedder, top_k

    def search(self, question: str) -> list[Hit]:
        """The top_k passages for a question, best first."""
        vector = self.embedder.embed_query(question)
        dense = [passage for passage, _ in self.store.nearest(vector, self.top_k * DEPTH)]
        lexical_ids = [i for i, _ in self.store.lexical.query(question, self.top_k * DEPTH)]
        return self._fuse(dense, lexical_ids)

    def search_each(self, questions: Sequence[str]) -> list[Hit]:
        """The top_k passages for several questions at once: the best of each, the second best of each, and so on."""
        found = in_turn([self.search(question) for question in questions])
        unique: dict[str, Hit] = {}
        for hit in found:
            unique.setdefault(hit.passage.id, hit)
        return list(unique.values())[: self.top_k]

    def _fuse(self, dense: list[Passage], lexical_ids: list[str]) -> list[Hit]:
        dense_rank = {p.id: n for n, p in enumerate(dense, 1)}
        lexical_rank = {i: n for n, i in enumerate(lexical_ids, 1)}
        scores = {
            i: sum(reciprocal(ranks[i]) for ranks in (dense_rank, lexical_rank) if i in ranks)
            for i in {**dense_rank, **lexical_rank}
        }
        best = sorted(scores, key=lambda i: (-scores[i], dense_rank.get(i, len(scores) + 1)))[: self.top_k]
        passages = {p.id: p for p in dense}
        passages |= {p.id: p for p in self.store.passages([i for i in best if i not in passages])}
        return [Hit(passages[i], scores[i], dense_rank.get(i), lexical_rank.get(i)) for i in best if i in passages]

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [NodeWithScore(node=_node(hit.passage), score=hit.score) for hit in self.search(query_bundle.query_str)]


def in_turn(several: Sequence[Sequence[T]]) -> list[T]:
    """The first of each, then the second of each…"""
    return [x for row in zip_longest(*several) for x in row if x is not None]


def reciprocal(rank: int) -> float:
    """What a rank, from 1, adds to a fused score (Cormack, Clarke & Büttcher 2009): 1 / (60 + rank)."""
    return 1 / (RANK_CONSTANT + rank)


def _node(passage: Passage) -> TextNode:
    about: dict[str, Any] = {"document_id": passage.document_id, "location": str(passage.location)}
    return TextNode(
        id_=passage.id, text=passage.text, start_char_idx=passage.start, end_char_idx=passage.end, metadata=about
    )
