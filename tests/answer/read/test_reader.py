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

    sure, unsure = (reader.read(q, retriever.search(q)).confidence for q in (there, absent))

    assert sure > 0.5 > unsure


def test_a_false_premise_is_seen_though_the_passage_has_its_words(
    trained: Reader, store: Store, embedder: OnnxEmbedding
) -> None:
    retriever = HybridRetriever(store, embedder, 8)
    there, nearly = "When was the General Agreement signed?", "Why was the General Agreement torn up?"

    answer, miss = (trained.candidates(q, retriever.search(q)) for q in (there, nearly))

    assert "General Agreement" in answer[0].text
    assert "General Agreement" in miss[0].text
    assert answer[0].evidence.answerable > 0 > miss[0].evidence.answerable


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

    def ask(question: str, **options: float) -> Reading:
        return reader.read(question, retriever.search(question), **options)

    return ask


def said(reading: Reading) -> list[str]:
    """The quotes' words, white space made even."""
    texts = {"treaty.txt": TREATY, "bridge.txt": BRIDGE, "depot.md": DEPOT}
    return [" ".join(texts[q.document_id][q.start : q.end].split()) for q in reading.quotes]


def emphasised(reading: Reading) -> list[str]:
    """The very words that answer."""
    texts = {"treaty.txt": TREATY, "bridge.txt": BRIDGE, "depot.md": DEPOT}
    return [texts[q.document_id][a:b] for q in reading.quotes for a, b in q.emphasis]


def test_two_things_asked_in_one_breath_are_both_answered(ask: Ask) -> None:
    reading = ask("What did Northland offer, and what did Sudmark offer?")

    assert said(reading) == [
        "Northland offered grain and the use of its harbours.",
        "Sudmark offered to withdraw its 4,000 soldiers from the valley.",
    ]
    assert reading.unanswered == ()


def test_answers_to_two_parts_may_come_from_two_documents(ask: Ask) -> None:
    reading = ask("Who designed the bridge of Lindau? Which countries guaranteed the treaty?")

    assert {q.document_id for q in reading.quotes} == {"bridge.txt", "treaty.txt"}


def test_one_sentence_that_answers_two_parts_is_quoted_once(ask: Ask) -> None:
    reading = ask("When was the bridge of Lindau opened and who designed it?")

    assert said(reading) == ["The bridge of Lindau was designed by the engineer Otto Brandt and opened on May 3, 1856."]
    assert "May 3, 1856" in " ".join(emphasised(reading))
    assert "Otto Brandt" in " ".join(emphasised(reading))


def test_a_part_without_an_answer_is_named_and_spoils_nothing(ask: Ask) -> None:
    alone = ask("Who commands the depot?")

    reading = ask("Who commands the depot, and what is the boiling point of water?")

    assert reading.unanswered == ("What is the boiling point of water?",)
    assert said(reading) == said(alone)
    assert reading.confidence == alone.confidence


def test_where_no_part_is_sure_the_confidence_says_so(ask: Ask) -> None:
    reading = ask("Who won the chess championship, and what is the capital of Peru?", threshold=0.99)

    assert reading.confidence < 0.99
    assert len(reading.unanswered) == 2
    assert reading.nearest


def test_the_confidence_is_that_of_the_least_sure_part_that_is_shown(ask: Ask) -> None:
    parts = ("What did Northland offer?", "What did Sudmark offer?")

    assert ask("What did Northland offer, and what did Sudmark offer?").confidence == pytest.approx(
        min(ask(part).confidence for part in parts)
    )


def test_one_question_is_read_as_it_is_whatever_the_threshold(ask: Ask) -> None:
    assert ask("What did Northland offer?", threshold=1.0) == ask("What did Northland offer?", threshold=0.0)


def test_each_passage_is_encoded_once_however_many_parts_read_it(
    ask: Ask, embedder: OnnxEmbedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("Who commands the depot?")
    texts: list[str] = []
    embed = OnnxEmbedding.embed_words

    def counting(self: OnnxEmbedding, given: list[str], keep: Callable[[str], bool]) -> object:
        texts.extend(given)
        return embed(self, given, keep)

    monkeypatch.setattr(OnnxEmbedding, "embed_words", counting)
    ask("Who commands the depot and which goods does it accept?")

    assert texts == ["Who commands the depot?", "Which goods does the depot accept?"]


def test_of_a_list_all_words_that_answer_are_emphasised(ask: Ask) -> None:
    reading = ask("What reasons did Sudmark's parliament have to object?")

    assert len(emphasised(reading)) > 1


def test_a_list_is_no_excuse_for_sentences_beside_the_point(ask: Ask) -> None:
    assert said(ask("Which countries guaranteed the treaty of Arosa?")) == [
        "Sweden, Portugal and Chile guaranteed the treaty."
    ]


def test_what_a_sentence_counts_is_quoted_with_it(ask: Ask) -> None:
    reading = ask("What are the reasons for the new bridge?")

    assert [words.split()[-1] for words in emphasised(reading)] == ["twice.", "carts.", "winter."]
    assert said(reading)[0].startswith("Three reasons were given")


def test_a_colon_brings_its_list(ask: Ask) -> None:
    reading = ask("What goods does the depot accept?")

    assert "The depot accepts the following goods: - batteries - paint in closed tins - cooking oil" in said(reading)
    assert emphasised(reading)[-3:] == ["batteries", "paint in closed tins", "cooking oil"]
