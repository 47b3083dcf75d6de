"""The reader's choice of sentences, and what it brings along so that they can be understood."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from answer.read.candidates import Candidate, Candidates
from answer.read.quote import Quote
from answer.read.ranking import Features
from answer.read.reader import Reader
from answer.read.reading import Reading
from answer.read.span_reader import SpanReader, load_reader
from index.embed import OnnxEmbedding
from index.passages import Hit
from index.search import HybridRetriever
from index.store import Store
from index.sync import sync
from made_documents import stretch
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

    named = [candidate for candidate in miss if "General Agreement" in candidate.text]
    assert "General Agreement" in answer[0].text
    assert answer[0].features.answerable > 0 > max(candidate.features.answerable for candidate in named)


def test_the_passage_that_answers_comes_forward_and_none_is_lost(
    reader: Reader, store: Store, embedder: OnnxEmbedding
) -> None:
    question = "When was the General Agreement signed?"
    backwards = HybridRetriever(store, embedder, 8).search(question)[::-1]
    place = next(n for n, hit in enumerate(backwards) if "June 27, 1997" in hit.passage.text)

    read = reader.read(question, backwards).hits

    assert next(n for n, hit in enumerate(read) if "June 27, 1997" in hit.passage.text) < place
    assert sorted(hit.passage.start for hit in read) == sorted(hit.passage.start for hit in backwards)


def test_what_a_follow_up_may_have_meant_is_answered_with_a_doubt_unless_the_answer_is_very_sure(
    trained: Reader, store: Store, embedder: OnnxEmbedding
) -> None:
    retriever = HybridRetriever(store, embedder, 8)
    clear, fair = "When was the General Agreement signed?", "Who met in Dushanbe?"

    for question, doubted in ((clear, False), (fair, True)):
        asked, guessed = (trained.read(question, retriever.search(question), guessed=g) for g in (False, True))
        assert (asked.answers, asked.doubt) == (True, False)
        assert (guessed.confidence, guessed.answers, guessed.quotes) == (asked.confidence, True, asked.quotes)
        assert guessed.doubt == doubted


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
    """It answers less well, as its passage speaks of other things first; but it disagrees."""
    settings = make_corpus(
        **{
            "a.txt": "The bridge of Lindau was opened in May 1856. Otto Brandt designed it.",
            "b.txt": "Rain fell for a week, and the fair was put off. The bridge at Lindau was opened in June 1857.",
            "c.txt": "The church of Lindau was opened in the year 1840.",
        }
    )
    sync(settings)
    store = Store(settings, embedder.fingerprint)
    question = "When was the bridge of Lindau opened?"
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
    """The quotes as they are shown."""
    return [quote.form.text for quote in reading.quotes]


def emphasised(reading: Reading) -> list[str]:
    """The very words that answer."""
    return [quote.form.text[a:b] for quote in reading.quotes for a, b in quote.emphasis]


def test_a_list_is_no_excuse_for_sentences_beside_the_point(ask: Ask) -> None:
    assert said(ask("Which countries guaranteed the treaty of Arosa?")) == [
        "Sweden, Portugal and Chile guaranteed the treaty."
    ]


def test_a_colon_brings_its_list(ask: Ask) -> None:
    reading = ask("What goods does the depot accept?")

    assert "The depot accepts the following goods:\n- batteries\n- paint in closed tins\n- cooking oil" in said(reading)
    assert emphasised(reading)[-3:] == ["batteries", "paint in closed tins", "cooking oil"]


ONE = "The dam was built in 1950. It broke in 1960. Rain fell. Nobody came. All was well. Snow fell."
TWO = "The dam was begun in 1948. It held for long. Wind blew."


@pytest.fixture(scope="module")
def dams(data_folder: Path, tmp_path_factory: pytest.TempPathFactory, embedder: OnnxEmbedding) -> Store:
    """A store of two documents."""
    folder = tmp_path_factory.mktemp("dams")
    for name, text in (("one.txt", ONE), ("two.txt", TWO)):
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(data=data_folder, corpus=folder)
    sync(settings, embedder=embedder)
    return Store(settings, embedder.fingerprint)


Weigh = Callable[..., Reading]


@pytest.fixture
def weigh(dams: Store, embedder: OnnxEmbedding, monkeypatch: pytest.MonkeyPatch) -> Weigh:
    """weigh(("The dam was built in 1950.", 3.0), …) → what is read where these sentences have these scores.

    All are of directions of their own, save those that are said to be `alike`.
    """

    def read(*scored: tuple[str, float], alike: Sequence[str] = (), question: str = "?") -> Reading:
        found = [_candidate(dams, text, score, alike, n) for n, (text, score) in enumerate(scored)]
        monkeypatch.setattr(Candidates, "find", lambda *_: found)
        hits = [Hit(c.quote.passage, 1.0, 1, 1) for c in found]
        return Reader(embedder, dams).read(question, hits)

    return read


def _candidate(store: Store, text: str, score: float, alike: Sequence[str], number: int) -> Candidate:
    document_id = "one.txt" if text in ONE else "two.txt"
    passage = store.passages(store.passage_ids(document_id))[0]
    vector = np.zeros(20, dtype=np.float32)
    vector[0 if text in alike else number + 1] = 1
    quote = stretch(store.document(document_id), text, passage)
    return Candidate(quote, text, Features(0, 0, 0, 0), score, vector)


def texts(quotes: Sequence[Quote]) -> list[str]:
    return [{"one.txt": ONE, "two.txt": TWO}[q.document_id][q.start : q.end] for q in quotes]


def test_a_further_sentence_is_quoted_where_it_is_about_as_good(weigh: Weigh) -> None:
    reading = weigh(("Rain fell.", 3.0), ("Nobody came.", 2.95), ("Snow fell.", 2.0))

    assert texts(reading.quotes) == ["Rain fell.", "Nobody came."]


def test_no_more_than_three_sentences_are_quoted(weigh: Weigh) -> None:
    names = ["Rain fell.", "Nobody came.", "All was well.", "Snow fell."]

    assert texts(weigh(*[(name, 3.0) for name in names]).quotes) == names[:3]


@pytest.mark.parametrize(("behind", "shown"), [(0.5, True), (2.0, False)])
def test_another_document_speaks_too_where_it_answers_nearly_as_well(weigh: Weigh, behind: float, shown: bool) -> None:
    reading = weigh(("Rain fell.", 3.0), ("Wind blew.", 3.0 - behind))

    assert ("Wind blew." in texts(reading.quotes)) is shown


@pytest.mark.parametrize(("behind", "shown"), [(2.0, True), (9.0, False)])
def test_another_document_that_says_about_the_same_speaks_too_from_farther_behind(
    weigh: Weigh, behind: float, shown: bool
) -> None:
    both = ("The dam was built in 1950.", "The dam was begun in 1948.")

    reading = weigh((both[0], 9.0), ("Rain fell.", 8.0), (both[1], 9.0 - behind), alike=both)

    assert texts(reading.quotes) == [both[0], *([both[1]] if shown else [])]


def test_one_sentence_of_another_document_is_enough_and_it_is_not_quoted_twice(weigh: Weigh) -> None:
    near = weigh(("Rain fell.", 3.0), ("Wind blew.", 2.95), ("The dam was begun in 1948.", 2.5))
    behind = weigh(("Rain fell.", 3.0), ("Wind blew.", 2.6), ("The dam was begun in 1948.", 2.5))

    assert texts(near.quotes) == texts(behind.quotes) == ["Rain fell.", "Wind blew."]


def test_the_best_is_by_itself_and_what_is_quoted_brings_its_lead(weigh: Weigh) -> None:
    reading = weigh(("It broke in 1960.", 3.0))

    assert reading.best is not None
    assert texts([reading.best]) == ["It broke in 1960."]
    assert texts(reading.quotes) == ["The dam was built in 1950. It broke in 1960."]
    assert texts(reading.nearest) == ["The dam was built in 1950. It broke in 1960."]


def test_the_nearest_are_the_best_of_each_passage(weigh: Weigh) -> None:
    reading = weigh(("Rain fell.", 3.0), ("Snow fell.", 2.9), ("Wind blew.", 1.0), ("It held for long.", 0.5))

    assert texts(reading.nearest) == ["Rain fell.", "Wind blew."]


@pytest.mark.parametrize(("shown", "answers"), [(0.0, True), (1.1, False)])
def test_what_reaches_the_confidence_that_is_wanted_is_an_answer(
    dams: Store, embedder: OnnxEmbedding, shown: float, answers: bool
) -> None:
    question = "When was the dam built?"
    hits = HybridRetriever(dams, embedder, 8).search(question)

    reading = Reader(embedder, dams, shown=shown).read(question, hits)

    assert (reading.answers, reading.doubt) == (answers, True)  # by likeness nothing is ever sure


def test_a_bar_that_the_confidence_just_reaches_is_reached(dams: Store, embedder: OnnxEmbedding) -> None:
    question = "When was the dam built?"
    hits = HybridRetriever(dams, embedder, 8).search(question)
    confidence = Reader(embedder, dams).read(question, hits).confidence

    assert Reader(embedder, dams, shown=confidence).read(question, hits).answers


def test_the_trained_reader_reads_english_and_likeness_alone_all_else(dams: Store, embedder: OnnxEmbedding) -> None:
    trained, reader = Reader(embedder, dams, SpanReader()), Reader(embedder, dams)
    hits = HybridRetriever(dams, embedder, 8).search("When was the dam built?")
    german = replace(
        hits[0], passage=replace(hits[0].passage, text="Der Damm wurde von der Stadt und dem Land gebaut.")
    )

    assert trained.read("When was it built?", hits).way == "trained"
    assert trained.read("Wann wurde der Damm gebaut?", hits).way == "likeness"
    assert trained.read("When was it built?", [german, hits[1]]).way == "likeness"
    assert trained.read("When was it built?", [hits[1], german]).way == "trained"
    assert reader.read("When was it built?", hits).way == "likeness"


@pytest.fixture
def order(dams: Store, embedder: OnnxEmbedding, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[int]]:
    """order([4, 1, …]) → the hits by their place in the search, where the sentences rank them in this order."""

    def read(ranked: Sequence[int], of: int) -> list[int]:
        [base] = dams.passages(dams.passage_ids("one.txt"))
        passages = {n: replace(base, id=str(n)) for n in range(1, of + 1)}
        found = [_candidate(dams, "Rain fell.", float(-n), (), n) for n in ranked]
        found = [
            replace(c, text=str(n), quote=replace(c.quote, passage=passages[n]))
            for c, n in zip(found, ranked, strict=True)
        ]
        monkeypatch.setattr(Candidates, "find", lambda *_: found)
        reading = Reader(embedder, dams).read("?", [Hit(p, 1.0, n, n) for n, p in passages.items()])
        return [int(hit.passage.id) for hit in reading.hits]

    return read


def test_two_places_that_are_fair_count_for_more_than_a_first_and_a_last(order: Callable[..., list[int]]) -> None:
    found = order([2, 3, 4, 5, 6, 7, 8, 1], of=8)

    assert found[0] == 2
    assert found.index(3) < found.index(1)


def test_a_first_place_counts_for_more_than_its_number(order: Callable[..., list[int]]) -> None:
    """First and fourteenth against seventh and seventh: sums of 15 and 14."""
    found = order([14, 13, 12, 11, 10, 9, 7, 8, 6, 5, 4, 3, 2, 1], of=14)

    assert found.index(1) < found.index(7)


def test_a_passage_of_which_no_sentence_is_left_is_not_lost(order: Callable[..., list[int]]) -> None:
    assert order([2, 3], of=3) == [2, 1, 3]


def test_a_copied_sentence_is_read_once_where_it_stands_best(weigh: Weigh) -> None:
    reading = weigh(("Rain fell.", 3.0), ("Rain fell.", 2.99), ("Nobody came.", 2.98))

    assert texts(reading.quotes) == ["Rain fell.", "Nobody came."]
