"""Both searches give passages, which are ranked by their likeness and their words together."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from llama_index.core.base.base_retriever import BaseRetriever

from index.embed import OnnxEmbedding, Vectors
from index.search import HybridRetriever, fused
from index.store import Store
from index.sync import sync
from settings import Settings

OpenStore = Callable[[Settings], Store]
MakeCorpus = Callable[..., Settings]


@pytest.fixture
def retriever(store: Store, embedder: OnnxEmbedding) -> HybridRetriever:
    return HybridRetriever(store, embedder, 5)


def test_likeness_counts_in_standard_deviations_and_words_by_their_bm25() -> None:
    assert fused([0.6, 0.2, 0.4, 0.4], [0.0, 0.0, 5.0, 0.0]) == pytest.approx([2**0.5, -(2**0.5), 1.5, 0.0])


def test_where_all_are_as_like_the_words_alone_count() -> None:
    assert fused([0.5, 0.5 + 1e-7], [2.0, 1.0]) == pytest.approx([0.6, 0.3], abs=1e-3)
    assert fused([0.5], [0.0]) == [0.0]
    assert fused([], []) == []


def test_a_passage_is_found_by_one_sentence_among_others(
    make_corpus: MakeCorpus, open_store: OpenStore, embedder: OnnxEmbedding
) -> None:
    """What the rest of its passage is about draws the vector of the whole away from it."""
    budget = "The town council met on Monday and voted on the budget for roads and schools. "
    settings = make_corpus(
        **{
            "council.txt": budget * 4 + "Wasps had nested in the hall, and two members were stung. " + budget * 3,
            "doctors.txt": "Doctors treat people who were hurt. They come at any hour.",
        }
    )
    sync(settings, embedder=embedder)
    store, vector = open_store(settings), embedder.embed_query("Who got a sting?")

    by_whole = [passage.document_id for passage, _ in store.nearest(vector, 2)]
    found = HybridRetriever(store, embedder, 2).search("Who got a sting?")

    assert by_whole == ["doctors.txt", "council.txt"]
    assert [hit.passage.document_id for hit in found] == ["council.txt", "doctors.txt"]
    assert [hit.dense_rank for hit in found] == [2, 1]


class Fixed:
    """Gives one vector, whatever is asked: so the question's words and its meaning can be told apart."""

    def __init__(self, vector: Vectors) -> None:
        self.vector = vector

    def embed_query(self, text: str) -> Vectors:
        return self.vector


def searching_once(store: Store, vector: Vectors) -> HybridRetriever:
    """A search for one passage, by this vector."""
    return HybridRetriever(store, cast(OnnxEmbedding, Fixed(vector)), 1)


@pytest.fixture(scope="module")
def animals(data_folder: Path, tmp_path_factory: pytest.TempPathFactory, embedder: OnnxEmbedding) -> Store:
    """Seven documents, each with a word of its own, and with one that all have."""
    folder = tmp_path_factory.mktemp("animals")
    for n, name in enumerate(["bee", "wasp", "hornet", "fly", "gnat", "midge", "moth"], 1):
        (folder / f"{name}.txt").write_text(f"The {name} {'sleeps and ' * n}flew over the garden.", encoding="utf-8")
    settings = Settings(data=data_folder, corpus=folder)
    sync(settings, embedder=embedder)
    return Store(settings, embedder.fingerprint)


@pytest.mark.parametrize(("place", "seen"), [(2, 2), (4, 4), (5, None)])
def test_for_one_passage_four_are_looked_at_by_meaning(
    animals: Store, embedder: OnnxEmbedding, place: int, seen: int | None
) -> None:
    vector = embedder.embed_query("What flew over the garden?")
    there = animals.nearest(vector, 7)[place - 1][0]
    name = there.document_id.removesuffix(".txt")

    [hit] = searching_once(animals, vector).search(f"{name} " * 50)

    assert (hit.passage.id, hit.dense_rank, hit.lexical_rank) == (there.id, seen, 1)


@pytest.mark.parametrize(("place", "seen"), [(2, 2), (4, 4), (5, None)])
def test_and_four_by_their_words(animals: Store, place: int, seen: int | None) -> None:
    there = animals.lexical.query("garden", 7)[place - 1][0]

    [hit] = searching_once(animals, animals.meanings([there])[0].whole).search("garden")

    assert (hit.passage.id, hit.dense_rank, hit.lexical_rank) == (there, 1, seen)


def test_a_difference_that_is_next_to_none_counts_by_its_size() -> None:
    near, far = fused([0.5, 0.5006], [0.0, 0.0]), fused([0.5, 0.51], [0.0, 0.0])

    assert near == pytest.approx([-0.3, 0.3])
    assert far == pytest.approx([-1.0, 1.0])


def test_a_passage_that_a_newer_sync_has_removed_is_no_hit(
    make_corpus: MakeCorpus, open_store: OpenStore, embedder: OnnxEmbedding
) -> None:
    settings = make_corpus(**{"bees.txt": "Bees fly.", "taxes.txt": "Taxes rose."})
    sync(settings, embedder=embedder)
    store = open_store(settings)
    store.collection.delete(store.passage_ids("bees.txt"))

    found = HybridRetriever(store, embedder, 5).search("Do bees fly?")

    assert [hit.passage.document_id for hit in found] == ["taxes.txt"]


def test_the_passage_that_answers_is_found_first(retriever: HybridRetriever) -> None:
    best = retriever.search("When was the General Agreement signed?")[0]

    assert "General Agreement" in best.passage.text
    assert (best.dense_rank, best.lexical_rank) == (1, 1)


def test_a_word_that_is_nowhere_is_searched_by_meaning_alone(retriever: HybridRetriever) -> None:
    hits = retriever.search("Weaponry?")

    assert len(hits) == 5
    assert hits[0].dense_rank == 1
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
    assert [n.node.metadata for n in nodes] == [
        {"document_id": h.passage.document_id, "place": h.passage.place} for h in hits
    ]
