"""The reader's choice of sentences, and what it brings along so that they can be understood."""

from typing import Any

import pytest

from answer.read import Reader
from index.embed import OnnxEmbedding
from index.search import HybridRetriever
from index.store import Store
from index.sync import sync


@pytest.fixture(scope="module")
def reader(embedder: OnnxEmbedding, store: Store) -> Reader:
    return Reader(embedder, store)


def read(reader: Reader, store: Store, embedder: OnnxEmbedding, question: str) -> list[str]:
    hits = HybridRetriever(store, embedder, 8).search(question)
    quotes = reader.read(question, hits).quotes
    return [store.document(q.document_id).text[q.start : q.end] for q in quotes]


def test_the_sentence_that_answers_is_quoted(reader: Reader, store: Store, embedder: OnnxEmbedding) -> None:
    quotes = read(reader, store, embedder, "Where was the General Agreement on peace signed?")

    assert "“It was not by chance that Moscow was where the General Agreement" in quotes[0]


def test_they_also_brings_those_it_speaks_of(reader: Reader, store: Store, embedder: OnnxEmbedding) -> None:
    quotes = read(
        reader, store, embedder, "Where will the education of members of the Tajikistani armed forces be stepped up?"
    )

    assert any("They also agreed" in q and not q.startswith("They") for q in quotes)


def test_confidence_tells_an_answer_from_its_absence(reader: Reader, store: Store, embedder: OnnxEmbedding) -> None:
    retriever = HybridRetriever(store, embedder, 8)
    there, absent = "When was the General Agreement signed?", "What is the boiling point of water?"

    sure, unsure = (reader.read(q, retriever.search(q)).confidence for q in (there, absent))

    assert sure > 0.5 > unsure


def test_the_passage_that_answers_comes_forward_and_none_is_lost(
    reader: Reader, store: Store, embedder: OnnxEmbedding
) -> None:
    question = "When was the General Agreement signed?"
    backwards = HybridRetriever(store, embedder, 8).search(question)[::-1]
    place = next(n for n, hit in enumerate(backwards) if "June 27, 1997" in hit.passage.text)

    read = reader.read(question, backwards).hits

    assert next(n for n, hit in enumerate(read) if "June 27, 1997" in hit.passage.text) < place
    assert sorted(hit.passage.start for hit in read) == sorted(hit.passage.start for hit in backwards)


def test_without_passages_there_is_nothing_to_read(reader: Reader) -> None:
    assert reader.read("Anything?", []).quotes == ()


def test_a_second_document_that_answers_as_well_is_shown_too(make_corpus: Any, embedder: OnnxEmbedding) -> None:
    settings = make_corpus(
        **{
            "a.txt": "The bridge of Lindau was opened in May 1856.",
            "b.txt": "The bridge of Lindau was opened in June 1857.",
        }
    )
    sync(settings)
    store = Store(settings, embedder.fingerprint)
    hits = HybridRetriever(store, embedder, 4).search("When was the bridge of Lindau opened?")

    reading = Reader(embedder, store).read("When was the bridge of Lindau opened?", hits)

    assert {quote.document_id for quote in reading.quotes} == {"a.txt", "b.txt"}
