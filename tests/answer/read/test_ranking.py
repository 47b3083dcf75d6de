"""Ranking: what speaks for a sentence raises its score and the confidence, and caution raises the bars."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.read.ranking import Features, Way, load_ranking, load_thresholds

WAYS = get_args(Way)
FEATURES = st.builds(Features, *[st.floats(0, 1)] * 4, *[st.floats(-2, 2)] * 2)


@pytest.mark.parametrize("way", WAYS)
def test_caution_raises_both_bars(way: Way) -> None:
    bars = [load_thresholds(way, caution) for caution in ("low", "normal", "high")]

    assert [bar.shown for bar in bars] == sorted(bar.shown for bar in bars)
    assert bars[0].shown < bars[2].shown
    assert all(bar.shown <= bar.sure for bar in bars)


def test_by_likeness_nothing_is_ever_sure() -> None:
    assert all(load_thresholds("likeness", caution).sure > 1 for caution in ("low", "normal", "high"))


@pytest.mark.parametrize("way", WAYS)
@given(st.lists(FEATURES, min_size=2, max_size=5))
def test_the_lead_on_the_next_sentence_raises_the_confidence(way: Way, found: list[Features]) -> None:
    ranking = load_ranking(way)
    ranked = sorted(found, key=ranking.score, reverse=True)

    assert ranking.probability(ranked[:1] * 2) <= ranking.probability([ranked[0], ranked[-1]])


def test_that_its_passage_answers_at_all_raises_the_confidence_and_the_span_within_it_the_score() -> None:
    without = Features(0.5, 0.5, 0.5, 0.5, 0.0, 0.0)
    ranking = load_ranking("trained")

    assert ranking.probability([without._replace(answerable=1.0)]) > ranking.probability([without])
    assert ranking.score(without._replace(span=1.0)) > ranking.score(without)


@pytest.mark.parametrize("name", ["words", "passage", "coverage"])
@pytest.mark.parametrize("way", WAYS)
def test_likeness_raises_the_score(way: Way, name: str) -> None:
    without = Features(0.5, 0.5, 0.5, 0.5)
    ranking = load_ranking(way)

    assert ranking.score(without._replace(**{name: 1.0})) > ranking.score(without)
