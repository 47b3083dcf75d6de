"""The judge on the article: quotes at their offsets, and sentences in other words."""

import tomllib
from collections.abc import Sequence

import pytest

from answer.check.judge import Judge
from answer.read.encoder import Encoder
from answer.read.span_reader import AnswerSpan, PassageScores, find_reader
from eval.sets.trials import BY_HAND
from index.embed import OnnxEmbedding
from index.passages import Passage
from index.store import Store
from index.units import Unit
from made_documents import passage_of, units_of
from settings import Settings

BY_HALF = [raw for raw in tomllib.loads(BY_HAND.read_text("utf-8"))["statement"] if raw["half"] == "test"]


@pytest.fixture(scope="module")
def judge(embedder: OnnxEmbedding, store: Store) -> Judge:
    """Without the trained reader: the rules and likeness alone."""

    def units(passage: Passage) -> Sequence[Unit]:
        return store.units(passage) if passage.document_id in store.manifest.documents else units_of(passage)

    return Judge(Encoder(embedder, units))


@pytest.fixture(scope="module")
def passages(store: Store) -> list[Passage]:
    return [p for entry in store.manifest.documents for p in store.passages(store.passage_ids(entry))]


def holding(passages: list[Passage], words: str) -> Passage:
    return next(p for p in passages if words in p.text)


def test_a_sentence_that_is_its_quote_is_surely_carried(judge: Judge, passages: list[Passage], article: str) -> None:
    for passage in passages:
        for unit in judge.read(passage).units:
            sentence = article[unit.start : unit.end]
            found = judge.judge(judge.claim(sentence), [passage])
            assert found.supported, (sentence, found.reason)
            assert found.score == 1.0
            assert all(q.document_id == passage.document_id for q in found.quotes)
            assert sentence in " ".join(article[q.start : q.end] for q in found.quotes)


def test_a_sentence_that_merges_two_gets_both(judge: Judge, passages: list[Passage], article: str) -> None:
    passage = holding(passages, "Ukraine offered enlarged support")
    merged = (
        "Ukraine offered enlarged support for bilateral military cooperation, and Hrytsenko agreed with Khayrulloyev "
        "on reform of the armed forces and access to military educational establishments."
    )

    found = judge.judge(judge.claim(merged), [passage])

    assert found.supported
    assert len(found.quotes) == 1
    assert article[found.quotes[0].start : found.quotes[0].end].count("Ukrain") == 2


def test_one_digit_away_is_told_with_both_values(judge: Judge, passages: list[Passage]) -> None:
    passage = holding(passages, "had few surprises")

    found = judge.judge(judge.claim("Ivanov had talks with President Rakhmonov in Dushanbe on June 25."), [passage])

    assert (found.score, found.reason) == (0.0, "the quote says June 24, the sentence June 25")


def test_a_sentence_about_something_else_is_unsupported(judge: Judge, passages: list[Passage]) -> None:
    assert not judge.judge(judge.claim("the weather stayed warm and dry for weeks"), [passages[2]]).supported


def test_of_the_sentences_by_hand_most_are_told_right(judge: Judge, passages: list[Passage]) -> None:
    right = {True: 0, False: 0}
    for raw in BY_HALF:
        found = judge.judge(judge.claim(raw["text"]), [holding(passages, raw["cites"])])
        right[raw["supported"]] += found.supported == raw["supported"]

    assert right[True] >= 16  # of 20
    assert right[False] >= 14  # of 22


def made_of(text: str) -> Passage:
    """A passage that is this text."""
    return passage_of(text, text)


def test_a_passage_without_a_sentence_says_nothing(judge: Judge) -> None:
    found = judge.judge(judge.claim("Bell signed the treaty."), [made_of(" ")])

    assert (found.quotes, found.score, found.reason) == ((), 0.0, "the passage says nothing")


@pytest.mark.parametrize("said", ["It al", "It signed", "They were", "…"])
def test_a_sentence_that_says_nothing_is_carried_by_nothing(judge: Judge, said: str) -> None:
    found = judge.judge(judge.claim(said), [made_of("It also signed the treaty.")])

    assert (found.score, found.reason) == (0.0, "the quote speaks of something else")


@pytest.mark.parametrize("said", ["The treaty signed", "It signed with Bell", "It signed 7"])
def test_two_words_or_a_name_or_a_number_say_something(judge: Judge, said: str) -> None:
    found = judge.judge(judge.claim(said), [made_of("It also signed the treaty with Bell, and 7 others.")])

    assert found.supported
    assert found.score > 0


@pytest.mark.parametrize(("said", "held"), [("guards rest sleep eat", True), ("guards rest sleep eat talk", False)])
def test_a_quarter_of_the_words_must_stand_in_the_quotes(judge: Judge, said: str, held: bool) -> None:
    found = judge.judge(judge.claim(said), [made_of("The guards were there.")])

    assert (found.score > 0) == held


