"""Some documents, or those of several stores, are asked as if they were one store's."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from answer.assistant import Assistant
from index.embed import OnnxEmbedding
from index.errors import StoreError
from index.lexical import terms
from index.search import HybridRetriever
from index.selection import Selection
from index.store import Store
from index.sync import sync
from settings import Settings

MILL = "The old mill by the river grinds wheat. Its miller is called Anna Bell."
BARN = "The new barn on the hill holds wheat. Its farmer is called Carl Dunn."
CAFE = "The miller of the river café roasts wheat coffee. He is called Egon Frey."

OpenStore = Callable[[Settings], Store]


@pytest.fixture
def library(make_corpus: Any, open_store: OpenStore) -> Store:
    settings = make_corpus(**{"mill.txt": MILL, "farm/barn.txt": BARN})
    sync(settings)
    return open_store(settings)


@pytest.fixture
def own(library: Store, data_folder: Path, tmp_path: Path, open_store: OpenStore) -> Store:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "café.txt").write_text(CAFE, encoding="utf-8")
    settings = Settings(data=data_folder, corpus=tmp_path / "own")
    sync(settings)
    return open_store(settings)


def found(shelf: Selection | Store, embedder: OnnxEmbedding, question: str) -> list[str]:
    return [hit.passage.document_id for hit in HybridRetriever(shelf, embedder, 8).search(question)]


def test_all_documents_of_one_store_are_found_as_in_the_store(library: Store, embedder: OnnxEmbedding) -> None:
    question = "Who is the miller by the river?"
    whole, some = HybridRetriever(library, embedder, 8), HybridRetriever(Selection([library]), embedder, 8)
    assert some.search(question) == whole.search(question)


def test_only_what_was_chosen_is_found(library: Store, embedder: OnnxEmbedding) -> None:
    chosen = Selection([library], {"farm/barn.txt"})
    assert found(chosen, embedder, "Who is the miller by the river?") == ["farm/barn.txt"]
    assert list(chosen.manifest.documents) == ["farm/barn.txt"]
    with pytest.raises(StoreError, match=r"'mill.txt' is none of the documents that are asked"):
        chosen.document("mill.txt")


def test_two_stores_are_searched_as_one(library: Store, own: Store, embedder: OnnxEmbedding) -> None:
    both = Selection([library, own])
    assert set(found(both, embedder, "Who is the miller by the river?")) == {"mill.txt", "café.txt", "farm/barn.txt"}
    assert both.document("café.txt").text == CAFE
    assert both.document("mill.txt").text == MILL


def test_how_telling_a_word_is_depends_on_all_that_is_asked(library: Store, own: Store) -> None:
    both = Selection([library, own]).lexical
    [wheat], [coffee] = terms("wheat"), terms("coffee")
    assert both.document_frequency(wheat) == 3
    assert both.idf(coffee) > own.lexical.idf(coffee)
    best, *_ = both.query("coffee", 3)
    assert best[0] == own.passage_ids("café.txt")[0]
    assert both.scores("coffee", [best[0], "gone-0"]) == [best[1], 0]


def test_an_answer_names_the_document_of_the_chat_or_of_the_library(
    library: Store, own: Store, data_folder: Path
) -> None:
    assistant = Assistant.open(Settings(data=data_folder, corpus=own._corpus)).over(Selection([library, own]))
    for question, document in [("Who is the miller of the café?", "café.txt"), ("Who is the farmer?", "farm/barn.txt")]:
        assert {c.document_id for c in assistant.ask(question).citations} == {document}


def test_a_sync_of_any_store_is_followed(library: Store, own: Store, embedder: OnnxEmbedding, tmp_path: Path) -> None:
    both = Selection([library, own])
    assert not both.refresh()
    (tmp_path / "own" / "tea.txt").write_text("Tea is served at five o'clock.", encoding="utf-8")
    sync(Settings(data=own._folder.parents[1], corpus=tmp_path / "own"))
    assert both.refresh()
    assert "tea.txt" in both.manifest.documents
    assert found(both, embedder, "When is tea served?")[0] == "tea.txt"


def test_where_two_have_one_of_the_same_name_the_later_counts(
    library: Store, own: Store, embedder: OnnxEmbedding, tmp_path: Path
) -> None:
    (tmp_path / "own" / "mill.txt").write_text("The wind mill stands still.", encoding="utf-8")
    sync(Settings(data=own._folder.parents[1], corpus=tmp_path / "own"))
    both = Selection([library, own])
    assert both.document("mill.txt").text == "The wind mill stands still."
    passages = [hit.passage.text for hit in HybridRetriever(both, embedder, 8).search("the mill by the river")]
    assert MILL not in passages
