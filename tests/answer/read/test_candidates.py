"""Every unit of the passages is a candidate, with what speaks for it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from answer.read.candidates import Candidate, Candidates, _asks_for_list
from answer.read.encoder import Encoder
from answer.read.ranking import Features, Ranking, coverage, term_weights
from answer.read.span_reader import AnswerSpan, PassageScores, SpanReader
from index.documents.draft import Draft
from index.embed import OnnxEmbedding, Vectors
from index.lexical import LexicalIndex, terms
from index.passages import Hit
from index.store import Store
from index.sync import sync
from made_documents import drafted, plain, stretch, unit_with
from settings import Settings

TREATY = "Title: Salt\n\nBell came late. The treaty was signed in Arosa. Rain fell."
QUESTION = "Where was the treaty on salt signed?"
EACH_BY_ITS_WORDS = Ranking(Features(1, 0, 0, 0), Features(0, 0, 0, 0), lead=0, bias=0)


class Scripted:
    """A reader that sees what it is told to see, in place of the trained one, which nobody can tell what to see."""

    def __init__(self, *spans: tuple[str, float], answerable: float = 0.0) -> None:
        """Words, each with its margin, best first."""
        self.spans, self.answerable = spans, answerable
        self.read: list[str] = []

    def score(self, question: str, passages: Sequence[str]) -> list[PassageScores]:
        self.read += passages
        return [self._scores(passage) for passage in passages]

    def _scores(self, passage: str) -> PassageScores:
        found = [(passage.find(words), words, margin) for words, margin in self.spans if words in passage]
        spans = [AnswerSpan(at, at + len(words), margin, 0.0, 0.0, self.answerable) for at, words, margin in found]
        return PassageScores(tuple(spans), 0.0, self.answerable)


@pytest.fixture(scope="module")
def store(data_folder: Path, tmp_path_factory: pytest.TempPathFactory, embedder: OnnxEmbedding) -> Store:
    """One document of a header line and a paragraph."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "a.txt").write_text(TREATY, encoding="utf-8")
    settings = Settings(data=data_folder, corpus=folder)
    sync(settings, embedder=embedder)
    return Store(settings, embedder.fingerprint)


@pytest.fixture
def find(store: Store, embedder: OnnxEmbedding) -> Callable[..., list[Candidate]]:
    """find(reader) → the candidates of the paragraph, as this reader sees it."""
    hits = [Hit(p, 1.0, 1, 1) for p in store.passages(store.passage_ids("a.txt"))]

    def found(reader: Scripted | None = None, question: str = QUESTION) -> list[Candidate]:
        spans = cast(SpanReader, reader) if reader else None
        return Candidates(Encoder(embedder, store.units), store, spans).find(question, hits, EACH_BY_ITS_WORDS)

    return found


def features_of(candidates: Sequence[Candidate], text: str) -> Features:
    return next(c.features for c in candidates if c.text == text)


Find = Callable[..., list[Candidate]]


def test_each_sentence_is_one_that_quotes_its_document(find: Find) -> None:
    found = find()

    assert {c.text for c in found} == {"Bell came late.", "The treaty was signed in Arosa.", "Rain fell."}
    assert all(TREATY[c.quote.start : c.quote.end] == c.text for c in found)
    assert {c.quote.document_id for c in found} == {"a.txt"}


def test_they_come_best_first_by_the_ranking_s_score(find: Find) -> None:
    found = find()

    assert found[0].text == "The treaty was signed in Arosa."
    assert [c.score for c in found] == sorted((c.features.words for c in found), reverse=True)


def test_likeness_is_the_cosine_of_the_sentence_and_that_of_its_passage(
    find: Find, store: Store, embedder: OnnxEmbedding
) -> None:
    texts = [QUESTION, "Rain fell.", store.passages(store.passage_ids("a.txt"))[0].in_context]
    asked, sentence, passage = embedder.embed_passages(texts)

    found = features_of(find(), "Rain fell.")

    assert found.sentence == pytest.approx(float(asked @ sentence), abs=1e-4)
    assert found.passage == pytest.approx(float(asked @ passage), abs=1e-4)