def test_the_title_of_a_document_tells_who_is_meant(judge: Judge) -> None:
    passage = made_of("He signed the treaty with the guards.")
    claim = judge.claim("In the end, Abercrombie signed the treaty with the guards.")

    assert "Abercrombie" in judge.judge(claim, [passage]).reason
    assert "Abercrombie" not in judge.judge(claim, [passage], "The Life of Abercrombie").reason


def test_passages_come_by_their_best_sentence(judge: Judge) -> None:
    texts = ("Rain fell on the hills.", "", "Snow fell. Bell signed the treaty.", "Tom had signed a letter.")
    passages = [made_of(text) for text in texts]

    likest = judge.most_like(judge.claim("Bell signed the treaty."), passages)

    assert [p.text for p in likest] == [texts[2], texts[3], texts[0], texts[1]]


def test_what_speaks_for_a_sentence_is_counted(judge: Judge) -> None:
    passage = made_of("Bell signed it in Kulob. Rain fell. Tom saw him. The snow was deep.")
    claim = judge.claim("In Kulob Bell signed treaties, as Tom slept.")

    features = judge.features(judge.compared(claim, [passage]))

    assert features.coverage == pytest.approx(4 / 6)  # kulob, bell, signed, tom
    assert features.new_words == pytest.approx(2 / 6)  # treaties, slept
    assert features.names_elsewhere == 0
    assert (features.carried, features.span) == (0, 0)
    assert 0 < features.weakest < features.nearness < 1
    assert 0 < features.cosine < 1


def test_a_word_of_the_passage_that_the_quotes_lack_is_not_new(judge: Judge) -> None:
    passage = made_of("Anna Bell signed the treaty. Rain fell there. All that was in Kulob.")
    claim = judge.claim("Anna Bell signed the treaty, and in Kulob rain fell.")

    features = judge.features(judge.compared(claim, [passage]))

    assert features.coverage == pytest.approx(6 / 7)
    assert features.new_words == 0
    assert features.names_elsewhere == 0.5


def test_the_very_words_are_as_near_as_can_be(judge: Judge) -> None:
    text = "Bell signed the treaty in Kulob."

    features = judge.features(judge.compared(judge.claim(text), [made_of(text)]))

    assert features[:6] == pytest.approx((1, 1, 1, 1, 0, 0), abs=0.01)


def test_a_sentence_without_a_content_word_finds_nothing_near(judge: Judge) -> None:
    features = judge.features(judge.compared(judge.claim("It was so."), [made_of("Bell signed it.")]))

    assert (features.coverage, features.nearness, features.weakest, features.new_words) == (0, 0, 0, 1)


def test_the_quotes_are_read_with_the_sentences_beside_them(judge: Judge) -> None:
    passage = made_of("The rain fell.  Bell signed the treaty. The snow fell. All was quiet.")

    compared = judge.compared(judge.claim("Bell signed the treaty."), [passage])

    assert compared.around == "The rain fell. Bell signed the treaty. The snow fell."
    assert compared.premise.quotes == "Bell signed the treaty."
    assert passage.text in compared.premise.context


def test_the_trained_reader_tells_what_carries_a_sentence(
    embedder: OnnxEmbedding, article_settings: Settings, store: Store, passages: list[Passage]
) -> None:
    spans, note = find_reader(article_settings)
    assert spans, note
    judge = Judge(Encoder(embedder, store.units), spans)
    passage = holding(passages, "Ukraine offered enlarged support")

    def read(text: str) -> tuple[float, float]:
        features = judge.features(judge.compared(judge.claim(text), [passage]))
        return features.carried, features.span

    carried, astray = read("Kiev promised Tajikistan more military aid."), read("The melon harvest doubled.")
    assert carried[0] > astray[0]
    assert all(-2 <= figure <= 2 for figure in (*carried, *astray))
    assert judge.judge(judge.claim("Ukraine offered more military support."), [passage]).supported


def test_what_the_reader_says_beyond_20_says_no_more(embedder: OnnxEmbedding) -> None:
    class Sure:
        """Stands for the reader, whose logits nobody can order."""

        def score(self, question: str, texts: list[str]) -> list[PassageScores]:
            sign = 1 if "treaty" in question else -1
            span = AnswerSpan(0, 4, sign * 5.0, sign * 4.0, 0.0, 0.0)
            return [PassageScores((span,) if sign > 0 else (), 0.0, sign * 99.0)]

    judge = Judge(Encoder(embedder, units_of), Sure())  # type: ignore[arg-type]

    def read(text: str) -> tuple[float, float]:
        features = judge.features(judge.compared(judge.claim(text), [made_of("Bell signed the treaty.")]))
        return features.carried, features.span

    assert read("Bell signed a treaty.") == pytest.approx((2.0, 0.9))
    assert read("Bell left.") == (-2.0, -2.0)
