"""Both searches are fused by reciprocal rank: score = Σ 1 / (60 + rank)."""

from collections.abc import Callable

import pytest
from llama_index.core.base.base_retriever import BaseRetriever

from index.embed import OnnxEmbedding
from index.passages import Passage
from index.search import HybridRetriever
from index.store import Store
from index.sync import sync
from settings import Settings

OpenStore = Callable[[Settings], Store]
MakeCorpus = Callable[..., Settings]


@pytest.fixture
def retriever(store: Store, embedder: OnnxEmbedding) -> HybridRetriever:
    return HybridRetriever(store, embedder, 5)


@pytest.fixture
def abc(store: Store) -> list[Passage]:
    """Three passages of the store, to be ranked by hand."""
    [document_id] = store.manifest.documents
    return store.passages(store.passage_ids(document_id)[:3])


def test_ranks_of_both_searches_are_fused(retriever: HybridRetriever, abc: list[Passage]) -> None:
    a, b, c = abc

    hits = retriever._fuse([a, b], [b.id, c.id])

    assert [(h.passage, h.dense_rank, h.lexical_rank) for h in hits] == [(b, 2, 1), (a, 1, None), (c, None, 2)]
    assert [h.score for h in hits] == pytest.approx([1 / 62 + 1 / 61, 1 / 61, 1 / 62])


def test_of_equal_scores_the_dense_one_comes_first(retriever: HybridRetriever, abc: list[Passage]) -> None:
    a, b, _ = abc

    assert [h.passage for h in retriever._fuse([a], [b.id])] == [a, b]


def test_a_passage_that_a_newer_sync_has_removed_is_no_hit(retriever: HybridRetriever, abc: list[Passage]) -> None:
    assert [h.passage for h in retriever._fuse(abc[:1], ["gone-1"])] == abc[:1]


def test_the_passage_that_answers_is_found_first(retriever: HybridRetriever) -> None:
    best = retriever.search("What did Ukraine offer Tajikistan?")[0]

    assert "Ukraine" in best.passage.text
    assert best.dense_rank is not None
    assert best.lexical_rank is not None


def test_a_word_that_is_nowhere_is_searched_by_meaning_alone(retriever: HybridRetriever) -> None:
    hits = retriever.search("Weaponry?")

    assert [h.dense_rank for h in hits] == [1, 2, 3, 4, 5]
    assert {h.lexical_rank for h in hits} == {None}


@pytest.mark.parametrize("top_k", [1, 3, 50])
def test_no_more_than_top_k_are_found(store: Store, embedder: OnnxEmbedding, top_k: int) -> None:
    hits = HybridRetriever(store, embedder, top_k).search("the base in Dushanbe")

    assert len(hits) == min(top_k, store.manifest.passages)
    assert len({h.passage.id for h in hits}) == len(hits)


@pytest.mark.parametrize("question", ["", "🐝", "Где база?", "x" * 20_000])
def test_odd_questions_find_something_too(retriever: HybridRetriever, question: str) -> None:
    assert len(retriever.search(question)) == 5


def test_an_empty_corpus_finds_nothing(make_corpus: MakeCorpus, open_store: OpenStore, embedder: OnnxEmbedding) -> None:
    settings = make_corpus(**{"empty.txt": ""})
    sync(settings)

    assert HybridRetriever(open_store(settings), embedder, 5).search("Bees?") == []


def test_several_questions_at_once_share_the_passages(retriever: HybridRetriever) -> None:
    questions = ["What did Ukraine offer Tajikistan?", "When was the General Agreement signed?"]
    first, second = (retriever.search(question) for question in questions)

    found = [hit.passage.id for hit in retriever.search_each(questions)]

    assert found[:2] == [first[0].passage.id, second[0].passage.id]
    assert len(set(found)) == len(found) == retriever.top_k
    assert retriever.search_each(questions[:1]) == first


def test_as_a_llama_index_retriever_it_gives_nodes_with_offsets(retriever: HybridRetriever, article: str) -> None:
    nodes = retriever.retrieve("What did Ukraine offer Tajikistan?")

    assert isinstance(retriever, BaseRetriever)
    assert len(nodes) == 5
    for found in nodes:
        node = found.node
        assert article[node.start_char_idx : node.end_char_idx] == node.get_content()  # type: ignore[attr-defined]


def test_its_nodes_are_its_hits(retriever: HybridRetriever) -> None:
    question = "What did Ukraine offer Tajikistan?"

    hits, nodes = retriever.search(question), retriever.retrieve(question)

    assert [(n.node.node_id, n.score) for n in nodes] == [(h.passage.id, h.score) for h in hits]
    assert nodes[0].node.metadata["document_id"] == hits[0].passage.document_id
