"""Weights are fitted so that what speaks for a sentence raises its rank, and the confidence in it."""

import numpy as np
import pytest

from answer.read.ranking import Features
from training.cases import RankingCase
from training.ranking import best_sentences, fit, fit_rank


def sentence(span: float, words: float = 0.5) -> Features:
    return Features(words, 0.5, 0.5, 0.5, span, span)


def case(*sentences: Features, right: int | None = None) -> RankingCase:
    marks = np.array([place == right for place in range(len(sentences))], dtype=np.bool_)
    return RankingCase(np.array(sentences, dtype=np.float64).reshape(-1, len(Features._fields)), marks)


@pytest.fixture
def cases() -> list[RankingCase]:
    """Where the reader is sure the sentence is right."""
    rng = np.random.default_rng(0)
    told = [case(sentence(1 + rng.normal() / 3), sentence(-1), right=0) for _ in range(60)]
    silent = [case(sentence(-0.5 + rng.normal() / 3), sentence(-1)) for _ in range(40)]
    return [*told, *silent]


def test_what_the_reader_sees_gets_a_positive_weight_and_what_is_not_asked_for_none(cases: list[RankingCase]) -> None:
    ranking, _ = fit({"one": cases}, "trained")

    assert ranking.confidence.answerable > 0
    assert ranking.rank.span > 0
    assert not ranking.confidence.words
    assert not ranking.rank.answerable


def test_groups_count_the_same_however_many_cases_they_have(cases: list[RankingCase]) -> None:
    other = [case(sentence(1), sentence(-1), right=0) for _ in range(9)] + [case(sentence(-1), sentence(-1))]

    alone, _ = fit({"one": cases, "other": other}, "trained")
    more, _ = fit({"one": cases, "other": other * 5}, "trained")

    assert more.rank == pytest.approx(alone.rank, abs=0.01)
    assert more.confidence == pytest.approx(alone.confidence, rel=0.05)


def test_the_confidence_says_how_often_the_best_sentence_is_right(cases: list[RankingCase]) -> None:
    """Half of the answers stand in another sentence than the best one: a sure reader is right half of the time."""
    elsewhere = [RankingCase(c.features, ~c.right) for c in cases if c.answerable]

    ranking, _ = fit({"one": [*cases, *elsewhere]}, "trained")

    assert ranking.probability([sentence(1), sentence(-1)]) == pytest.approx(0.5, abs=0.1)


def test_what_was_refused_without_weighing_is_left_out(cases: list[RankingCase]) -> None:
    assert len(best_sentences([*cases, case()], sentence(1)).right) == len(cases)


def test_the_rank_puts_the_right_sentence_first_by_what_tells_it_from_the_others() -> None:
    rng = np.random.default_rng(0)
    told = [case(sentence(rng.normal()), sentence(1 + rng.normal()), right=1) for _ in range(2000)]

    rank = fit_rank({"one": told}, ("span", "words"))

    assert rank.span == pytest.approx(1.0, abs=0.2)  # two normals a standard deviation apart: the log odds of a step
    assert abs(rank.words) < 0.01  # the same in all sentences: tells nothing


def test_where_two_sentences_are_right_either_may_come_first() -> None:
    two = RankingCase(np.array([sentence(1), sentence(0.9), sentence(-1)]), np.array([True, True, False]))
    one = RankingCase(np.array([sentence(1), sentence(-1)]), np.array([True, False]))

    assert fit_rank({"one": [two] * 9}, ("span",)).span == pytest.approx(
        fit_rank({"one": [one] * 9}, ("span",)).span, rel=0.1
    )
