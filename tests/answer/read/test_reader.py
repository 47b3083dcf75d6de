"""The reader's choice of sentences, and what it brings along so that they can be understood."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from answer.read.reader import Reader
from answer.read.reading import Reading
from answer.read.span_reader import SpanReader, load_reader
from index.embed import OnnxEmbedding
from index.search import HybridRetriever
from index.store import Store
from index.sync import sync
from settings import Settings


@pytest.fixture(scope="module")
def reader(embedder: OnnxEmbedding, store: Store) -> Reader:
    return Reader(embedder, store)


@pytest.fixture(scope="module")
def trained(embedder: OnnxEmbedding, store: Store) -> Reader:
    return Reader(embedder, store, SpanReader())


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

    answer, refusal = (reader.read(q, retriever.search(q)) for q in (there, absent))

    assert (answer.answers, refusal.answers) == (True, False)


def test_a_false_premise_is_seen_though_the_passage_has_its_words(
    trained: Reader, store: Store, embedder: OnnxEmbedding
) -> None:
    retriever = HybridRetriever(store, embedder, 8)
    there, nearly = "When was the General Agreement signed?", "Why was the General Agreement torn up?"

    answer, miss = (trained.candidates(q, retriever.search(q)) for q in (there, nearly))

    assert "General Agreement" in answer[0].text
    assert "General Agreement" in miss[0].text
    assert answer[0].features.answerable > 0 > miss[0].features.answerable


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


def test_a_second_document_that_tells_the_same_otherwise_is_shown_too(
    make_corpus: Any, embedder: OnnxEmbedding
) -> None:
    """It answers less well, as its passage does not name the designer; but it disagrees."""
    settings = make_corpus(
        **{
            "a.txt": "The bridge of Lindau was opened in May 1856. Otto Brandt designed it.",
            "b.txt": "Rain fell for a week, and the fair was put off. The bridge at Lindau was opened in June 1857.",
            "c.txt": "The church of Lindau was opened in the year 1840.",
        }
    )
    sync(settings)
    store = Store(settings, embedder.fingerprint)
    question = "When was Otto Brandt's bridge of Lindau opened?"
    hits = HybridRetriever(store, embedder, 4).search(question)

    reading = Reader(embedder, store).read(question, hits)

    assert {quote.document_id for quote in reading.quotes} == {"a.txt", "b.txt"}


TREATY = """The Treaty of Arosa ended the salt war between Northland and Sudmark. It was signed in Arosa on 12 March \
1921 by Foreign Minister Clara Weiss. Sweden, Portugal and Chile guaranteed the treaty.

Northland offered grain and the use of its harbours. Sudmark offered to withdraw its 4,000 soldiers from the valley.

Sudmark's parliament objected because the harbours were closed in winter, because the grain was of poor quality, \
and because no date had been set for the return of prisoners.
"""
BRIDGE = """The bridge of Lindau was designed by the engineer Otto Brandt and opened on May 3, 1856.

Three reasons were given for the new bridge. The old ferry was slow and had sunk twice. Merchants wanted a road for \
heavy carts. The army asked for a crossing that would hold in winter. It cost 240,000 guilders.
"""
DEPOT = """# Accepted goods

The depot accepts the following goods:

- batteries
- paint in closed tins
- cooking oil

Anything else goes to the tip at Wangen. The depot is commanded by Ida Moser.
"""

Ask = Callable[..., Reading]


@pytest.fixture(scope="module")
def ask(data_folder: Path, tmp_path_factory: pytest.TempPathFactory, embedder: OnnxEmbedding) -> Ask:
    """ask("question") → what the reader that comes with Footnote finds in three short documents."""
    folder = tmp_path_factory.mktemp("documents")
    for name, text in (("treaty.txt", TREATY), ("bridge.txt", BRIDGE), ("depot.md", DEPOT)):
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(data=data_folder, corpus=folder)
    sync(settings)
    store = Store(settings, embedder.fingerprint)
    reader, retriever = Reader(embedder, store, load_reader(settings)), HybridRetriever(store, embedder, 8)

    def ask(question: str) -> Reading:
        return reader.read(question, retriever.search(question))

    return ask


def said(reading: Reading) -> list[str]:
    """The quotes' words, white space made even."""
    texts = {"treaty.txt": TREATY, "bridge.txt": BRIDGE, "depot.md": DEPOT}
    return [" ".join(texts[q.document_id][q.start : q.end].split()) for q in reading.quotes]


def emphasised(reading: Reading) -> list[str]:
    """The very words that answer."""
    texts = {"treaty.txt": TREATY, "bridge.txt": BRIDGE, "depot.md": DEPOT}
    return [texts[q.document_id][a:b] for q in reading.quotes for a, b in q.emphasis]


def test_a_list_is_no_excuse_for_sentences_beside_the_point(ask: Ask) -> None:
    assert said(ask("Which countries guaranteed the treaty of Arosa?")) == [
        "Sweden, Portugal and Chile guaranteed the treaty."
    ]


def test_a_colon_brings_its_list(ask: Ask) -> None:
    reading = ask("What goods does the depot accept?")

    assert "The depot accepts the following goods: - batteries - paint in closed tins - cooking oil" in said(reading)
    assert emphasised(reading)[-3:] == ["batteries", "paint in closed tins", "cooking oil"]