def test_what_the_reader_sees_counts_a_tenth_and_in_its_own_sentence(find: Find) -> None:
    found = find(Scripted(("Arosa", 7.0), ("treaty", 3.0), ("Bell came", -2.0), answerable=4.0))

    assert features_of(found, "The treaty was signed in Arosa.").span == pytest.approx(0.7)
    assert features_of(found, "Bell came late.").span == pytest.approx(-0.2)
    assert {c.features.answerable for c in found} == {0.4}


def test_a_span_that_fills_its_sentence_lies_in_it_and_one_that_leaves_it_in_none(find: Find) -> None:
    whole = find(Scripted(("Bell came late.", 5.0)))
    across = find(Scripted(("late.\nThe treaty", 5.0), ("Arosa.\nRain", 5.0)))

    assert features_of(whole, "Bell came late.").span == pytest.approx(0.5)
    assert max(c.features.span for c in across) < 0


def test_a_sentence_without_a_span_stands_where_the_weights_were_fitted_with_it(find: Find) -> None:
    """Another number would need new weights in ranking.json."""
    assert features_of(find(Scripted(("Arosa", 7.0))), "Rain fell.").span == -1.2


@pytest.mark.parametrize(("logit", "counted"), [(19.0, 1.9), (1000.0, 2.0), (-19.0, -1.9), (float("-inf"), -2.0)])
def test_what_is_certain_beyond_measure_counts_as_very_certain(find: Find, logit: float, counted: float) -> None:
    assert features_of(find(Scripted(answerable=logit)), "Rain fell.").answerable == pytest.approx(counted)


def test_a_passage_that_is_far_behind_by_likeness_is_not_read(
    data_folder: Path, tmp_path: Path, embedder: OnnxEmbedding
) -> None:
    for name, text in {"a": "The treaty on salt was signed in Arosa.", "b": "A cow was milked."}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    settings = Settings(data=data_folder, corpus=tmp_path)
    sync(settings, embedder=embedder)
    store, reader = Store(settings, embedder.fingerprint), Scripted(answerable=3.0)
    hits = [Hit(p, 1.0, 1, 1) for name in store.manifest.documents for p in store.passages(store.passage_ids(name))]
    by_far = Ranking(Features(20, 0, 0, 0), Features(0, 0, 0, 0), lead=0, bias=0)

    found = Candidates(Encoder(embedder, store.units), store, cast(SpanReader, reader)).find(QUESTION, hits, by_far)

    assert [c.text for c in found] == ["The treaty on salt was signed in Arosa.", "A cow was milked."]
    assert reader.read == ["a\nThe treaty on salt was signed in Arosa."]
    assert [c.features.answerable for c in found] == pytest.approx([0.3, -2.0])


def test_without_a_reader_nothing_speaks_for_or_against_an_answer(find: Find) -> None:
    assert {c.features.answerable for c in find()} == {0.0}
    assert {c.quote.emphasis for c in find()} == {()}


def test_the_best_span_is_emphasised_in_characters_of_the_form(find: Find) -> None:
    found = {c.text: c.quote.emphasis for c in find(Scripted(("Arosa", 7.0), ("treaty", 3.0)))}

    assert ["The treaty was signed in Arosa."[a:b] for a, b in found["The treaty was signed in Arosa."]] == ["Arosa"]
    assert found["Rain fell."] == ()


def test_words_with_a_space_between_them_are_emphasised_too(find: Find) -> None:
    found = {c.text: c.quote.emphasis for c in find(Scripted(("in Arosa.", 7.0)))}

    assert ["The treaty was signed in Arosa."[a:b] for a, b in found["The treaty was signed in Arosa."]] == [
        "in Arosa."
    ]


