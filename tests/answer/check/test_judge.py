"""The judge on the article: quotes at their offsets, and sentences in other words."""

import tomllib

import pytest

from answer.check.judge import Judge
from answer.read.encoder import Encoder
from eval.sets.trials import BY_HAND
from index.embed import OnnxEmbedding
from index.passages import Passage
from index.store import Store

BY_HALF = [raw for raw in tomllib.loads(BY_HAND.read_text("utf-8"))["statement"] if raw["half"] == "test"]


@pytest.fixture(scope="module")
def judge(embedder: OnnxEmbedding) -> Judge:
    """Without the trained reader: the rules and likeness alone."""
    return Judge(Encoder(embedder))


@pytest.fixture(scope="module")
def passages(store: Store) -> list[Passage]:
    return [p for entry in store.manifest.documents for p in store.passages(store.passage_ids(entry))]


def holding(passages: list[Passage], words: str) -> Passage:
    return next(p for p in passages if words in p.text)


def test_a_sentence_that_is_its_quote_is_surely_carried(judge: Judge, passages: list[Passage], article: str) -> None:
    for passage in passages:
        for place, (start, end) in enumerate(judge.read(passage).encoded.spans):
            found = judge.judge(judge.claim(passage.text[start:end]), [passage])
            assert found.supported, (place, found.reason)
            assert found.score == 1.0
            assert all(q.document_id == passage.document_id for q in found.quotes)
            assert passage.text[start:end] in " ".join(article[q.start : q.end] for q in found.quotes)


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