def test_a_full_stop_is_no_answer_to_emphasise(find: Find) -> None:
    assert {c.quote.emphasis for c in find(Scripted((".", 7.0)))} == {()}


def test_what_the_reader_sees_in_the_second_line_of_a_sentence_is_emphasised_there(
    data_folder: Path, tmp_path: Path, embedder: OnnxEmbedding
) -> None:
    (tmp_path / "a.txt").write_text("Bell came late.\nThe treaty was\n  signed in Arosa.", encoding="utf-8")
    settings = Settings(data=data_folder, corpus=tmp_path)
    sync(settings, embedder=embedder)
    store = Store(settings, embedder.fingerprint)
    hits = [Hit(p, 1.0, 1, 1) for p in store.passages(store.passage_ids("a.txt"))]
    candidates = Candidates(Encoder(embedder, store.units), store, cast(SpanReader, Scripted(("signed in", 7.0))))

    best = candidates.find(QUESTION, hits, EACH_BY_ITS_WORDS)[0]

    assert best.text == best.quote.form.text == "The treaty was signed in Arosa."
    assert [best.text[a:b] for a, b in best.quote.emphasis] == ["signed in"]
    store.close()


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("What does the kit hold?", True),
        ("Which lamp does the kit hold?", False),
        ("Which lamp is there?", False),
        ("What of submarines?", False),
    ],
)
def test_who_asks_for_what_leads_an_item_in_and_for_nothing_in_it_asks_for_its_list(question: str, whole: bool) -> None:
    draft = Draft()
    draft.leaf("paragraph", "The kit holds:")
    draft.gap()
    with draft.block("list"), draft.block("item"):
        draft.leaf("paragraph", "a lamp")

    unit = unit_with(drafted(draft), "a lamp")

    assert _asks_for_list(dict.fromkeys(terms(question), 1.0), unit) is whole


def test_a_passage_covers_the_terms_of_its_title_too(find: Find) -> None:
    covered = find(question="salt")[0].features.coverage
    missed = find(question="submarine")[0].features.coverage

    assert (covered, missed) == (1.0, 0.0)


PASSAGES = [
    ("a", "Bees fly."),
    ("b", "Bees make honey."),
    ("c", "Bees sting."),
    ("d", "Taxes rose."),
    ("e", "Rain fell."),
    ("f", "Bees sleep."),
]


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    lexical = LexicalIndex.build(PASSAGES)

    weights = term_weights("Do bees make honey?", lexical)

    assert weights == {"bee": lexical.idf("bee"), "honey": lexical.idf("honey")}
    assert weights["honey"] > 2 * weights["bee"]


def test_a_word_that_the_corpus_never_uses_counts_less_than_its_rarity_and_is_not_forgotten() -> None:
    lexical = LexicalIndex.build(PASSAGES)

    counted = term_weights("submarine", lexical)["submarin"]

    assert 0.2 * lexical.idf("submarin") < counted < lexical.idf("submarin")


def test_coverage_is_the_share_by_weight() -> None:
    wanted = {"honey": 3.0, "bee": 1.0}

    assert coverage(wanted, frozenset({"honey", "fly"})) == 0.75
    assert coverage(wanted, frozenset({"bee"})) == 0.25
    assert coverage(wanted, frozenset()) == 0.0
    assert coverage({}, frozenset({"bee"})) == 0.0


def candidate(vector: Vectors) -> Candidate:
    return Candidate(stretch(plain("Bees fly."), "Bees fly."), "x", Features(0, 0, 0, 0), 0.0, vector)


@pytest.mark.parametrize(("cosine", "alike"), [(1.0, True), (0.9, True), (0.5, False), (0.0, False), (-1.0, False)])
def test_two_sentences_that_are_much_alike_say_about_the_same(cosine: float, alike: bool) -> None:
    one = candidate(np.array([1, 0], dtype=np.float32))
    other = replace(one, vector=np.array([cosine, (1 - cosine**2) ** 0.5], dtype=np.float32))

    assert one.is_like(other) is alike
